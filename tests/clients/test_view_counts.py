"""Numbers on the tabs."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rows import load
from zhivo.clients import view_counts
from zhivo.clients.filters import Filters
from zhivo.clients.models import Client
from zhivo.clients.view_counts import Known, counted, known

pytestmark = pytest.mark.django_db
LISTS = [Filters(), Filters(city="Самара"), Filters(city="Самара", sort="newest", columns="inn")]


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_counts, "_kept", OrderedDict())
    monkeypatch.setattr(view_counts, "_rest_until", 0.0)
    monkeypatch.setattr("zhivo.clients.tally._kept", None)


def numbers(found: list[Known]) -> list[int | None]:
    return [one.count.number if one.count else None for one in found]


def test_nothing_is_counted_until_somebody_asks_for_it(people: dict[str, Any]) -> None:
    load({"full_name": "Иванов Иван", "city": "Самара"}, {"full_name": "Петров Пётр", "city": "Орёл"})

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert numbers(known(user=people["vera"], lists=LISTS)) == [None, None, None]

    assert len(asked) == 1  # the version of the base
    assert numbers(counted(user=people["vera"], lists=LISTS)) == [2, 1, 1]
    assert numbers(known(user=people["vera"], lists=LISTS)) == [2, 1, 1]


def test_a_number_is_old_as_soon_as_the_base_has_changed(people: dict[str, Any]) -> None:
    load({"full_name": "Иванов Иван", "city": "Самара"})
    counted(user=people["vera"], lists=LISTS)

    load({"full_name": "Петров Пётр", "city": "Самара"}, source="other")

    assert [(one.is_fresh, one.count.number) for one in known(user=people["vera"], lists=LISTS[:2]) if one.count] == [
        (False, 1),
        (False, 1),
    ]
    assert numbers(counted(user=people["vera"], lists=LISTS)) == [2, 2, 2]


def test_everybody_has_the_numbers_of_what_he_sees(people: dict[str, Any]) -> None:
    load({"full_name": "Иванов Иван", "city": "Самара"}, {"full_name": "Петров Пётр", "city": "Самара"})
    Client.objects.filter(last_name="Петров").update(responsible=people["clara"])

    assert numbers(counted(user=people["vera"], lists=LISTS[:2])) == [2, 2]
    assert numbers(counted(user=people["anna"], lists=LISTS[:2])) == [1, 1]
    assert numbers(counted(user=people["adam"], lists=LISTS[:2])) == [0, 0]


def test_what_time_does_not_suffice_for_is_left_to_the_next(
    people: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    load({"full_name": "Иванов Иван", "city": "Самара"})
    monkeypatch.setattr(view_counts, "SECONDS", 0.0)

    assert numbers(counted(user=people["vera"], lists=LISTS)) == [None, None, None]


def test_a_large_base_rests_between_counts_and_shows_the_old_numbers_meanwhile(
    people: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhivo.clients.tally.SMALL", -10)
    load({"full_name": "Иванов Иван", "city": "Самара"})
    counted(user=people["vera"], lists=LISTS[:2])
    load({"full_name": "Петров Пётр", "city": "Самара"}, source="other")

    monkeypatch.setattr(view_counts, "_rest_until", float("inf"))
    assert numbers(counted(user=people["vera"], lists=[*LISTS, Filters(city="Орёл")])) == [1, 1, 1, 0]
    monkeypatch.setattr(view_counts, "_rest_until", 0.0)
    assert numbers(counted(user=people["vera"], lists=LISTS)) == [2, 2, 2]
