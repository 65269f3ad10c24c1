"""Marked contacts: listed by kind, and changed by a person's word, which can be undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import FOREIGN_MARKS, World
from zhivo.clients.models import ValueMark
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
PAGE = "/quality/marks/"


@pytest.fixture(autouse=True)
def _unmarked(world: World) -> None:
    ValueMark.objects.all().delete()


@pytest.fixture
def mark(world: World) -> ValueMark:
    ValueMark.objects.create(medium="phone", value="+79990001122", kind="dummy", why="repeated", data={"holders": 40})
    return ValueMark.objects.create(
        medium="phone", value="+79161234567", kind="dummy", why="repeated", data={"holders": 12}
    )


def test_a_marked_value_says_why_and_who_has_it(owner: Browser, mark: ValueMark) -> None:
    text = owner.get(PAGE).content.decode().replace("\u00a0", " ")

    assert "пустышка: стоит у 12 клиентов" in text
    assert "+7 916 123-45-67" in text


def test_a_persons_word_changes_the_mark_until_it_is_undone(owner: Browser, mark: ValueMark) -> None:
    owner.post(f"{PAGE}{mark.pk}/", {"kind": "fine"})

    mark.refresh_from_db()
    assert (mark.kind, mark.why) == ("fine", "by_hand")
    owner.post(f"/journal/{Operation.objects.get(kind='values.marked').pk}/undo/")
    mark.refresh_from_db()
    assert (mark.kind, mark.why) == ("dummy", "repeated")


def test_values_of_foreign_clients_are_neither_shown_nor_marked(world: World, log_in: LogIn, mark: ValueMark) -> None:
    anna = log_in(world.anna)
    foreign = ValueMark.objects.get(value="+79990001122")

    text = anna.get(PAGE).content.decode()

    assert not [one for one in FOREIGN_MARKS if one in text]
    assert anna.post(f"{PAGE}{foreign.pk}/", {"kind": "fine"}).status_code == 404


def test_an_unknown_kind_is_refused_and_who_may_not_may_not(
    world: World, log_in: LogIn, owner: Browser, mark: ValueMark
) -> None:
    assert owner.post(f"{PAGE}{mark.pk}/", {"kind": "boots"}).status_code == 400
    assert log_in(world.people["administrator"]).get(PAGE).status_code == 403
    assert log_in(world.people["marketer"]).post(f"{PAGE}{mark.pk}/", {"kind": "fine"}).status_code == 403
