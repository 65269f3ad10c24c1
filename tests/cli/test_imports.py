"""`zhivo import`: what it prints for programs and people."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.command_line import Zhivo
from tests.intake.books import FIRMS, PEOPLE, PRICES, workbook
from tests.rows import checksum
from zhivo.intake import drops, jobs, sheets
from zhivo.sources.models import Batch

pytestmark = pytest.mark.django_db


def test_refused_rows_go_into_a_file_with_the_reason_also_when_they_come_again(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ФИО;Телефон;Комментарий\nИванов Иван;+79161234567;\n;;кто это\n")

    answers = [json.loads(zhivo("import", str(path), "--json").out) for _time in range(2)]

    assert [answer["refused"] for answer in answers] == [1, 1]
    for answer in answers:
        with Path(answer["errors_file"]).open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file, delimiter=";")
        assert header[1:] == ["ФИО", "Телефон", "Комментарий"]
        assert [row[3] for row in rows] == ["кто это"]
        assert all(row[0] for row in rows)
    assert answers[0]["errors_file"] != answers[1]["errors_file"]


def test_no_file_is_made_when_nothing_was_refused(zhivo: Zhivo, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("ФИО;Телефон\nИванов Иван;+79161234567\n")

    assert json.loads(zhivo("import", str(tmp_path / "list.csv"), "--json").out)["errors_file"] is None


def test_what_was_odd_in_a_file_is_said_to_people_too(zhivo: Zhivo, tmp_path: Path) -> None:
    (tmp_path / "contacts.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nN:Иванов;Иван;;;\nTEL:+79161234567\nNOTE:обор")

    told = zhivo("import", str(tmp_path / "contacts.vcf")).out

    assert "Оборванные карточки: 1 (строка 1)" in told or "Cards that are cut off: 1 (row 1)" in told


def test_every_sheet_with_clients_is_loaded_and_one_undo_takes_all_back(zhivo: Zhivo, tmp_path: Path) -> None:
    path, before = tmp_path / "книга.xlsx", checksum()
    path.write_bytes(workbook(Люди=PEOPLE, Цены=PRICES, Фирмы=FIRMS))

    told = zhivo("import", str(path), "--json")
    answer = json.loads(told.out)
    undone = json.loads(zhivo("undo", str(answer["operation"]), "--json").out)

    assert (answer["rows"], answer["clients_created"]) == (3, 3)
    assert [(one["sheet"], one["rows"]) for one in answer["sheets"]] == [("Люди", 2), ("Фирмы", 1)]
    assert answer["sheets_left_out"] == [{"sheet": "Цены", "why": "holds_nobody"}]
    assert "Цены" in told.err
    assert undone["state"] == "undone"
    assert checksum() == before


def test_one_sheet_that_is_asked_for_is_loaded_as_a_file_of_one(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(workbook(Люди=PEOPLE, Фирмы=FIRMS))

    answer = json.loads(zhivo("import", str(path), "--sheet", "Фирмы", "--json").out)

    assert answer["rows"] == 1
    assert "sheets" not in answer


def test_sheets_that_were_cut_off_go_on(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(workbook(Люди=PEOPLE, Фирмы=FIRMS))
    (first, second) = sheets.receive(file=[path.read_bytes()], name=path.name, by=None)
    assert first.drop is not None
    drops.start(drop=first.drop, by=None)
    jobs.work_on(first.pk)

    answer = json.loads(zhivo("import", str(path), "--json").out)

    second.refresh_from_db()
    assert second.state == "done"
    assert Batch.objects.count() == 2
    assert answer["rows"] == 3


def test_a_column_may_be_of_any_sheet(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(workbook(Люди=PEOPLE, Фирмы=FIRMS))

    answer = json.loads(zhivo("import", str(path), "--map", "ИНН=-", "--json").out)
    refused = zhivo("import", str(path), "--map", "Рост=comment")

    assert answer["mapping"] == {"ФИО": "full_name", "Телефон": "phone", "Организация": "company", "ИНН": "-"}
    assert refused.code == 1
    assert "Рост" in refused.err
