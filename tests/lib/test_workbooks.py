"""Workbooks made while they are sent."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from zhivo.lib import workbooks

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)


def sheets(data: bytes) -> list[tuple[str, list[list[object]]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]


def made(rows: list[list[str]], **more: int) -> bytes:
    header = ["Имя", "Телефон"]
    return b"".join(workbooks.written(header=header, rows=rows, name="Клиенты", cut="…", **more))


def test_every_cell_is_the_text_it_was() -> None:
    rows = [["=1+1", "+79161234567"], ["007", "http://x"], [" край ", "a\nb"], ["_x0041_", "\x0b&<"]]

    ((name, (header, *read)),) = sheets(made(rows))

    assert (name, header) == ("Клиенты", ["Имя", "Телефон"])
    assert read[:3] == rows[:3]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXTS.map(lambda text: "а" + text), TEXTS), min_size=1, max_size=5))
def test_no_text_breaks_the_file(rows: list[tuple[str, str]]) -> None:
    ((_name, (_header, *read)),) = sheets(made([list(row) for row in rows]))

    assert len(read) == len(rows)


def test_what_one_sheet_cannot_hold_goes_onto_the_next_with_the_header() -> None:
    found = sheets(made([[str(n), "x"] for n in range(5)], sheet_rows=3))

    assert [name for name, _rows in found] == ["Клиенты", "Клиенты 2", "Клиенты 3"]
    assert [[row[0] for row in rows] for _name, rows in found] == [["Имя", "0", "1"], ["Имя", "2", "3"], ["Имя", "4"]]


def test_nobody_is_a_sheet_with_its_header() -> None:
    assert sheets(made([])) == [("Клиенты", [["Имя", "Телефон"]])]


@pytest.mark.parametrize("letter", ["я", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_visibly(letter: str) -> None:
    ((_name, (_header, (long, _phone))),) = sheets(made([[letter * 40_000, "x"]]))

    assert isinstance(long, str)
    assert long.endswith(f"{letter}…")
    assert len(long.encode("utf-16-le")) // 2 <= workbooks.CELL_LETTERS


def test_the_first_bytes_come_before_the_last_row_is_asked_for() -> None:
    asked = 0

    def rows() -> Iterator[list[str]]:
        nonlocal asked
        for number in range(20_000):
            asked = number
            yield [f"Иванов {number * 7919}", f"+7916{number * 104729 % 10**7:07}"]

    parts = workbooks.written(header=["Имя", "Телефон"], rows=rows(), name="Клиенты", cut="…")

    next(parts)
    assert asked < 5000
