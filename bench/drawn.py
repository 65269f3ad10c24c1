"""How soon a Chromium of this machine has the list and a card to the last byte, and has them drawn."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections

from bench.measure import Measure, quantile

LOADS = 40
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# The last of: the page's last byte read and its largest part painted; milliseconds since the click.
_TIMES = """() => new Promise(done => new PerformanceObserver(list => {
    const page = performance.getEntriesByType('navigation')[0];
    const painted = Math.max(...list.getEntries().map(entry => entry.startTime));
    done([page.responseEnd, Math.max(painted, page.domContentLoadedEventEnd)]);
}).observe({type: 'largest-contentful-paint', buffered: true}))"""


def run(*, session: str, pages: dict[str, Callable[[], str]], plain: str, loads: int = LOADS) -> Iterator[Measure]:
    """Open each page `loads` times with the cookie of a session, over a real connection; `plain` beside them.

    Says so and yields nothing where there is no Chromium or no Playwright.
    """
    if CHROMIUM is None or find_spec("playwright") is None:
        sys.stderr.write("No Chromium or no Playwright here: pages were not drawn.\n")
        return
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this very thread
    with served() as address, import_module("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(base_url=address, viewport={"width": 1366, "height": 768})
        beside = quantile([drawn for _read, drawn in _opened(context, lambda: plain, loads)], 0.95)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        for name, page in pages.items():
            taken = _opened(context, page, loads)
            read, drawn = ([one[place] for one in taken] for place in (0, 1))
            more = {f"read_p{q}_ms": round(quantile(read, q / 100)) for q in (50, 95)}
            more |= {f"drawn_p{q}_ms": round(quantile(drawn, q / 100)) for q in (50, 95)}
            yield Measure(
                f"drawn.{name}",
                loads,
                sum(drawn) / 1000,
                "the log-in page drawn (95th percentiles)",
                quantile(drawn, 0.95) / beside,
                more=more,
            )
        browser.close()


def _opened(context: Any, page: Callable[[], str], loads: int) -> list[tuple[float, float]]:
    tab = context.new_page()
    taken = []
    for number in range(loads + 3):
        answer = tab.goto(page())
        if answer.status != 200:
            raise RuntimeError(f"{answer.url} answers {answer.status}")
        if number >= 3:  # the first ones fill the browser's cache with the styles and the font
            taken.append(tuple(tab.evaluate(_TIMES)))
    tab.close()
    return taken


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        pass


@contextmanager
def served() -> Iterator[str]:
    """Serve the product on a free port of this machine and return its address."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, connections_override=None)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        connections.close_all()
