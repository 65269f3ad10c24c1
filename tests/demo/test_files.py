"""The three files of the demo company."""

import csv
import re
from pathlib import Path

import fastexcel
import pytest

from zhivo.demo import files
from zhivo.intake.headers import guess

INVENTED = re.compile(r"\d{3}000\d{4}|\d{4}00\d{4}")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    sheet, ledger, requests = files.write(tmp_path_factory.mktemp("demo"))
    frame = fastexcel.read_excel(sheet).load_sheet("База", header_row=None, dtypes="string").to_polars().fill_null("")
    return {
        files.SHEET: [list(row) for row in frame.iter_rows()],
        files.LEDGER: list(csv.reader(ledger.read_text("cp1251").splitlines(), delimiter=";")),
        files.REQUESTS: list(csv.reader(requests.read_text("utf-8").splitlines())),
    }


def test_the_same_bytes_are_written_each_time(tmp_path: Path) -> None:
    first, second = files.write(tmp_path / "first"), files.write(tmp_path / "second")

    assert [path.name for path in first] == [files.SHEET, files.LEDGER, files.REQUESTS]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_there_are_about_three_thousand_rows(tables: dict[str, list[list[str]]]) -> None:
    assert 2_800 < sum(map(len, tables.values())) < 3_200
    assert min(map(len, tables.values())) > 400


def test_the_sheet_has_a_title_and_its_header_in_the_third_row(tables: dict[str, list[list[str]]]) -> None:
    title, empty, header, *_rows = tables[files.SHEET]

    assert title[0].startswith("База клиентов")
    assert set(empty) == {""}
    assert header[1:4] == ["Контакт", "Точка", "Тел/факс"]


def test_columns_find_their_fields(tables: dict[str, list[list[str]]]) -> None:
    expected = {
        files.SHEET: "- full_name company phone email address own responsible status own comment inn birthday "
        "next_action next_action_on",
        files.LEDGER: "source_id full_name own kind inn kpp phone email legal_address responsible created_on comment",
        files.REQUESTS: "source_id created_on full_name phone email city comment utm_source utm_medium utm_campaign "
        "consent",
    }
    for name, rows in tables.items():
        header, *sample = rows[2:] if name == files.SHEET else rows
        found = [one.field for one in guess(header=header, sample=sample[:50])]
        assert ["own" if field.startswith("attribute:") else field for field in found] == expected[name].split()


def test_nobody_can_be_called_or_written_to_by_mistake(tables: dict[str, list[list[str]]]) -> None:
    cells = {cell for rows in tables.values() for row in rows for cell in row}
    domains = {match.lower() for cell in cells for match in re.findall(r"@([\w-]+\.[\w.-]+)", cell)}
    phones = {
        re.sub(r"\D", "", match)[-10:] for cell in cells for match in re.findall(r"(?:\+7|\b8)[\d ()-]{10,16}", cell)
    }

    assert all(domain.endswith(".example") or domain == "example.com" for domain in domains)
    assert len(phones) > 1_000
    assert {phone for phone in phones if not INVENTED.fullmatch(phone)} <= {"0000000000"}  # a placeholder


def test_the_lists_overlap(tables: dict[str, list[list[str]]]) -> None:
    def phones(name: str, column: int) -> set[str]:
        return {re.sub(r"\D", "", row[column])[-10:] for row in tables[name]} - {""}

    sheet, ledger, requests = phones(files.SHEET, 3), phones(files.LEDGER, 6), phones(files.REQUESTS, 3)

    assert len(sheet & ledger) > 300
    assert len(sheet & requests) > 100
    assert len(requests - sheet - ledger) > 50


def test_there_are_placeholders_twins_and_people_who_left(tables: dict[str, list[list[str]]]) -> None:
    names = [row[1] for row in tables[files.SHEET]]
    managers = {row[7] for row in tables[files.SHEET]}
    inns = [row[4] for row in tables[files.LEDGER][1:] if row[4]]

    assert sum(name in {"Клиент", "Тест", "ййй", "без имени"} for name in names) > 10
    assert "Смирнова (ув.)" in managers
    assert len(inns) - len(set(inns)) > 10
