"""Values on many unrelated clients are marked by a rule; a person's word stands, and a mark goes with its reason."""

from __future__ import annotations

import pytest

from tests.rows import load
from zhivo.clients.models import Client, ValueMark
from zhivo.intake.undo import undo_batch
from zhivo.journal.models import Operation
from zhivo.journal.undo import undo
from zhivo.quality import nobodys, readings
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
PHONE = "+79161234567"
SURNAMES = (
    "Орлов",
    "Гусев",
    "Зайцев",
    "Белов",
    "Комаров",
    "Щукин",
    "Ершов",
    "Крюков",
    "Мохов",
    "Юдин",
    "Рябов",
    "Лосев",
)


def crowd() -> Batch:
    names = zip(SURNAMES, ("Пётр", "Анна", "Лев", "Яна", "Олег", "Инна") * 2, strict=True)
    return load(*({"full_name": f"{last} {first}", "phone": PHONE} for last, first in names))


def test_a_number_of_a_dozen_strangers_is_marked_once_with_its_holders() -> None:
    crowd()

    assert (nobodys.mark(), nobodys.mark()) == (1, 0)
    found = ValueMark.objects.get()
    assert (found.value, found.kind, found.by, found.data["holders"]) == (PHONE, "dummy", None, Client.objects.count())


def test_what_a_person_has_said_stands() -> None:
    crowd()
    ValueMark.objects.create(medium="phone", value=PHONE, kind="fine", why="by_hand")
    ValueMark.objects.update(by=_anna())

    assert nobodys.mark() == 0
    assert ValueMark.objects.get().kind == "fine"


def test_taking_the_act_of_the_rule_back_is_a_word_too() -> None:
    crowd()
    nobodys.mark()

    undo(operation=Operation.objects.get(kind="values.marked"), by=_anna())

    assert nobodys.mark() == 0
    assert not ValueMark.objects.exists()


def test_the_mark_goes_when_the_crowd_is_gone() -> None:
    batch = crowd()
    nobodys.mark()
    undo_batch(batch)

    nobodys.mark()

    assert not ValueMark.objects.exists()


def test_nobodys_number_reaches_nobody() -> None:
    crowd()

    found = readings.reach(readings.take(), user=_anna(), medium="phone")

    assert (found.clients, found.written, found.valid, found.reachable) == (12, 12, 0, 0)


def _anna() -> User:
    return User.objects.get_or_create(email="anna@example.org", defaults={"name": "Anna", "roles": ["owner"]})[0]
