"""How fast pages of the base answer, as the owner and as a manager, beside the log-in page, which needs no base."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse

from bench import drawn
from bench.measure import Measure, quantile
from bench.queries import some_ids
from zhivo.clients.models import Client
from zhivo.lib import static_files
from zhivo.team.models import User

REQUESTS = 200
SEED = 13
_AFTER = re.compile(r"after=(\d+)")


def run(*, requests: int = REQUESTS) -> Iterator[Measure]:
    """Ask for each page `requests` times through the whole of Django; no network and no web server in between."""
    static_files.gather()
    log_in = reverse("entry:login")
    plain = quantile(_taken(_browser(), lambda: log_in, requests), 0.95)
    for role in ("owner", "manager"):
        user = User.objects.filter(roles__contains=[role]).order_by("pk")[0]
        browser = _browser()
        browser.force_login(user)
        for name, address in _addresses(browser, user).items():
            taken = _taken(browser, address, requests)
            p95 = quantile(taken, 0.95)
            times = {"p50_ms": round(quantile(taken, 0.5) * 1000, 1), "p95_ms": round(p95 * 1000, 1)}
            yield Measure(
                f"pages.{role}.{name}",
                Client.objects.count(),
                sum(taken),
                "the log-in page (95th percentiles)",
                p95 / plain,
                per_second=len(taken) / sum(taken),
                more={"requests": len(taken), **times},
            )
        if role == "owner":
            session = browser.cookies[settings.SESSION_COOKIE_NAME].value
            yield from drawn.run(session=session, pages=_addresses(browser, user), plain=log_in)


def _browser() -> Browser:
    return Browser(headers={"host": "localhost"})


def _addresses(browser: Browser, user: User) -> dict[str, Callable[[], str]]:
    first = reverse("clients:list")
    after = _AFTER.search(browser.get(first, secure=settings.IS_HTTPS).content.decode())
    second = f"{first}?after={after[1]}" if after else first
    dice = random.Random(SEED)
    seen = list(Client.objects.visible_to(user).filter(pk__in=some_ids(2000, dice)).values_list("pk", flat=True))
    return {
        "list": lambda: first,
        "list_page_2": lambda: second,
        "quality": lambda: reverse("quality:list"),
        "values": lambda: reverse("questions:values"),
        "card": lambda: reverse("clients:client", args=[dice.choice(seen)]),
    }


def _taken(browser: Browser, address: Callable[[], str], requests: int) -> list[float]:
    taken = []
    for number in range(requests + 5):
        asked = address()
        begun = time.perf_counter()
        answer = browser.get(asked, secure=settings.IS_HTTPS)
        if answer.status_code != 200:
            raise RuntimeError(f"{asked} answers {answer.status_code}")
        if number >= 5:  # the first ones compile the templates
            taken.append(time.perf_counter() - begun)
    return taken
