"""A Chromium of the machine, logged in; any fault that a page reports fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.cast import World, make_world
from zhivo.team.models import User
from zhivo.web import counts

# What a page is meant to meet in these tests is a refusal or a break; everything else that it reports is a fault.
MEANT = ("Failed to load resource", "Response Status Error Code")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the tests
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def world(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """The cast of the screens' tests, seen by the server's threads too."""
    monkeypatch.setattr(counts, "_kept", {})
    monkeypatch.setattr("zhivo.clients.tally._kept", None)
    monkeypatch.setattr("zhivo.quality.portrait.known._kept", None)
    return make_world()


@pytest.fixture
def open_as(chromium: Any, live_server: Any, client: Any) -> Iterator[Callable[..., Any]]:
    """Return a page of the live server for a user; at the end it must not have reported a fault."""
    contexts, faults = [], []

    def open_page(user: User, path: str, **options: Any) -> Any:
        client.force_login(user)
        context = chromium.new_context(base_url=live_server.url, locale="en", **options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: _note(said, faults))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def _note(said: Any, faults: list[str]) -> None:
    if said.type == "error" and not said.text.startswith(MEANT):
        faults.append(said.text)
