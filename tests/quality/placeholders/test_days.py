from tests.quality.piece import cleaned


def test_days_that_programs_put_in_are_dummies() -> None:
    cells = ["01.01.1900", "01.01.1970", "11.11.1111", "99.99.9999", "1904-01-01", "9999-12-31", "12.12.1212", "нет"]
    clean = cleaned(birthday=cells)

    assert clean["birthday"].null_count() == len(cells)
    assert clean["reasons"].to_list() == [["birthday:placeholder"]] * len(cells)


def test_the_first_of_january_is_a_birthday_like_any_other() -> None:
    clean = cleaned(birthday=["01.01.1980", "01.01.2000", "11.11.1991", "22.02.2002", "11.11.11"])

    assert clean["birthday"].null_count() == 0
    assert clean["reasons"].to_list() == [[]] * clean.height
