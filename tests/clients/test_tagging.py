"""Tags put on many clients in one act, and taken off."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rows import load
from zhivo.clients.bulk import NothingToDo, TooMany
from zhivo.clients.merge import merge
from zhivo.clients.models import Client, ClientTag, Event, Tag
from zhivo.clients.tagging import BadTag, put, take_off
from zhivo.intake.undo import undo_piece
from zhivo.journal.models import Operation
from zhivo.journal.undo import undo
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera(people: dict[str, Any]) -> User:
    return people["vera"]


@pytest.fixture
def batch(vera: User) -> Batch:
    """Three clients; a file says that the first is of the fair."""
    return load(
        {"full_name": "Аверин Антон", "phone": "+79161234501", "tags": "Ярмарка"},
        {"full_name": "Боков Борис", "phone": "+79161234502", "tags": ""},
        {"full_name": "Вилков Вадим", "phone": "+79161234503", "tags": ""},
    )


def carriers(name: str) -> list[str]:
    tagged = ClientTag.objects.filter(tag__name=name).values("client")
    return list(Client.objects.live().filter(pk__in=tagged).order_by("name").values_list("last_name", flat=True))


def everybody(vera: User) -> Any:
    return Client.objects.visible_to(vera)


def test_those_who_have_it_already_are_left_alone_and_keep_it(vera: User, batch: Batch) -> None:
    operation = put(clients=everybody(vera), name="ярмарка", by=vera)

    assert (operation.data["count"], operation.data["name"]) == (2, "Ярмарка")
    assert carriers("Ярмарка") == ["Аверин", "Боков", "Вилков"]
    undo(operation=operation, by=vera)
    assert carriers("Ярмарка") == ["Аверин"]


def test_a_tag_that_the_act_made_goes_with_it(vera: User, batch: Batch) -> None:
    operation = put(clients=everybody(vera), name="  VIP   гость ", by=vera)

    assert carriers("VIP гость") == ["Аверин", "Боков", "Вилков"]
    undo(operation=operation, by=vera)
    assert not Tag.objects.filter(name="VIP гость").exists()


def test_a_file_that_says_so_later_keeps_the_tag_when_the_hand_takes_it_back(vera: User, batch: Batch) -> None:
    operation = put(clients=everybody(vera).filter(last_name="Боков"), name="Опт", by=vera)
    load({"full_name": "Боков Борис", "phone": "+79161234502", "tags": "Опт"}, source="other")

    undo(operation=operation, by=vera)

    assert carriers("Опт") == ["Боков"]


def test_what_is_taken_off_comes_back_as_it_was(vera: User, batch: Batch) -> None:
    put(clients=everybody(vera).filter(last_name="Боков"), name="Ярмарка", by=vera)
    before = list(ClientTag.objects.order_by("pk").values())

    operation = take_off(clients=everybody(vera), tag=Tag.objects.get(), by=vera)

    assert (operation.data["count"], carriers("Ярмарка")) == (2, [])
    undo(operation=operation, by=vera)
    assert list(ClientTag.objects.order_by("pk").values()) == before


def test_a_tag_of_an_import_that_was_undone_meanwhile_does_not_come_back(vera: User, batch: Batch) -> None:
    operation = take_off(clients=everybody(vera), tag=Tag.objects.get(name="Ярмарка"), by=vera)
    for piece in batch.pieces.all():
        undo_piece(piece)

    undo(operation=operation, by=vera)

    assert carriers("Ярмарка") == []


def test_a_tag_that_its_hand_took_back_meanwhile_does_not_come_back(vera: User, batch: Batch) -> None:
    given = put(clients=everybody(vera).filter(last_name="Боков"), name="Ярмарка", by=vera)
    operation = take_off(clients=everybody(vera), tag=Tag.objects.get(), by=vera)
    undo(operation=given, by=vera)

    undo(operation=operation, by=vera)

    assert carriers("Ярмарка") == ["Аверин"]


def test_after_a_merge_the_tag_goes_back_to_the_client_that_stayed(vera: User, batch: Batch) -> None:
    averin, bokov = Client.objects.get(last_name="Аверин"), Client.objects.get(last_name="Боков")
    put(clients=everybody(vera).filter(pk=bokov.pk), name="Опт", by=vera)
    operation = take_off(clients=everybody(vera), tag=Tag.objects.get(name="Опт"), by=vera)
    merge(keep=averin, absorb=bokov, by=vera)

    undo(operation=operation, by=vera)

    assert list(ClientTag.objects.filter(tag__name="Опт").values_list("client", flat=True)) == [averin.pk]


def test_the_feed_says_who_tagged_and_who_took_it_back(vera: User, batch: Batch) -> None:
    operation = put(clients=everybody(vera).filter(last_name="Боков"), name="Опт", by=vera)
    undo(operation=operation, by=vera)

    told = Event.objects.filter(client__last_name="Боков").order_by("pk").values_list("kind", "data__tag", "by")
    assert list(told) == [("client.tagged", "Опт", vera.pk), ("client.untagged", "Опт", vera.pk)]


@pytest.mark.parametrize("name", ["", "  ", "я" * 61, "опт, розница", "опт;розница"])
def test_what_cannot_be_a_tag_is_refused(vera: User, batch: Batch, name: str) -> None:
    with pytest.raises(BadTag):
        put(clients=everybody(vera), name=name, by=vera)

    assert Tag.objects.count() == 1


def test_nobody_to_change_is_said_and_leaves_nothing_behind(vera: User, batch: Batch) -> None:
    with pytest.raises(NothingToDo):
        put(clients=everybody(vera).filter(last_name="Аверин"), name="Ярмарка", by=vera)
    with pytest.raises(NothingToDo):
        take_off(clients=everybody(vera).filter(last_name="Боков"), tag=Tag.objects.get(), by=vera)
    with pytest.raises(NothingToDo):
        put(clients=Client.objects.none(), name="Новая", by=vera)

    assert not Tag.objects.filter(name="Новая").exists()
    assert not Operation.objects.filter(kind__startswith="client.").exists()


def test_too_many_at_once_are_refused(vera: User, batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhivo.clients.bulk.MOST", 2)

    with pytest.raises(TooMany):
        put(clients=everybody(vera), name="Опт", by=vera)
    with pytest.raises(TooMany):
        take_off(clients=everybody(vera), tag=Tag.objects.get(), by=vera)
