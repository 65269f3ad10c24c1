"""A header of two rows is joined, and no client is ever taken for its lower row."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.readers.found import Read, read
from zhivo.intake.readers.heading import find_heading

CLIENT = ["Иванов Иван", "+79161234567", "ivan@mail.example", "Москва"]


def names(*rows: list[str], asked: int | None = None) -> list[str]:
    return find_heading(list(enumerate(rows, 1)), asked=asked).names


def test_the_upper_name_goes_on_over_the_blanks_to_its_right() -> None:
    found = find_heading(
        list(enumerate([["ФИО", "Контакты", "", "Город"], ["", "Телефон", "Почта", ""], CLIENT, CLIENT], 1))
    )

    assert found.names == ["ФИО", "Контакты: Телефон", "Контакты: Почта", "Город"]
    assert (found.row, found.upper, found.preamble) == (2, 1, [])


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        (
            ["", "Контакты", "", "Адрес", ""],
            ["ФИО", "Телефон", "Почта", "Город", "Улица"],
            ["ФИО", "Контакты: Телефон", "Контакты: Почта", "Адрес: Город", "Адрес: Улица"],
        ),
        (
            ["№", "Клиент", "", "", "Комментарий"],
            ["", "Фамилия", "Имя", "Отчество", ""],
            ["№", "Клиент: Фамилия", "Клиент: Имя", "Клиент: Отчество", "Комментарий"],
        ),
        (
            ["Клиент", "Контакты", "", "Доставка"],
            ["", "Телефон", "Почта", "Город"],
            ["Клиент", "Контакты: Телефон", "Контакты: Почта", "Доставка: Город"],
        ),
    ],
)
def test_shapes_of_two_rows(upper: list[str], lower: list[str], expected: list[str]) -> None:
    row = ["Пётр", "8 916 123-45-67", "a@mail.example", "Омск", "ул. Мира, 5"][: len(upper)]

    assert names(["Клиенты за 2025 год"], upper, lower, row, row) == expected


def test_names_without_a_word_of_ours_are_told_by_the_numbers_below() -> None:
    upper, lower = ["Контрагент", "Сумма (упр.)", "", ""], ["", "Начало", "Обороты", "Конец"]
    rows = [["Ромашка", "1 000,00", "200,00", "1 200,00"], ["Волга", "", "50,00", "50,00"]]

    assert names(upper, lower, *rows)[1] == "Сумма (упр.): Начало"


def test_a_title_above_a_header_is_not_joined() -> None:
    header = ["ФИО", "Телефон", "Почта", "Город"]

    assert names(["Список клиентов"], header, CLIENT) == header
    assert names(["Список", "", "", "01.02.2026"], header, CLIENT) == header


def test_a_client_below_a_header_with_gaps_is_a_client() -> None:
    header = ["Имя", "", "Город", "Сумма"]

    assert names(header, ["Анна", "Петрова", "Омск", "100"], ["Пётр", "Ильин", "Орёл", "5"]) == header
    assert names(header, ["", "Петрова", "", ""], ["Пётр", "Ильин", "Орёл", "5"]) == header
    assert names(header, ["", "нет", "нет", "нет"], ["Пётр", "89161234567", "Орёл", "5"]) == header


def test_a_person_says_that_the_header_is_one_row() -> None:
    rows = [["ФИО", "Контакты", "", "Город"], ["", "Телефон", "Почта", ""], CLIENT]

    assert names(*rows, asked=1) == ["ФИО", "Контакты", "", "Город"]
    assert names(*rows, asked=2) == ["ФИО", "Контакты: Телефон", "Контакты: Почта", "Город"]


def test_merged_cells_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write(0, 0, "ООО «Ромашка»: клиенты")
    page.merge_range(2, 0, 3, 0, "ФИО")
    page.merge_range(2, 1, 2, 2, "Контакты")
    page.merge_range(2, 3, 3, 3, "Город")
    page.write_row(3, 1, ["Телефон", "Почта"])
    page.write_row(4, 0, CLIENT)
    page.write_row(5, 0, ["Петрова Анна", "8 903 555-77-88", "", "Омск"])
    book.close()

    found = read(path)

    assert found.names == ["ФИО", "Контакты: Телефон", "Контакты: Почта", "Город"]
    assert [row[0] for row in found.rows] == ["Иванов Иван", "Петрова Анна"]
    assert found.skipped()["preamble"] == [1]
    assert found.notes() == {"two_row_header": [3, 4]}


def test_both_rows_repeated_on_the_next_page_are_no_clients(read_text: Read) -> None:
    header = "ФИО;Контакты;;Город\n;Телефон;Почта;\n"
    found = read_text(f"{header}Иванов;89161234567;a@mail.example;Омск\n{header}Ильин;89161234568;;Орёл\n")

    assert [row[0] for row in found.rows] == ["Иванов", "Ильин"]
    assert found.skipped() == {"header_again": [4, 5]}


cells = st.sampled_from(
    [
        *(
            "",
            "",
            "Анна",
            "Иванов Иван",
            "ООО «Ромашка»",
            "Москва",
            "Омск",
            "менеджер",
            "VIP",
            "нет",
            "постоянный клиент",
        ),
        *("89161234567", "+7 903 555-77-88", "a@mail.example", "01.02.1980", "1 000,50", "7", "ул. Мира, 5", "да"),
    ]
)
header_names = st.sampled_from(["", "", "ФИО", "Телефон", "Город", "Сумма", "Комментарий", "Поле", "Контакты", "Дата"])


def _named(row: list[str]) -> list[str]:
    return row if any(row) else ["Анна", *row[1:]]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_client_is_ever_lost_to_the_header(data: st.DataObject) -> None:
    width = data.draw(st.integers(2, 6))
    header = data.draw(
        st.lists(header_names, min_size=width, max_size=width).filter(lambda row: sum(map(bool, row)) > 1)
    )
    clients = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width).map(_named), min_size=1, max_size=8))

    found = find_heading(list(enumerate([header, *clients], 1)))

    assert found.upper == 0
