"""The numbers of the frame: exact on a small base, asked for after the page on a large one that has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients import tally
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web import counts

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def test_each_role_gets_the_numbers_it_may_see(world: World) -> None:
    said = {role: counts.exact(world.people[role]) for role in ("manager", "owner", "administrator", "nobody")}

    assert (said["owner"].uncovered, said["owner"].questions) == (4, Question.objects.count())
    assert (said["manager"].uncovered, said["manager"].questions) == (2, 0)
    assert (said["administrator"].uncovered, said["administrator"].questions) == (None, None)
    assert (said["nobody"].uncovered, said["nobody"].questions) == (None, None)


def test_a_large_base_that_changed_is_counted_after_the_page(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "SMALL", -2)
    browser = log_in(world.people["owner"])

    first = browser.get("/people/").content.decode()
    exact = browser.get("/counts/", headers={"HX-Request": "true"}).content.decode()
    second = browser.get("/people/teams/").content.decode()

    assert 'hx-get="/counts/"' in first
    assert "<b>4</b>" in exact
    assert 'id="waiting"' in exact
    assert "<b>4</b>" in second
    assert 'hx-get="/counts/"' not in second


def test_the_counter_is_red_with_a_word_and_leads_to_the_clients(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).get("/search/keys/").content.decode()

    assert 'class="cover bad"' in page
    assert 'href="/clients/?care=uncovered"' in page
