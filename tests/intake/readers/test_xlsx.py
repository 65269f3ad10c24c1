"""Workbooks give the text that a person sees, and the numbers of the rows in Excel."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.intake.readers.found import Read, read
from tests.intake.readers.workbooks import package, row
from zhivo.intake.readers import Choice, Refused, stretches, strings
from zhivo.intake.readers.child import open_reader

HEADER = row(1, "ФИО", "Телефон", "Город")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def test_a_workbook_written_by_a_program_comes_back(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("Клиенты")
    day, moment = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    page.write_row(0, 0, ["ФИО", "Телефон", "Рождение", "Был", "Скидка", "Да", "Ошибка", "ИНН"])
    page.write_row(1, 0, ["Ёлкин «А» & <Б>", 79161234567])
    page.write_datetime(1, 2, datetime(1980, 2, 1), day)
    page.write_datetime(1, 3, datetime(2026, 2, 1, 12, 30), moment)
    page.write_row(1, 4, [0.15, True])
    page.write_formula(1, 6, "=1/0", None, "#DIV/0!")
    page.write_string(1, 7, "0077123456")
    book.close()

    found = read(path)

    assert found.names == ["ФИО", "Телефон", "Рождение", "Был", "Скидка", "Да", "Ошибка", "ИНН"]
    assert found.rows == [
        [
            *("Ёлкин «А» & <Б>", "79161234567", date(1980, 2, 1).isoformat(), "2026-02-01 12:30:00"),
            *("0.15", "TRUE", "#DIV/0!", "0077123456"),
        ]
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c r='A2'><v>79161234567</v></c>", "79161234567"),
        ('<c r="A2"><v>7.9161234567E10</v></c>', "79161234567"),
        ('<c r="A2"><v>0.1</v></c>', "0.1"),
        ('<c r="A2" s="1"><v>45000</v></c>', "2023-03-15"),
        ('<c r="A2" s="2"><v>0.5</v></c>', "12:00:00"),
        ('<c r="A2" s="1"><v>45000.5</v></c>', "2023-03-15 12:00:00"),
        ('<c r="A2" t="d"><v>2024-01-05</v></c>', "2024-01-05"),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="b" r="A2"><v>1</v></c>', "TRUE"),
        ('<c r="A2" t="b"><f>1=2</f><v>0</v></c>', "FALSE"),
        ('<c r="A2" t="str"><f>"x"</f><v>x &amp; y</v></c>', "x & y"),
        ('<c r="A2" t="s"><v>1</v></c>', "два\nряда"),
        ('<c r="A2" t="s"><v>2</v></c>', "жирный и простой"),
        ('<c r="A2" t="s" s="1"><v>0</v></c>', " с полями "),
        ("<c r='A2' t='s'><v>0</v></c>", " с полями "),
        ('<c r="A2" t="s">\n  <v>0</v>\n</c>', " с полями "),
        ('<c r="A2" t="inlineStr"><is><t>2024-01-05 00:00:00</t></is></c>', "2024-01-05 00:00:00"),
        ('<c r="A2" t="inlineStr"><is><t>\ue0fe1</t></is></c>', "\ue0fe1"),
    ],
)
def test_a_cell_is_the_text_that_excel_shows(path: Path, cell: str, text: str) -> None:
    shared = (
        '<si><t xml:space="preserve"> с полями </t></si><si><t>два&#10;ряда</t></si>'
        '<si><r><rPr><b/></rPr><t xml:space="preserve">жирный </t></r><r><t>и простой</t></r></si><si/>'
    )
    package(path, row(1, "Поле") + f'<row r="2">{cell}</row>', strings=shared)

    assert read(path, header_row=1).rows == [[text]]


def test_a_number_longer_than_excel_keeps_stays_exact_and_is_noted(path: Path) -> None:
    cells = '<c r="A2"><v>1914310000010100016</v></c><c r="B2"><v>1.91431000001E+18</v></c><c r="C2"><v>123</v></c>'
    text = row(3, "40702810900000001234", "x", "y")
    package(path, HEADER + f'<row r="2">{cells}</row>' + text)

    found = read(path)

    assert found.rows[0] == ["1914310000010100016", "1914310000010000000", "123"]
    assert found.rows[1][0] == "40702810900000001234"
    assert found.notes() == {"long_number": [2, 2]}


def test_a_workbook_of_1904_has_right_dates(path: Path) -> None:
    package(path, row(1, "Дата") + '<row r="2"><c r="A2" s="1"><v>45000</v></c></row>', is_1904=True)

    assert read(path).rows == [["2027-03-16"]]


def test_rows_have_their_numbers_in_excel_and_columns_their_places(path: Path) -> None:
    rows = '<row r="3"><c r="B3" t="str"><v>Имя</v></c><c r="C3" t="str"><v>Город</v></c></row>'
    rows += '<row r="7"><c r="B7" t="str"><v>Анна</v></c><c r="C7" t="str"><v>Омск</v></c></row><row r="8"/>'
    package(path, rows)

    found = read(path)

    assert (found.table.heading.row, found.numbers) == (3, [7])
    assert found.names == ["", "Имя", "Город"]
    assert found.rows == [["", "Анна", "Омск"]]
    assert found.skipped()["blank"] == [1, 2, 4, 5, 6]


def test_rows_without_numbers_follow_each_other(path: Path) -> None:
    rows = "".join(f'<row><c t="str"><v>{name}</v></c></row>' for name in ("Имя", "Анна", "Пётр"))
    package(path, rows + "<row/>" + '<row><c t="str"><v>Юля</v></c></row>')

    found = read(path, header_row=1)

    assert [cells[0] for cells in found.rows] == ["Анна", "Пётр", "Юля"]
    assert found.numbers == [2, 3, 5]


def test_a_sheet_cut_anywhere_gives_the_same_rows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = "".join(f"<si><t>Имя {number}</t></si>" for number in range(400))
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="s"><v>{number - 2}</v></c><c r="C{number}"><v>{number}</v></c></row>'
        for number in range(2, 402)
    )
    package(path, HEADER + rows, strings=names)
    whole = read(path)

    monkeypatch.setattr(stretches, "FIRST", 700)
    monkeypatch.setattr(stretches, "STRETCH", 1_000)
    monkeypatch.setattr(strings, "FIRST", 700)
    monkeypatch.setattr(strings, "BLOCK", 700)
    cut = read(path)

    assert len(whole.rows) == 400
    assert whole.rows[399] == ["Имя 399", "", "401"]
    assert cut.rows == whole.rows
    assert cut.numbers == whole.numbers


def test_prefixed_tags_are_read(path: Path) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row_of = '<x:row r="%d"><x:c r="A%d" t="s"><x:v>%d</x:v></x:c></x:row>'
    rows = row_of % (1, 1, 0) + row_of % (2, 2, 1)
    xml = f'<?xml version="1.0"?><x:worksheet xmlns:x="{space}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    shared = f'<x:sst xmlns:x="{space}"><x:si><x:t>Имя</x:t></x:si><x:si><x:t>Анна</x:t></x:si></x:sst>'
    package(path, xml, extra={"xl/sharedStrings.xml": shared})

    found = read(path, header_row=1)

    assert (found.names, found.rows) == (["Имя"], [["Анна"]])


def test_the_first_visible_sheet_with_rows_is_read_unless_one_is_chosen(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    hidden, _, clients, deals = (book.add_worksheet(name) for name in ("Тайный", "Пустой", "Клиенты", "Сделки"))
    book.worksheets()[2].activate()
    hidden.hide()
    for page, name in ((hidden, "Скрытый"), (clients, "Анна"), (deals, "Сделка")):
        page.write_column(0, 0, ["Имя", name])
    book.close()

    assert [sheet.name for sheet in open_reader(path, choice=Choice()).sheets()] == [
        "Тайный",
        "Пустой",
        "Клиенты",
        "Сделки",
    ]
    assert read(path).rows == [["Анна"]]
    assert read(path, sheet="Сделки").rows == [["Сделка"]]
    with pytest.raises(Refused, match="no_such_sheet"):
        read(path, sheet="Нет такого")


def test_an_empty_sheet_is_refused(path: Path) -> None:
    package(path, "")

    with pytest.raises(Refused, match="empty_file"):
        read(path)


def test_empty_formatted_cells_far_away_do_not_matter(path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    package(path, HEADER + row(2, "Анна", "89161234567", "Омск") + far)

    assert read(path).rows == [["Анна", "89161234567", "Омск"]]


def test_a_value_far_away_is_refused_by_name(path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    package(path, HEADER + row(2, "Анна", "89161234567", "Омск") + far)

    with pytest.raises(Refused) as refused:
        read(path)

    assert (refused.value.code, refused.value.data) == ("stray_cell", {"cell": "XFD1048576"})


def test_the_fixture_reads_files(read_file: Read, path: Path) -> None:
    package(path, HEADER + row(2, "Анна", "89161234567", "Омск"))

    assert len(read_file(path, piece_rows=1).pieces) == 1
