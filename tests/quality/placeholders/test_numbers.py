from stdnum.ru import inn

from tests.quality.piece import cleaned


def test_numbers_that_nobody_was_given_are_dummies_even_where_the_check_digits_hold() -> None:
    cells = ["0000000000", "1111111111", "1234567894", "9876543210", "7700000006", "1212121212", "123", "нет"]
    clean = cleaned(inn=cells)

    assert inn.is_valid("1234567894")
    assert clean["inn"].null_count() == len(cells)
    assert clean["reasons"].to_list() == [["inn:placeholder"]] * len(cells)


def test_numbers_with_many_like_digits_may_be_somebodys() -> None:
    numbers = ["7700000119", "7707083893", "5500000005"[:5] + "10009"]
    valid = [number for number in numbers if inn.is_valid(number)]
    clean = cleaned(inn=valid)

    assert valid
    assert clean["inn"].to_list() == valid
