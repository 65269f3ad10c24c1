"""Sheets of a workbook: which become batches, and what is said of the others."""

from __future__ import annotations

import pytest

from tests.intake.books import FIRMS, PEOPLE, PRICES, workbook
from zhivo.intake import drops, reading, sheets
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Drop

pytestmark = pytest.mark.django_db


def received(content: bytes, *, name: str = "книга.xlsx", sheet: str | None = None) -> list[Batch]:
    return sheets.receive(file=[content], name=name, by=None, choice=reading.Choice(sheet=sheet))


def test_every_sheet_with_clients_is_a_batch_of_one_drop_in_the_order_of_the_file() -> None:
    taken = received(workbook(Люди=PEOPLE, Фирмы=FIRMS))

    people, firms = taken
    assert [batch.sheet for batch in taken] == ["Люди", "Фирмы"]
    assert people.drop is not None
    assert list(drops.batches(people.drop)) == taken
    assert (people.source, people.file_digest) == (firms.source, firms.file_digest)
    assert (people.mapping, firms.mapping) == (["full_name", "phone"], ["company", "inn"])
    assert [batch.notes["about_rows"] for batch in taken] == [2, 1]


def test_hidden_empty_and_nameless_sheets_are_left_out_and_named() -> None:
    content = workbook(hidden=("Архив",), Цены=PRICES, Пусто=[], Шапка=[["ФИО"]], Архив=PEOPLE, Люди=PEOPLE)

    (batch,) = received(content)

    assert batch.sheet == "Люди"
    assert batch.drop is None
    assert {one.sheet: one.why for one in sheets.left_out(batch)} == {
        "Цены": "holds_nobody",
        "Пусто": "empty_file",
        "Шапка": "header_only",
        "Архив": "hidden",
    }


def test_a_sheet_that_is_asked_for_is_the_only_one() -> None:
    (batch,) = received(workbook(Люди=PEOPLE, Фирмы=FIRMS), sheet="Фирмы")

    assert batch.sheet == "Фирмы"
    assert sheets.left_out(batch) == []


def test_where_nobody_is_found_the_first_sheet_is_taken_to_be_looked_through() -> None:
    (batch,) = received(workbook(Цены=PRICES, Ещё=PRICES))

    assert batch.sheet == "Цены"
    assert [one.sheet for one in sheets.left_out(batch)] == ["Ещё"]


def test_sheets_beyond_those_that_are_shown_are_looked_at_too() -> None:
    content = workbook(**{f"День {number}": PRICES for number in range(1, 21)}, Люди=PEOPLE)

    (batch,) = received(content)

    assert batch.sheet == "Люди"
    assert len(sheets.left_out(batch)) == 20


def test_a_sheet_that_was_left_out_can_be_taken_in() -> None:
    (batch,) = received(workbook(Люди=PEOPLE, Цены=PRICES))

    more = sheets.take_in(batch=batch, sheet="Цены")

    batch.refresh_from_db()
    assert more.columns == ["Цвет", "Цена"]
    assert batch.drop is not None
    assert list(drops.batches(batch.drop)) == [batch, more]
    assert sheets.left_out(batch) == []


def test_an_empty_sheet_cannot_be_taken_in() -> None:
    (batch,) = received(workbook(Люди=PEOPLE, Пусто=[]))

    with pytest.raises(reading.Refused):
        sheets.take_in(batch=batch, sheet="Пусто")

    assert Batch.objects.count() == 1
    assert Drop.objects.count() == 0


def test_the_same_file_twice_in_one_go_is_said() -> None:
    drop, text = drops.create(by=None), "ФИО;Телефон\nИванов Иван;8 916 123-45-67\n".encode()
    sheets.receive(file=[text], name="раз.csv", by=None, drop=drop)

    with pytest.raises(Refusal, match=r"раз\.csv") as refusal:
        sheets.receive(file=[text], name="два.csv", by=None, drop=drop)

    assert refusal.value.code == "twice"
    assert [batch.file_name for batch in drops.batches(drop)] == ["раз.csv"]
