"""Files made to harm are refused with a code, whatever they do."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from tests.intake.readers.found import read
from tests.intake.readers.workbooks import package, row, sheet
from zhivo.intake.readers import Refused

ONE = row(1, "Имя", "Город") + row(2, "Анна", "Омск")
LAUGHS = "<!DOCTYPE z [" + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"
OUTSIDE = '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def code(path: Path) -> tuple[str, object]:
    with pytest.raises(Refused) as refused:
        read(path)
    return refused.value.code, refused.value.data.get("is")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html><table><tr><td>\xcf\xf0</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML><html>", "html"),
        (b'<?xml version="1.0"?><Workbook/>', "xml"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b'{"clients": []}', "json"),
        (b"\x1f\x8b\x08\0\0\0", "archive"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "document"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_what_it_is(path: Path, content: bytes, what: str) -> None:
    path.write_bytes(content)

    assert code(path) == ("not_a_table", what)


def test_a_zip_without_a_table_is_an_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("readme.txt", "x")

    assert code(path) == ("not_a_table", "archive")


@pytest.mark.parametrize(
    ("name", "what"), [("list.xlsx", "broken_file"), ("list.ODS", "broken_file"), ("list.zip", "")]
)
def test_a_torn_workbook_is_called_by_its_name(tmp_path: Path, name: str, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 40)

    assert code(path)[0] == (what or "not_a_table")


def test_a_workbook_with_a_password_is_refused_as_such(path: Path) -> None:
    path.write_bytes(COMPOUND + "EncryptedPackage".encode("utf-16-le"))

    assert code(path)[0] == "encrypted"


def test_a_workbook_named_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    assert read(package(tmp_path / "list.csv", ONE)).rows == [["Анна", "Омск"]]


def test_an_old_workbook_that_is_nothing_but_its_name_is_broken(path: Path) -> None:
    path.write_bytes(COMPOUND + "Workbook".encode("utf-16-le"))

    assert code(path)[0] == "broken_file"


def test_a_torn_file_is_broken(path: Path) -> None:
    path.write_bytes(package(path, ONE).read_bytes()[:500])

    assert code(path)[0] == "broken_file"


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE])
def test_entities_are_never_expanded(path: Path, head: str) -> None:
    package(path, sheet(ONE, head=head))

    assert code(path)[0] == "broken_file"


def test_entities_in_small_parts_are_never_expanded(path: Path) -> None:
    package(path, ONE, extra={"xl/workbook.xml": LAUGHS + "<workbook/>"})

    assert code(path)[0] == "broken_file"


def test_a_sheet_that_unpacks_enormously_is_not_opened(path: Path) -> None:
    package(path, sheet(ONE + "<!--" + " " * (40 << 20) + "-->"))

    assert code(path)[0] == "bomb"


def test_shared_strings_that_unpack_enormously_are_not_opened(path: Path) -> None:
    package(path, ONE, strings=("<si><t>" + "A" * 32_000 + "</t></si>") * 1_000)

    assert code(path)[0] == "bomb"


def test_a_package_of_many_entries_is_not_opened(path: Path) -> None:
    package(path, ONE, extra={f"xl/e{number}": "" for number in range(2_001)})

    assert code(path)[0] == "bomb"


def test_a_package_that_lies_about_its_sizes_is_broken(path: Path) -> None:
    content = bytearray(package(path, sheet(ONE + " " * (4 << 20))).read_bytes())
    entry = content.rfind(b"PK\1\2")
    struct.pack_into("<I", content, entry + 24, 100)
    path.write_bytes(bytes(content))

    assert code(path)[0] == "broken_file"


def test_names_that_climb_out_of_the_package_are_ignored(path: Path) -> None:
    package(path, ONE, extra={"../../../../tmp/proof.txt": "x", "/abs/path.txt": "x"})

    assert read(path).rows == [["Анна", "Омск"]]


@pytest.mark.parametrize(
    "rows",
    [
        "<row>" * 20_000 + "</row>" * 20_000,
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
    ],
)
def test_a_malformed_sheet_never_gives_rows_silently(path: Path, rows: str) -> None:
    package(path, rows)

    with pytest.raises((Refused, BaseException)) as refused:  # a panic of the library is no Exception
        read(path)

    assert getattr(refused.value, "code", "panic") in {"broken_file", "empty_file", "panic"}
