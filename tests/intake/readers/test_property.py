"""Whatever a program writes as delimited text comes back cell by cell."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
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

    with pytest.MonkeyPatch.context() as patch:  # small blocks, so that records are cut everywhere
        patch.setattr(delimited, "FIRST_BLOCK", block)
        patch.setattr(delimited, "BLOCK", block)
        try:
            found = read(path, encoding=CODECS[codec] if is_told else None, delimiter=delimiter, header_row=1).rows
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
