"""The ring on the card: the score, the question worth most, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.models import Attribute, Client
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import Asked
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def ask(*asked: Asked) -> None:
    portraits.save(kind="person", asked=asked, by=None)


def test_the_card_asks_what_is_worth_most(world: World, log_in: LogIn) -> None:
    ask(Asked("phone", 12), Asked("birthday", 5, question="Когда вас поздравлять?"), Asked("occupation", 8))

    text = log_in(world.anna).get(f"/clients/{world.ivan.pk}/").content.decode()

    assert ">48</text>" in text
    assert "What do you do for a living?" in text
    assert "plus 32" in text
    assert "ask, plus 32</a>" in text
    assert "поздравлять" not in text


def test_the_question_opens_the_editor_of_its_field(world: World, log_in: LogIn) -> None:
    Attribute.objects.create(key="shops", label="Точек")
    ask(Asked("attribute:shops", 8), Asked("phone", 2))
    browser = log_in(world.anna)
    assert "?edit=attribute%3Ashops" in browser.get(f"/clients/{world.ivan.pk}/").content.decode()

    text = browser.get(f"/clients/{world.ivan.pk}/?edit=attribute%3Ashops").content.decode()

    assert '<input type="hidden" name="field" value="attribute:shops">' in text


def test_an_answer_moves_the_ring_and_brings_the_next_question(world: World, log_in: LogIn) -> None:
    ask(Asked("phone", 12), Asked("occupation", 8), Asked("birthday", 5))
    world.ivan.refresh_from_db()

    answer = log_in(world.anna).post(
        f"/clients/{world.ivan.pk}/facts/",
        {"field": "occupation", "value": "пекарь", "version": world.ivan.version, "was": ""},
        headers={"HX-Request": "true", "HX-Target": "facts"},
        follow=True,
    )

    text = answer.content.decode()
    assert 'id="ring" hx-swap-oob="true"' in text
    assert ">80</text>" in text
    assert "When is your birthday?" in text


def test_a_placeholder_is_refused_under_the_field_and_the_question_stays(world: World, log_in: LogIn) -> None:
    ask(Asked("phone", 12), Asked("occupation", 8))
    world.ivan.refresh_from_db()

    answer = log_in(world.anna).post(
        f"/clients/{world.ivan.pk}/facts/",
        {"field": "occupation", "value": "нет", "version": world.ivan.version, "was": ""},
    )

    assert answer.status_code == 422
    assert "A placeholder: words for" in answer.content.decode()
    assert "occupation" not in Client.objects.get(pk=world.ivan.pk).values


def test_a_full_portrait_asks_nothing(world: World, log_in: LogIn) -> None:
    ask(Asked("phone", 12))

    text = log_in(world.anna).get(f"/clients/{world.ivan.pk}/").content.decode()

    assert ">100</text>" in text
    assert "The portrait is full" in text
    assert "ask, plus" not in text


def test_a_firm_has_the_portrait_of_firms(world: World, owner: Browser) -> None:
    text = owner.get(f"/clients/{world.romashka.pk}/").content.decode()

    assert "Where may we send the documents and the offer?" in text
    assert ">35</text>" in text
