"""What happened to a client, newest first."""

from __future__ import annotations

import pytest

from tests.rows import load
from zhivo.clients import events
from zhivo.clients.edit import edit
from zhivo.clients.merge import merge
from zhivo.clients.models import Client
from zhivo.clients.timeline import entries
from zhivo.journal.undo import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivan() -> Client:
    row = {"full_name": "Иванов Иван", "phone": "+79161234567", "city": "Самара"}
    load(row, {**row, "city": "Пермь"}, source="first")
    load({**row, "city": "Орёл"}, source="second")
    return Client.objects.get()


def change(client: Client, field: str, value: str) -> None:
    client.refresh_from_db()
    edit(client=client, field=field, value=value, version=client.version, by=None)


def test_rows_of_one_import_are_one_line(ivan: Client) -> None:
    second, first = entries(ivan)

    assert (second.batch.file_name, len(second.rows)) == ("second.csv", 1)
    assert (first.batch.file_name, len(first.rows)) == ("first.csv", 2)


def test_every_edit_leads_to_the_operation_that_undoes_it(ivan: Client) -> None:
    change(ivan, "city", "Казань")
    change(ivan, "comment", "перезвонить")
    change(ivan, "city", "Тула")

    last, comment, first = entries(ivan)[:3]

    assert [line.event.data["after"] for line in (last, comment, first)] == ["Тула", "перезвонить", "Казань"]
    for line in (last, comment, first):
        assert line.operation.edits.get().value == line.event.data["after"]


def test_an_edit_that_was_undone_says_so(ivan: Client) -> None:
    change(ivan, "city", "Казань")
    change(ivan, "comment", "перезвонить")
    undo(operation=entries(ivan)[1].operation, by=None)

    assert [line.is_undone for line in entries(ivan)[:2]] == [False, True]


def test_a_joined_client_brings_its_history_along(ivan: Client) -> None:
    load({"full_name": "Петров Пётр", "email": "petrov@zhivo-primer.ru"}, source="third")
    petrov = Client.objects.get(last_name="Петров")
    change(petrov, "comment", "из второй карточки")
    petrov.refresh_from_db()
    merge(keep=ivan, absorb=petrov, by=None)

    found = entries(ivan)

    assert found[0].kind == "join"
    assert "из второй карточки" in [line.event.data.get("after") for line in found if line.event]
    assert {line.batch.file_name for line in found if line.batch} == {"first.csv", "second.csv", "third.csv"}


def test_a_kind_that_nobody_declares_any_more_still_has_its_line(ivan: Client) -> None:
    gone = events.EventKind("plugin.gone", "Gone", "point")
    events.record(gone, client=ivan)

    assert entries(ivan)[0].event.kind == "plugin.gone"


def test_a_firm_that_is_only_named_beside_people_tells_of_it_by_import() -> None:
    row = {"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО «Ромашка»"}
    load(row, {**row, "full_name": "Петров Пётр", "phone": "+79161234568"}, source="first")
    firm = Client.objects.get(kind="company")

    (line,) = entries(firm)

    assert (line.batch.file_name, line.named, line.rows) == ("first.csv", 2, ())
