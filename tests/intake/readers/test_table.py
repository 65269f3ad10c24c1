"""What is not a row of the table is left out and named."""

from __future__ import annotations

import pytest

from tests.intake.readers.found import Read
from zhivo.intake.readers import table


def test_totals_are_left_out_and_named(read_text: Read) -> None:
    found = read_text("Имя;Город;Сумма\nАнна;Москва;100\nИтого:;;100\nПётр;Омск;200\n;Всего;300\nИтого Сервис;Орёл;1\n")

    assert [row[0] for row in found.rows] == ["Анна", "Пётр", "Итого Сервис"]
    assert found.skipped() == {"total": [3, 5]}


def test_rows_above_the_header_are_left_out_and_named(read_text: Read) -> None:
    found = read_text("Клиенты;;\n;;\nИмя;Телефон;Город\nАнна;89161234567;Омск\n")

    assert found.names == ["Имя", "Телефон", "Город"]
    assert found.skipped() == {"preamble": [1], "blank": [2]}
    assert found.numbers == [4]


def test_a_row_of_blanks_is_blank(read_text: Read) -> None:
    found = read_text("Имя;Город\nАнна;Омск\n \u00a0;\t\nПётр;Орёл\n")

    assert found.skipped() == {"blank": [3]}
    assert len(found.rows) == 2


def test_a_header_repeated_on_every_page_is_no_client(read_text: Read) -> None:
    found = read_text("Имя;Город\nАнна;Омск\nИмя;Город\nПётр;Орёл\n")

    assert found.skipped() == {"header_again": [3]}


def test_wide_tables_are_cut_into_pieces_of_fewer_rows(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_BYTES", 12_000 * (table.CELL_BYTES + 1))
    header = ";".join(f"столбец {number}а" for number in range(10))
    text = header + "\n" + (";".join(["x"] * 10) + "\n") * 1_300

    found = read_text(text, header_row=1)

    assert [piece.height for piece in found.pieces] == [1_200, 100]


def test_tables_of_long_texts_are_cut_into_pieces_of_fewer_rows(
    read_text: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "MOST_BYTES", 1_200 * 2 * (table.CELL_BYTES + 100))
    text = "имя;заметка\n" + (";".join(["x" * 100] * 2) + "\n") * 1_300

    found = read_text(text, header_row=1)

    assert [piece.height for piece in found.pieces] == [1_200, 100]


def test_no_cell_is_null(read_text: Read) -> None:
    found = read_text("a;b;c\n1\n1;2;3;4;5\n")

    assert all(piece.null_count().sum_horizontal().item() == 0 for piece in found.pieces)


def test_who_is_called_like_a_total_and_can_be_reached_is_a_client(read_text: Read) -> None:
    found = read_text(
        "Имя;Телефон;Сумма\nИтог;89161234567;5\nВсего;+7 903 555-77-88;\nООО Итог;;7\n"
        "Итого по группе Опт;;9 876 543 210,00\nИТОГО за май;—;12 руб.\nПётр;89031112233;8\n"
    )

    assert [row[0] for row in found.rows] == ["Итог", "Всего", "ООО Итог", "Пётр"]
    assert found.skipped() == {"total": [5, 6]}
