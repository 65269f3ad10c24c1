"""How many questions an hour are answered by keyboard at a second a decision: a Chromium of this machine does it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse

from bench import drawn
from bench.measure import Measure
from zhivo.lib import static_files
from zhivo.team.models import User

DECISIONS = 60
SECOND = 1.0  # that a decision takes a person
_IN_HAND = ".q-list [aria-current]"
_NEXT = "was => document.querySelector('.q-list [aria-current]')?.getAttribute('href') !== was"


def run(*, decisions: int = DECISIONS) -> Iterator[Measure]:
    """Answer so many questions of each queue, one key press each; what waits for the person is not counted against us.

    Says so and yields nothing where there is no Chromium or no Playwright.
    """
    if drawn.CHROMIUM is None or find_spec("playwright") is None:
        sys.stderr.write("No Chromium or no Playwright here: questions were not answered.\n")
        return
    static_files.gather()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this very thread
    values = reverse("questions:values")
    queues = {
        "pairs": (reverse("questions:list"), "nnln"),
        "conflicts": (f"{values}?kind=conflict", "12n1"),
        "unreadable": (f"{values}?kind=unreadable", "ns"),
        "found": (f"{values}?kind=found", "aaan"),
    }
    with drawn.served() as address, import_module("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=drawn.CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(base_url=address, viewport={"width": 1366, "height": 768})
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": _session(), "url": address}
        context.add_cookies([cookie])
        for name, (page, keys) in queues.items():
            done, seconds = _answered(context, page, keys, decisions)
            if done:
                hour = 3600 * done / seconds
                more = {"an_hour": round(hour)}
                yield Measure(
                    f"answers.{name}", done, seconds, "a second a decision", seconds / done / SECOND, more=more
                )
        browser.close()


def _session() -> str:
    browser = Browser(headers={"host": "localhost"})
    browser.force_login(User.objects.filter(roles__contains=["owner"]).order_by("pk")[0])
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def _answered(context: Any, page: str, keys: str, decisions: int) -> tuple[int, float]:
    """Return how many questions were answered and the seconds that it took, thinking and all."""
    tab = context.new_page()
    tab.goto(page)
    begun, done = time.perf_counter(), 0
    while done < decisions and (was := _in_hand(tab)):
        time.sleep(SECOND)
        tab.keyboard.press(keys[done % len(keys)])
        tab.wait_for_function(_NEXT, arg=was)
        done += 1
    tab.close()
    return done, time.perf_counter() - begun


def _in_hand(tab: Any) -> str | None:
    found = tab.locator(_IN_HAND)
    return found.first.get_attribute("href") if found.count() else None
