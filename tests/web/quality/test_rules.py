"""The printable rules, and the promise they make about what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tests.web.cast import World
from zhivo.clients.edit import BadValue
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import Asked
from zhivo.quality.portrait.words import BY_KIND
from zhivo.quality.typed import typed
from zhivo.team.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def language() -> str:
    """The cast reads English here, and so does the test."""
    return "en"


def test_the_rules_hold_the_firm_the_day_and_the_words_of_the_company(
    world: World, log_in: Callable[[User], Browser]
) -> None:
    portraits.save(kind="person", asked=[Asked("city", 7, rule="В первом звонке", question="Откуда вы?")], by=None)

    text = log_in(world.anna).get("/quality/rules/").content.decode().replace("\xa0", " ")

    assert "Тара и Ко" in text
    assert str(timezone.localdate().year) in text
    assert "В первом звонке" in text and "Откуда вы?" in text
    assert "What is your INN?" in text
    assert "«1@mail.ru»" in text


def test_who_sees_no_clients_sees_no_rules(world: World, log_in: Callable[[User], Browser]) -> None:
    assert log_in(world.people["administrator"]).get("/quality/rules/").status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    sorted({(field, value) for words in BY_KIND.values() for field, said in words.items() for value in said.refused}),
)
def test_whatever_the_rules_say_is_refused_is_refused(field: str, value: str) -> None:
    with pytest.raises(BadValue):
        typed(field=field, value=value)
