"""`zhivo import`: what it prints for programs and people."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.command_line import Zhivo

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
