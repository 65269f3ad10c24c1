"""A table is the same table in every kind of workbook."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.intake.readers import binaries
from tests.intake.readers.binaries import HIDDEN, Failed, Sheets
from tests.intake.readers.found import read
from zhivo.intake.readers import Choice, Refused
from zhivo.intake.readers.beginning import look
from zhivo.intake.readers.child import open_reader

HEADER = ("ФИО", "Телефон", "Рождение", "Скидка", "Да", "Ошибка", "ИНН")
ROWS = [
    HEADER,
    ("Ёлкина Анна", 79161234567, date(1980, 2, 1), 0.15, True, Failed(), "0077123456"),
    (),
    ("Пётр", "+7 (916) 123-45-67", None, 2.50, False, None, "007"),
]
TEXTS = [
    ["Ёлкина Анна", "79161234567", "1980-02-01", "0.15", "TRUE", "#DIV/0!", "0077123456"],
    ["Пётр", "+7 (916) 123-45-67", "", "2.5", "FALSE", "", "007"],
]


def xlsx(path: Path, sheets: Sheets) -> Path:
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        if name == HIDDEN:
            page.hide()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_number(at, column, binaries.number_of(value), day)
                elif isinstance(value, Failed):
                    page.write_formula(at, column, "=1/0", None, "#DIV/0!")
                elif isinstance(value, str):
                    page.write_string(at, column, value)
                else:
                    page.write(at, column, value)
    if HIDDEN in sheets:
        next(page for page in book.worksheets() if page.name != HIDDEN).activate()
    book.close()
    return path


Make = Callable[[Path, Sheets], Path]
KINDS: dict[str, Make] = {
    "xlsx": xlsx,
    "xlsm": xlsx,
    "xlsb": binaries.xlsb,
    "xls": binaries.xls,
    "ods": binaries.ods,
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_table_gives_the_same_text_in_every_kind(kind: str, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path / f"list.{kind}", {"Клиенты": ROWS})

    found = read(path)

    assert found.names == list(HEADER)
    assert found.rows == TEXTS
    assert (found.numbers, found.skipped()) == ([2, 4], {"blank": [3]})


def test_the_kind_is_told_by_the_content(kind: str, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path / "list.csv", {"Клиенты": ROWS})

    assert read(path).rows == TEXTS


def test_sheets_keep_their_order_and_a_hidden_one_is_read_last(kind: str, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path / f"list.{kind}", {HIDDEN: [("Имя",), ("Тайна",)], "Два": [("Имя",), ("Анна",)]})

    with closing(open_reader(path, choice=Choice())) as reader:
        told = [(sheet.name, sheet.is_hidden) for sheet in reader.sheets()]

    assert told == [(HIDDEN, True), ("Два", False)]
    assert read(path).rows == [["Анна"]]
    assert read(path, sheet=HIDDEN).rows == [["Тайна"]]
    with pytest.raises(Refused, match="no_such_sheet"):
        read(path, sheet="Три")


def test_a_number_of_more_digits_than_excel_keeps_is_noted(kind: str, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path / f"list.{kind}", {"Лист": [("Счёт", "Имя"), (4070281090000000000, "Анна")]})

    found = read(path)

    assert found.rows == [["4070281090000000000", "Анна"]]
    assert found.notes() == {"long_number": [2]}


def test_the_beginning_is_fifty_rows(kind: str, tmp_path: Path) -> None:
    rows = [("Имя", "Город"), *((f"Анна {number}", "Омск") for number in range(3_000))]
    path = KINDS[kind](tmp_path / f"list.{kind}", {"Лист": rows})

    with closing(open_reader(path, choice=Choice(), is_quick=True)) as reader:
        told = look(reader, Choice(), rows=50)["sheets"][0]

    assert (told["names"], len(told["rows"]), told["numbers"][-1]) == (["Имя", "Город"], 50, 51)
    assert 2_000 < told["about_rows"] < 4_000


def test_a_sheet_without_rows_is_refused(kind: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="empty_file"):
        read(KINDS[kind](tmp_path / f"list.{kind}", {"Лист": []}))


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_torn_file_is_broken(kind: str, part: float, tmp_path: Path) -> None:
    rows = [("Имя", "Город"), *((f"Анна {number * number}", "Омск") for number in range(400))]
    path = KINDS[kind](tmp_path / f"list.{kind}", {"Лист": rows})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])

    with pytest.raises(Refused, match="broken_file"):
        read(path)
