"""What pieces leave in the base is what a fresh reckoning of it would give."""

from __future__ import annotations

import polars as pl
import pytest

from bench.lists import chunks
from tests.rows import checksum, load
from zhivo.clients import store
from zhivo.clients.models import Client
from zhivo.intake import prepared
from zhivo.sources.models import Record
from zhivo.team.models import User

FIELDS = {
    "id": "source_id",
    "ФИО": "full_name",
    "Дата рождения": "birthday",
    "Телефон": "phone",
    "E-mail": "email",
    "Компания": "company",
    "ИНН": "inn",
    "Город": "city",
    "Комментарий": "comment",
}


def made_up(*, rows: int, seed: int) -> list[dict[str, str]]:
    frame, _truth = next(chunks(rows=rows, seed=seed))
    return frame.select(list(FIELDS)).rename(FIELDS).to_dicts()


def reckon_anew() -> None:
    store.lock_joining()
    store.recompute(ids=pl.Series(list(Client.objects.values_list("pk", flat=True))))


@pytest.mark.django_db
@pytest.mark.parametrize("piece_rows", [60, 400])
def test_a_fresh_reckoning_of_an_imported_base_changes_nothing(piece_rows: int) -> None:
    load(*made_up(rows=1200, seed=piece_rows), piece_rows=piece_rows)
    before = checksum()

    reckon_anew()

    assert checksum() == before


@pytest.mark.django_db
def test_a_firm_learns_its_inn_and_form_from_people_only_where_its_own_rows_are_silent() -> None:
    load({"company": "ООО Ромашка", "phone": "84951234567"}, {"company": "АО Лютик", "inn": "7707083893"})
    load(
        {"full_name": "Иванов Иван", "company": "Ромашка", "inn": "5003052454"},
        {"full_name": "Петров Пётр", "company": "ПАО Лютик и Ко", "inn": "7707083893"},
        source="people",
    )

    firms = {firm.inn: (firm.company_form, firm.company) for firm in Client.objects.filter(kind="company")}

    assert firms == {"5003052454": ("ООО", "Ромашка"), "7707083893": ("АО", "Лютик")}


@pytest.mark.django_db
def test_a_firm_named_first_without_its_inn_has_it_from_the_next_row_of_the_piece() -> None:
    load(
        {"full_name": "Иванов Иван", "company": "ООО Ромашка", "inn": ""},
        {"full_name": "Петров Пётр", "company": "ООО Ромашка", "inn": "5003052454"},
    )

    assert Client.objects.get(kind="company").inn == "5003052454"


@pytest.mark.django_db
def test_a_cell_that_holds_the_sign_between_cells_moves_no_other_cell() -> None:
    load({"full_name": "Иванов\x1fИван", "city": "Омск", "comment": "звонить"})

    assert Record.objects.get().values == ["Иванов␟Иван", "Омск", "звонить"]


def test_rows_that_a_broken_workbook_numbers_alike_stay_rows_of_their_own() -> None:
    raw = pl.DataFrame({"row": [2, 2, 2], "c0": ["Иванов Иван", "Петров Пётр", ""]})

    made = prepared.make(number=0, raw=raw, origin="1", mapping=["full_name"])

    assert made.rows.select("row", "cells", "name").rows() == [
        (2, "Иванов Иван", "Иванов Иван"),
        (2, "Петров Пётр", "Петров Пётр"),
        (2, "", None),
    ]


@pytest.mark.django_db
def test_a_person_without_a_name_is_responsible_by_e_mail() -> None:
    user = User.objects.create_user("anna@tara.example", name=" ")

    load({"full_name": "Иванов Иван", "responsible": "anna@tara.example"})

    assert Client.objects.get().responsible == user
