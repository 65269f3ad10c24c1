"""Binary workbooks: what calamine leaves out, and files made to harm."""

from __future__ import annotations

import struct
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.intake.readers import binaries
from tests.intake.readers.found import read
from zhivo.intake.readers import Choice, Refused, biff, binary, cells
from zhivo.intake.readers.beginning import look

ROWS = [("Имя", "Город"), ("Анна", "Омск")]


def test_an_error_says_which_one(tmp_path: Path) -> None:
    for write in (binaries.xls, binaries.xlsb):
        rows = [("Имя", "Долг"), *(("Анна", binaries.Failed(code)) for code in biff.ERRORS)]

        found = read(write(tmp_path / "list", {"Лист": rows}))

        assert [row[1] for row in found.rows] == list(biff.ERRORS.values())


def test_a_value_far_away_is_refused_by_name(tmp_path: Path) -> None:
    far = binaries.xlsb_sheet({0: {0: 1.0}, 1_048_575: {16_383: 2.0}}, [])
    path = binaries.xlsb(tmp_path / "list.xlsb", {"Лист": ROWS}, parts={"xl/worksheets/sheet1.bin": far})

    with pytest.raises(Refused) as refused:
        read(path)

    assert (refused.value.code, refused.value.data) == ("stray_cell", {"cell": "XFD1048576"})


def test_a_value_far_away_in_an_old_workbook_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = binaries.xls(tmp_path / "list.xls", {"Лист": [*ROWS, (), (), (None,) * 25 + ("Z",)]})
    monkeypatch.setattr(binary, "MOST_CELLS", 100)

    with pytest.raises(Refused) as refused:
        read(path)

    assert (refused.value.code, refused.value.data) == ("stray_cell", {"cell": "Z5"})


def test_a_package_that_unpacks_enormously_is_not_opened(tmp_path: Path) -> None:
    path = binaries.xlsb(tmp_path / "list.xlsb", {"Лист": ROWS}, parts={"xl/media.bin": bytes(12 << 20)})

    with pytest.raises(Refused, match="bomb"):
        read(path)


@pytest.mark.parametrize("name", ["list.xls", "upload"])
def test_an_old_workbook_with_a_password_is_refused_as_such(tmp_path: Path, name: str) -> None:
    path = binaries.xls(tmp_path / name, {"Лист": ROWS}, has_password=True)

    with pytest.raises(Refused, match="encrypted"):
        read(path)


def test_a_record_longer_than_its_file_is_broken(tmp_path: Path) -> None:
    cut = binaries.xlsb_sheet({0: {0: 1.0}}, [])[:-8] + b"\x05\xff\xff\xff\x7f"
    path = binaries.xlsb(tmp_path / "list.xlsb", {"Лист": ROWS}, parts={"xl/worksheets/sheet1.bin": cut})

    with pytest.raises(Refused, match="broken_file"):
        read(path)


def test_a_torn_file_that_makes_the_library_panic_is_broken(tmp_path: Path) -> None:
    path = binaries.xls(tmp_path / "list.xls", {"Лист": ROWS})
    path.write_bytes(path.read_bytes()[:-480])

    with pytest.raises(Refused, match="broken_file"):
        read(path)


def test_a_chain_of_sectors_that_bites_its_tail_ends(tmp_path: Path) -> None:
    path = binaries.xls(tmp_path / "list.xls", {"Лист": ROWS})
    content = bytearray(path.read_bytes())
    tables = struct.unpack_from("<I", content, 76)[0]
    struct.pack_into("<I", content, (tables + 1) * 512 + 4, 0)

    assert len(biff.workbook_stream(bytes(content))) <= len(content)


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(hours=9, minutes=5), "09:05:00"),
        (timedelta(days=1, hours=12), "1900-01-01 12:00:00"),
        (timedelta(days=61), "1900-03-01"),
        (timedelta(seconds=1, milliseconds=500), "00:00:01.5"),
        (timedelta(days=9_999_999), "9999999 days, 0:00:00"),
    ],
)
def test_a_length_of_time_is_the_moment_that_excel_holds(length: timedelta, text: str) -> None:
    assert cells.moment_text(length) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [("7.9e10", "79000000000"), ("1e-07", "0.0000001"), ("2.50", "2.5"), ("007", "007"), ("1e999999", "1e999999")],
)
def test_a_number_is_written_plainly(written: str, text: str) -> None:
    assert cells.number_text(written) == text


def test_the_beginning_of_a_long_sheet_is_read_without_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("Имя", "Счёт", "Родился"), *((f"Анна {at}", at, date(1980, 2, 1)) for at in range(3_000))]
    path = binaries.xlsb(tmp_path / "list.xlsb", {"Пусто": [], "Лист": rows})
    monkeypatch.setattr(binary, "BEGINNING", 10_000)

    with closing(binary.Xlsb(path, choice=Choice(), is_quick=True)) as reader:
        told = look(reader, Choice(), rows=50)["sheets"][1]

    assert (told["names"], told["numbers"]) == (["Имя", "Счёт", "Родился"], list(range(2, 52)))
    assert told["rows"][49] == ["Анна 49", "49", "1980-02-01"]
    assert 2_000 < told["about_rows"] < 4_000
