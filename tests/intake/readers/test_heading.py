"""The header is found below titles, and not found where there is none."""

from __future__ import annotations

import pytest

from zhivo.intake.readers import Refused
from zhivo.intake.readers.heading import find_heading

HEADER = ["ФИО", "Телефон", "Город"]
ROW = ["Иванов Иван", "+79161234567", "Москва"]


def numbered(*rows: list[str]) -> list[tuple[int, list[str]]]:
    return list(enumerate(rows, 1))


def test_the_first_row_of_texts_is_the_header() -> None:
    found = find_heading(numbered(HEADER, ROW))

    assert (found.row, found.names, found.preamble) == (1, HEADER, [])


def test_titles_above_the_header_are_preamble() -> None:
    found = find_heading(numbered(["Выгрузка из базы"], ["на 01.02.2026", ""], HEADER, ROW))

    assert (found.row, found.preamble) == (3, [1, 2])


def test_a_header_with_gaps_is_found_above_the_first_client() -> None:
    found = find_heading(numbered(["Имя", "", "Телефон", "", ""], ["Анна", "x", "89161234567", "y", "z"]))

    assert found.row == 1
    assert found.names == ["Имя", "", "Телефон", "", ""]


@pytest.mark.parametrize(
    "first",
    [
        ["Иванов Иван", "+7 (916) 123-45-67"],
        ["Иванов Иван", "ivan@mail.example"],
        ["Иванов Иван", "01.02.1980"],
        ["1", "2"],
    ],
)
def test_a_first_row_with_a_clients_values_is_no_header(first: list[str]) -> None:
    found = find_heading(numbered(first, ["Анна", "Москва"]))

    assert found.is_made_up
    assert found.names == ["Столбец 1", "Столбец 2"]


def test_a_first_row_met_again_in_several_columns_is_no_header() -> None:
    rows = [["Иванов", "Москва", "Менеджер"], ["Петров", "Омск", "Менеджер"], ["Сидоров", "Москва", "Директор"]]

    assert find_heading(numbered(*rows)).is_made_up


def test_a_person_may_point_at_the_header_or_say_there_is_none() -> None:
    rows = numbered(["Отчёт", "за", "год"], HEADER, ROW)

    assert find_heading(rows, asked=2).names == HEADER
    assert find_heading(rows, asked=0).is_made_up
    with pytest.raises(Refused, match="no_such_row"):
        find_heading(rows, asked=7)
