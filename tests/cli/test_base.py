"""`zhivo undo` and `export`: what they print for programs and write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import Zhivo

pytestmark = pytest.mark.django_db


def test_undo_tells_how_many_rows_other_imports_hold_too(zhivo: Zhivo, tmp_path: Path) -> None:
    (tmp_path / "first.csv").write_text("ФИО;Телефон\nИванов Иван;+79161234567\nПетрова Мария;+79055555555\n")
    (tmp_path / "second.csv").write_text("ФИО;Телефон\nПетрова Мария;+79055555555\n")
    first = json.loads(zhivo("import", str(tmp_path / "first.csv"), "--source", "list", "--json").out)
    second = json.loads(zhivo("import", str(tmp_path / "second.csv"), "--source", "list", "--json").out)

    told = json.loads(zhivo("undo", str(first["operation"]), "--json").out)

    assert second["unchanged"] == 1
    assert told == {"operation": first["operation"], "state": "undone", "kept": [], "rows_kept": 1}


def test_the_suffix_chooses_the_kind_of_file_and_the_journal_notes_it(zhivo: Zhivo, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("ФИО;Телефон\nИванов Иван;+79161234567\n")
    zhivo("import", str(tmp_path / "list.csv"), "--json")

    for name in ("a.xlsx", "a.JSON", "a.csv"):
        assert zhivo("export", "clients", "--to", str(tmp_path / name)).code == 0

    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    (client,) = json.loads((tmp_path / "a.JSON").read_text())
    assert client["phone"] == ["+79161234567"]
    assert (tmp_path / "a.csv").read_text().startswith("client_id,name,kind,last_name,")
    notes = [line for line in json.loads(zhivo("operations", "--json").out) if line["kind"] == "clients.exported"]
    assert len(notes) == 3
    assert not any(note["undoable"] for note in notes)


def test_raw_rows_are_csv_only(zhivo: Zhivo, tmp_path: Path) -> None:
    answer = zhivo("export", "records", "--to", str(tmp_path / "rows.xlsx"))

    assert answer.code == 1
    assert not (tmp_path / "rows.xlsx").exists()
