from datetime import date

from tests.quality.piece import cleaned, cleaned_row


def test_birthdays_outside_a_life_are_dropped_with_a_reason() -> None:
    clean = cleaned(birthday=["05.05.1980", "05.05.1880", "02.06.2026", "01.01.1900", "30.02.1980", "01.06.2026"])

    assert clean["birthday"].to_list() == [date(1980, 5, 5), None, None, None, None, date(2026, 6, 1)]
    assert clean["reasons"].to_list() == [
        [],
        ["birthday:out_of_range"],
        ["birthday:out_of_range"],
        ["birthday:placeholder"],
        ["birthday:not_a_date"],
        [],
    ]


def test_other_dates_come_as_iso_text_with_the_time_where_one_was_written() -> None:
    row = cleaned_row(created_on="10.04.2022 8:04", next_action_on="05.03.31")

    assert (row["created_on"], row["next_action_on"]) == ("2022-04-10T08:04", "2031-03-05")


def test_a_date_column_that_came_in_empty_is_there_and_null() -> None:
    clean = cleaned(full_name=["Иван"], created_on=[""])

    assert clean["created_on"].to_list() == [None]
    assert clean["birthday"].dtype == date or clean["birthday"].null_count() == 1
