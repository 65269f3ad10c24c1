"""Whatever a program writes as delimited text comes back cell by cell."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.readers.found import read
from zhivo.intake.readers import Refused, delimited

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯёЁ"
HEADER = ["Имя клиента", "Почта", "Город", "Телефон", "Комментарий", "Метка"]
CODECS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "cp1251": "cp1251",
    "koi8-r": "koi8-r",
    "cp866": "cp866",
    "mac_cyrillic": "mac-cyrillic",
}
texts = st.text(alphabet=LETTERS + "abcXYZ019 .-\"';,|\t\n()+@", max_size=20)
cells = st.one_of(texts, st.sampled_from(["", '"', 'ООО "Ромашка"', "a\r\nb", 'x""y', "Анна", "Пётр Иванов"]))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 6))
    return draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=12))


def written(table: list[list[str]], *, delimiter: str, line_end: str, all_quoted: bool) -> str:
    def cell(text: str) -> str:
        quoted = all_quoted or any(sign in text for sign in (delimiter, '"', "\r", "\n"))
        return '"' + text.replace('"', '""') + '"' if quoted else text

    return "".join(delimiter.join(map(cell, row)) + line_end for row in table)


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(tempfile.mkdtemp())


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    table=tables(),
    codec=st.sampled_from(sorted(CODECS)),
    delimiter=st.sampled_from(";,\t|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    all_quoted=st.booleans(),
    is_told=st.booleans(),
    block=st.sampled_from([64, 200, 1 << 18]),
)
def test_every_cell_of_every_row_comes_back(
    folder: Path,
    table: list[list[str]],
    codec: str,
    delimiter: str,
    line_end: str,
    all_quoted: bool,
    is_told: bool,
    block: int,
) -> None:
    whole = [HEADER[: len(table[0])], *table]
    path = folder / "written.csv"
    path.write_bytes(written(whole, delimiter=delimiter, line_end=line_end, all_quoted=all_quoted).encode(codec))
    expected = [row for row in table if any(cell.strip() for cell in row)]
    # Which table of one byte a text is in can only be guessed where it is like a language; the next test does that.
    told = CODECS[codec] if is_told or not codec.startswith("utf") else None

    with pytest.MonkeyPatch.context() as patch:  # small blocks, so that records are cut everywhere
        patch.setattr(delimited, "FIRST_BLOCK", block)
        patch.setattr(delimited, "BLOCK", block)
        try:
            found = read(path, encoding=told, delimiter=delimiter, header_row=1).rows
        except Refused as refused:
            assert refused.code == "header_only"
            found = []

    assert found == expected


people = st.tuples(
    st.sampled_from(["Иванов Иван", "Пётр Ёлкин", "Щукина Анна Юрьевна", 'ООО "Лютик"', "Гюльнара"]),
    st.sampled_from(["anna@mail.example", "p.elkin@bk.example", ""]),
    st.sampled_from(["Москва", "Орёл", "Йошкар-Ола", ""]),
    st.integers(9_000_000_000, 9_999_999_999).map(lambda digits: f"+7{digits}"),
    st.sampled_from(["звонить после 18:00", "скидка 5, 10 %", "", 'сказал "да"; ждёт']),
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(people, min_size=1, max_size=10),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "mac_cyrillic"]),
    delimiter=st.sampled_from(";,\t|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_list_of_people_needs_no_choice(
    folder: Path, rows: list[tuple[str, ...]], codec: str, delimiter: str, line_end: str
) -> None:
    table = [list(row) for row in rows]
    path = folder / "people.csv"
    path.write_bytes(
        written([HEADER[:5], *table], delimiter=delimiter, line_end=line_end, all_quoted=False).encode(codec)
    )

    found = read(path)

    assert found.names == HEADER[:5]
    assert found.rows == table
    assert found.tally.facts["delimiter"] == delimiter


signs = st.sampled_from(
    [*("a", "б", "x y", ";", ";", '"', '""', "\n", "\n", "\r\n"), *("\r", ';"', '";', '"\n', '\n"', '5" д')]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.lists(signs, min_size=1, max_size=60).map("".join), block=st.integers(3, 40))
def test_a_file_with_quotes_anywhere_is_read_alike_however_it_is_cut(folder: Path, text: str, block: int) -> None:
    path = folder / "quotes.csv"
    path.write_bytes(text.encode())

    def found(first: int, *, is_careful: bool = False) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(delimited, "FIRST_BLOCK", first)
            patch.setattr(delimited, "BLOCK", first)
            if is_careful:
                patch.setattr(delimited._Parts, "_fast", lambda self, part: None)
            try:
                read_so = read(path, delimiter=";", header_row=0, encoding="utf-8")
            except Refused as refused:
                return refused.code
            rows = [[cell for cell in row if cell] for row in read_so.rows]
            return rows, read_so.numbers, read_so.notes().get("unclosed_quote"), read_so.skipped()

    assert found(1 << 18) == found(block) == found(1 << 18, is_careful=True)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    table=st.lists(
        st.lists(
            st.one_of(
                st.text(alphabet=LETTERS + "<>&'\" \n\t;=+-0123456789éß😀", max_size=30),
                st.sampled_from(
                    ["0077123456", "79161234567", "1.10", "TRUE", "2024-01-05 00:00:00", "_x000D_", "#N/A"]
                ),
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=20,
    )
)
def test_a_text_in_a_workbook_stays_the_text(folder: Path, table: list[list[str]]) -> None:
    path = folder / "book.xlsx"
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    page = book.add_worksheet()
    for number, row in enumerate([HEADER[:3], *table]):
        for column, text in enumerate(row):
            page.write_string(number, column, text)
    book.close()
    expected = [row for row in table if any(cell.strip() for cell in row)]

    try:
        found = read(path, header_row=1).rows
    except Refused as refused:
        assert refused.code == "header_only"
        found = []

    assert found == expected
