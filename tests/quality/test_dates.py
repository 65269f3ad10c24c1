from datetime import date, datetime

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from zhivo.quality.dates import CODES, read

TODAY = date(2026, 6, 1)
WRITINGS = [
    "05.06.1980",
    "5.6.80",
    "05/06/1980",
    "1980-06-05",
    "19800605",
    "1980.06.05",
    "05-06-1980",
    "05.06.1980 г.",
    "5 июня 1980",
    "5 июня 1980 года",
    "5 Jun 1980",
    "June 5, 1980",
    "1980-06-05 08:04",
    "1980-06-05T08:04:00Z",
    "05.06.1980, 8:04:11",
]


def days(*written: str) -> list[date | None]:
    return read(pl.Series(written), today=TODAY)["day"].to_list()


def codes(*written: str) -> list[str | None]:
    found = read(pl.Series(written), today=TODAY)
    return [next((code for code in CODES if row[code]), None) for row in found.iter_rows(named=True)]


def test_every_writing_of_a_day_is_read() -> None:
    assert dict(zip(WRITINGS, days(*WRITINGS), strict=True)) == dict.fromkeys(WRITINGS, date(1980, 6, 5))


def test_a_day_that_is_not_in_the_calendar_is_never_another_day() -> None:
    assert days("30.02.1980", "29.02.1900", "31.04.2001", "12.13.1980", "29.02.2000") == [None] * 4 + [
        date(2000, 2, 29)
    ]
    assert codes("30.02.1980", "29.02.1900", "abc", "5мая1980") == ["not_a_date"] * 4


def test_dates_that_programs_write_for_none_are_dummies() -> None:
    assert codes("01.01.1900", "01.01.1970", "нет", "30.12.1899") == ["placeholder"] * 4


def test_half_a_date_says_what_is_missing() -> None:
    assert codes("5 мая", "05.06", "1980", "1980 г.") == ["no_year", "no_year", "year_only", "year_only"]


def test_two_digit_years_are_of_this_century_up_to_today() -> None:
    assert days("01.09.68", "28.01.03", "01.01.26", "01.01.27") == [
        date(1968, 9, 1),
        date(2003, 1, 28),
        date(2026, 1, 1),
        date(1927, 1, 1),
    ]


def test_the_column_decides_between_day_and_month() -> None:
    assert days("05/06/1980", "13/06/1980") == [date(1980, 6, 5), date(1980, 6, 13)]
    assert days("05/06/1980", "06/13/1980") == [date(1980, 5, 6), date(1980, 6, 13)]
    assert codes("05/06/1980", "06/13/1980") == [None, None]


def test_days_parted_by_slashes_that_show_no_order_are_unclear() -> None:
    assert codes("05/06/2024", "01/02/2024", "03/03/2024") == ["day_month_unclear", "day_month_unclear", None]
    assert codes("05/06/2024", "13/02/2024") == [None, None]


def test_a_column_that_contradicts_itself_says_which_days_are_unclear() -> None:
    written = ("05/06/1980", "06/13/1980", "13/06/1980", "06/06/1980")

    assert days(*written) == [date(1980, 6, 5), date(1980, 6, 13), date(1980, 6, 13), date(1980, 6, 6)]
    assert codes(*written) == ["day_month_unclear", None, None, None]


def test_excel_day_numbers_are_read_only_where_most_cells_are_such() -> None:
    found = read(pl.Series(["29376", "29376.5", "05.06.1980", ""]), today=TODAY)

    assert found["day"].to_list() == [date(1980, 6, 4), date(1980, 6, 4), date(1980, 6, 5), None]
    assert (found["hour"][1], found["minute"][1]) == ("12", "0")
    assert codes("29376", "05.06.1980", "06.06.1980") == ["not_a_date", None, None]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.dates(date(1901, 1, 2), date(2026, 5, 31)), min_size=1, max_size=20))
def test_what_is_written_as_russians_do_is_read_back(written: list[date]) -> None:
    assert days(*(f"{day:%d.%m.%Y}" for day in written)) == [
        None if day == date(1970, 1, 1) else day for day in written
    ]


@settings(deadline=None, max_examples=30)
@given(st.datetimes(datetime(1901, 1, 2), datetime(1969, 1, 1)))
def test_the_time_is_read_with_the_day(written: datetime) -> None:
    found = read(pl.Series([f"{written:%d.%m.%Y %H:%M}"]), today=TODAY).row(0, named=True)

    assert (found["day"], int(found["hour"]), int(found["minute"])) == (written.date(), written.hour, written.minute)


def test_an_empty_date_as_outlook_and_others_write_it_is_no_fault() -> None:
    assert codes("0.0.00", "0.0.0000", "00.00.0000", "0000-00-00", "0000-00-00 00:00:00") == [None] * 5


def test_a_day_without_a_year_as_google_writes_it_says_so() -> None:
    assert codes("--05-14", " --05-14") == ["no_year"] * 2


def test_dates_of_amocrm_and_1c_keep_their_time() -> None:
    found = read(pl.Series(["31.05.2024 12:44:01", "01.02.2024 0:00:00"]), today=TODAY)

    assert [str(day) for day in found["day"]] == ["2024-05-31", "2024-02-01"]
    assert found["hour"].to_list() == ["12", "0"]
