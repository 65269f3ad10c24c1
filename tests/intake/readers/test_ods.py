"""Tables of LibreOffice: what only they have, and files made to harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.intake.readers.binaries import ods_cell, ods_content, ods_package, ods_row
from tests.intake.readers.found import Found, read
from zhivo.intake.readers import Choice, Refused, ods
from zhivo.intake.readers.tally import Tally

HEADER = ods_row("Имя", "Город")
ANNA = ods_row("Анна", "Омск")
TO_THE_END = ' table:number-rows-repeated="1048576"'
WIDE = '<table:table-cell table:number-columns-repeated="16384"/>'
LAUGHS = '<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.ods"


def table(path: Path, rows: str, **options: object) -> Found:
    return read(ods_package(path, ods_content({"Лист": rows})), **options)


def opened(path: Path, rows: str) -> ods.Ods:
    return ods.Ods(ods_package(path, ods_content({"Лист": rows})), choice=Choice(), is_quick=False)


def cell(told: str, shown: str = "") -> str:
    return f"<table:table-row><table:table-cell {told}>{shown}</table:table-cell></table:table-row>"


@pytest.mark.parametrize(
    ("told", "shown", "text"),
    [
        ('office:value-type="float" office:value="79161234567"', "<text:p>7,92E+10</text:p>", "79161234567"),
        ('office:value-type="float" office:value="7.9161234567E10"', "", "79161234567"),
        ('office:value-type="percentage" office:value="0.150"', "<text:p>15%</text:p>", "0.15"),
        ('office:value-type="currency" office:value="100.0"', "<text:p>100 ₽</text:p>", "100"),
        ('office:value-type="date" office:date-value="1980-02-01T00:00:00"', "", date(1980, 2, 1).isoformat()),
        ('office:value-type="date" office:date-value="1980-02-01T12:30:00"', "", "1980-02-01 12:30:00"),
        ('office:value-type="time" office:time-value="PT09H05M07S"', "", "09:05:07"),
        ('office:value-type="time" office:time-value="PT36H00M00S"', "", "1900-01-01 12:00:00"),
        ('office:value-type="float" office:value="0" table:formula="of:=1/0"', "<text:p>#ДЕЛ/0!</text:p>", "#ДЕЛ/0!"),
        ('office:value-type="string"', "<text:p>два</text:p><text:p>ряда</text:p>", "два\nряда"),
        ('office:value-type="string"', "<text:p>а<text:s text:c='2'/><text:span>б</text:span></text:p>", "а  б"),
        ('office:value-type="string"', "<text:p>x &amp; y</text:p>", "x & y"),
        (
            'office:value-type="string"',
            "<office:annotation><text:p>заметка</text:p></office:annotation><text:p>Анна</text:p>",
            "Анна",
        ),
    ],
)
def test_a_cell_is_the_value_and_not_how_it_is_shown(path: Path, told: str, shown: str, text: str) -> None:
    assert table(path, ods_row("Поле") + cell(told, shown), header_row=1).rows == [[text]]


def test_empty_rows_to_the_end_of_the_sheet_cost_nothing(path: Path) -> None:
    rest = f"<table:table-row{TO_THE_END}>{WIDE}</table:table-row>"

    found = table(path, HEADER + ANNA + rest)

    assert (found.rows, found.numbers, found.skipped()) == ([["Анна", "Омск"]], [2], {})


def test_a_row_that_stands_three_times_is_three_rows(path: Path) -> None:
    rows = HEADER + ods_row("Анна", "Омск", about=' table:number-rows-repeated="3"') + "<table:table-row/>" + ANNA

    found = table(path, rows)

    assert (found.numbers, found.skipped()) == ([2, 3, 4, 6], {"blank": [5]})


def test_a_note_beside_an_empty_row_is_no_row(path: Path) -> None:
    note = cell("", "<office:annotation><text:p>заметка</text:p></office:annotation>")

    assert table(path, HEADER + note + ANNA).numbers == [3]


def test_merged_cells_keep_their_places(path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    row = f"<table:table-row>{ods_cell('Анна')}{covered}{ods_cell('Омск')}</table:table-row>"

    assert table(path, ods_row("Имя", "Отчество", "Город") + row).rows == [["Анна", "", "Омск"]]


def test_a_table_cut_anywhere_gives_the_same_rows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = HEADER + "".join(ods_row(f"Имя {number}", number) for number in range(300))
    whole = table(path, rows)

    monkeypatch.setattr(ods, "FIRST", 333)
    monkeypatch.setattr(ods, "BLOCK", 777)
    cut = table(path, rows)

    assert len(whole.rows) == 300
    assert (cut.rows, cut.numbers) == (whole.rows, whole.numbers)


@pytest.mark.parametrize(
    "rows",
    [
        ods_row("Анна", about=TO_THE_END),
        "".join(ods_row("Анна", "Омск", about=' table:number-rows-repeated="60"') for _ in range(10)),
        cell('table:number-columns-repeated="99999999" office:value-type="string"', "<text:p>x</text:p>"),
    ],
)
def test_rows_and_cells_that_are_only_said_to_be_there_are_not_made(
    path: Path, rows: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ods, "MOST_REPEATED", 1_000)

    with pytest.raises(Refused, match="bomb"):
        table(path, HEADER + rows)


def test_a_sheet_that_unpacks_enormously_is_not_opened(path: Path) -> None:
    with pytest.raises(Refused, match="bomb"):
        table(path, HEADER + ANNA + "<!--" + " " * (12 << 20) + "-->")


def test_a_table_with_a_password_is_refused_as_such(path: Path) -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    ods_package(path, "\x8f\x12", parts={"META-INF/manifest.xml": manifest})

    with pytest.raises(Refused, match="encrypted"):
        read(path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<html/>",
        ods_content({"Лист": ANNA}, head=LAUGHS),
        ods_content({"Лист": cell("", "<text:p>&b;</text:p>")}),
        ods_content({"Лист": HEADER + "<table:table-row>" * 2 + ANNA}),
        ods_content({"Лист": HEADER + ANNA})[:-200],
    ],
)
def test_what_is_no_table_inside_is_broken(path: Path, content: str) -> None:
    ods_package(path, content)

    with pytest.raises(Refused, match="broken_file"):
        read(path)


def test_a_table_within_a_cell_is_no_row_of_the_sheet(path: Path) -> None:
    inner = f"<table:table>{ods_row('не', 'сюда')}</table:table>"
    outer = f"<table:table-row><table:table-cell>{inner}<text:p>Анна</text:p></table:table-cell>{ods_cell('Омск')}"

    frames = list(opened(path, HEADER + outer + "</table:table-row>").frames("Лист", Tally()))

    assert [frame.rows() for frame in frames] == [[(1, "Имя", "Город"), (2, "Анна", "Омск")]]
