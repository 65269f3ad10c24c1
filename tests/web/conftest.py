"""What every test of a screen may ask for: the cast, and a browser logged in as somebody."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import pytest
from django.test import Client as Browser
from django.utils import translation

from tests.web.cast import World, make_world
from zhivo.team.models import User
from zhivo.web import counts


@pytest.fixture
def language() -> str | None:
    """The language that the cast and the test read; None leaves it to the settings."""
    return None


@pytest.fixture(autouse=True)
def _read(language: str | None) -> Iterator[None]:
    with translation.override(language) if language else nullcontext():
        yield


@pytest.fixture
def world(db: None, language: str | None) -> World:
    """The cast, made anew for this test."""
    world = make_world()
    if language:
        User.objects.update(language=language)
    return world


@pytest.fixture
def log_in() -> Callable[[User], Browser]:
    """Return a browser in which the user is logged in."""

    def enter(user: User) -> Browser:
        browser = Browser(headers={"accept-language": "en"})
        browser.force_login(user)
        return browser

    return enter


@pytest.fixture(autouse=True)
def _nothing_counted_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the counts that another test's base has left in this process."""
    monkeypatch.setattr(counts, "_kept", {})
    monkeypatch.setattr("zhivo.clients.tally._kept", None)
    monkeypatch.setattr("zhivo.clients.view_counts._kept", OrderedDict())
    monkeypatch.setattr("zhivo.quality.portrait.known._kept", None)


@pytest.fixture
def owner(world: World, log_in: Callable[[User], Browser]) -> Browser:
    """A browser in which the owner is logged in."""
    return log_in(world.people["owner"])
