"""Which counts a page gets."""

from __future__ import annotations

import pytest

from tests.rows import load
from zhivo.quality import readings
from zhivo.quality.portrait import known, portraits
from zhivo.quality.portrait.portraits import Asked
from zhivo.quality.portrait.rates import rates, whole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_kept", None)


def clients() -> int:
    every = portraits.every()
    return whole(rates(known.known(every), every).values()).clients


def test_on_a_small_base_they_are_of_this_very_moment() -> None:
    load({"full_name": "Иванов Иван"})
    assert clients() == 1

    load({"full_name": "Петров Пётр"})

    assert clients() == 2


def test_on_a_large_base_they_are_of_the_last_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    load({"full_name": "Иванов Иван"})
    readings.take()
    monkeypatch.setattr("zhivo.clients.tally.SMALL", -2)
    load({"full_name": "Петров Пётр"})

    assert clients() == 1
    readings.take()
    assert clients() == 2


def test_what_the_last_reading_did_not_ask_for_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    readings.take()
    monkeypatch.setattr("zhivo.clients.tally.SMALL", -2)
    load({"full_name": "Петров Пётр"})
    assert clients() == 0

    portraits.save(kind="person", asked=[Asked("patronymic")], by=None)

    assert clients() == 1
