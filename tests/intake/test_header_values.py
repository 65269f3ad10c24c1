"""What single values and columns look like."""

import pytest

from zhivo.intake import header_values as values
from zhivo.intake.header_look import Look


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("14.03.23", True),
        ("2024-01-31 10:00", True),
        ("31/12/1999", True),
        ("19850314", True),
        ("55-17-13", False),
        ("551-70-13", False),
        ("43891", False),
        ("32.13.2020", False),
    ],
)
def test_days_are_told_from_local_phones(value: str, expected: bool) -> None:
    assert values.is_date(value) is expected


@pytest.mark.parametrize(
    "value", ["+7 900 000-11-22", "8(900)0001122", "9000001122", "79000001122.0", "+44 20 7946 0958"]
)
def test_phones_that_can_hardly_be_anything_else(value: str) -> None:
    assert values.is_phone(value)


@pytest.mark.parametrize(
    "value", ["6300000002", "551-70-13", "14.03.2023", "12345678901234567", "нет", "4276 3800 0000"]
)
def test_numbers_that_may_be_something_else_are_no_sure_phones(value: str) -> None:
    assert not values.is_phone(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Мельник С.И.", True),
        ("Гаджиев Р М", True),
        ("Юдина Тамара Николаевна", True),
        ("Ольга Шестакова", True),
        ("Хлебный дом", False),
        ("Лапша и точка", False),
        ("ООО Иванов и сыновья", False),
        ("Самара", False),
    ],
)
def test_people_are_told_from_firms(value: str, expected: bool) -> None:
    assert values.is_person(value) is expected


def test_an_inn_is_known_by_its_check_digits_even_as_excel_leaves_it() -> None:
    assert values.is_inn("6300000002")
    assert values.is_inn("6300000002.0")
    assert not values.is_inn("6300000003")


def test_blanks_do_not_count_among_the_values_of_a_column() -> None:
    look = Look(["", " нет ", "-", "a@ex.example", "b@ex.example"])

    assert (look.rows, look.filled) == (5, 2)
    assert look.share(values.is_email) == 1
    assert not look.is_unique


def test_an_empty_column_is_a_share_of_nothing() -> None:
    assert Look([]).share(values.is_email) == 0
    assert Look(["", ""]).filled == 0


def test_numbers_that_only_count_rows_are_seen() -> None:
    assert Look(["1", "2", "3"]).is_counter
    assert not Look(["1", "3", "2"]).is_counter
