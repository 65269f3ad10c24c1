"""One value for a field of many clients."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from tests.rows import checksum, load
from zhivo.clients.bulk import NothingToDo, TooMany
from zhivo.clients.edit import BadValue, edit
from zhivo.clients.models import Client, Edit, Event
from zhivo.clients.one_value import KIND, foresee, put
from zhivo.journal.undo import undo
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
SAID = {"en": "City", "ru": "Город"}


@pytest.fixture
def vera(people: dict[str, Any]) -> User:
    load(
        {"full_name": "Аверин Антон", "phone": "+79161234501", "city": "Самара", "attribute:Цвет": "синий"},
        {"full_name": "Боков Борис", "phone": "+79161234502", "city": "Казань", "attribute:Цвет": ""},
        {"full_name": "Вилков Вадим", "phone": "+79161234503", "city": "", "attribute:Цвет": "белый"},
    )
    return people["vera"]


def cities() -> list[tuple[str | None, str | None]]:
    return list(Client.objects.order_by("sort_name").values_list("city", "region"))


def everybody(vera: User) -> Any:
    return Client.objects.visible_to(vera)


@pytest.mark.parametrize(
    ("field", "value", "same"),
    [("city", "Казань", 1), ("city", None, 1), ("attribute:Цвет", "синий", 1), ("attribute:Цвет", None, 1)],
)
def test_who_has_the_value_already_is_counted_apart(vera: User, field: str, value: str | None, same: int) -> None:
    seen = foresee(clients=everybody(vera), field=field, value=value)

    assert (seen.clients, seen.same, seen.changing) == (3, same, 3 - same)


def test_what_follows_from_the_value_goes_along_and_all_comes_back(vera: User) -> None:
    before = checksum()
    also = {"region": "Республика Татарстан", "time_zone": "Europe/Moscow"}

    operation = put(clients=everybody(vera), field="city", value="Казань", also=also, by=vera, said=SAID)

    assert operation.data["count"] == 2
    assert [city for city, _region in cities()] == ["Казань"] * 3
    assert cities()[0] == ("Казань", "Республика Татарстан")
    undo(operation=operation, by=vera)
    assert checksum() == before


def test_the_journal_says_the_field_and_the_count_but_no_value(vera: User) -> None:
    told = put(clients=everybody(vera), field="city", value="Казань", also={}, by=vera, said=SAID)
    emptied = put(clients=everybody(vera), field="city", value=None, also={}, by=vera, said=SAID)

    with translation.override("en"):
        assert KIND.sentence(told) == "City: one value for 2 clients"
        assert KIND.sentence(emptied) == "City: emptied for 3 clients"
    assert [city for city, _region in cities()] == [None] * 3


def test_an_own_field_is_filled_and_the_feed_says_what_was_there(vera: User) -> None:
    put(clients=everybody(vera), field="attribute:Цвет", value="белый", also={}, by=vera, said=SAID)

    assert set(Client.objects.values_list("values__attribute:Цвет", flat=True)) == {"белый"}
    told = Event.objects.filter(kind="client.edited").values_list("data__before", "data__after")
    assert sorted(told, key=str) == [("синий", "белый"), (None, "белый")]


def test_who_was_edited_since_keeps_the_later_value(vera: User) -> None:
    operation = put(clients=everybody(vera), field="city", value="Казань", also={}, by=vera, said=SAID)
    averin = Client.objects.get(last_name="Аверин")
    edit(client=averin, field="city", value="Пермь", version=averin.version, by=vera)

    kept = undo(operation=operation, by=vera).kept

    assert kept == [{"client": averin.pk, "why": "edited_since"}]
    assert [city for city, _region in cities()] == ["Пермь", "Казань", None]


def test_nobody_to_change_and_too_many_are_refused(vera: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NothingToDo):
        put(clients=everybody(vera).filter(city="Казань"), field="city", value="Казань", also={}, by=vera, said=SAID)
    monkeypatch.setattr("zhivo.clients.bulk.MOST", 2)
    with pytest.raises(TooMany):
        foresee(clients=everybody(vera), field="city", value="Казань")
    with pytest.raises(TooMany):
        put(clients=everybody(vera), field="city", value="Казань", also={}, by=vera, said=SAID)

    assert not Edit.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("merged_into", "1"), ("birthday", "завтра"), ("sex", "x")])
def test_what_the_field_cannot_hold_is_refused(vera: User, field: str, value: str) -> None:
    with pytest.raises(BadValue):
        foresee(clients=everybody(vera), field=field, value=value)
