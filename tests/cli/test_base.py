"""`zhivo import` and `undo`: what they print for programs."""

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
