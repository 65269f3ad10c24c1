"""Days in a sentence are read, and one without a year is the next one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.quality.piece import TODAY
from zhivo.quality.recover.days import DAY, next_after, read


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12.03.2026", "2026-03-12"),
        ("12.03.26", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("12-03-2026", "2026-03-12"),
        ("5 декабря 2026", "2026-12-05"),
        ("5-го мая", "--05-05"),
        ("29.02", "--02-29"),
        ("31.02", None),
        ("30 февраля 2026", None),
    ],
)
def test_a_day_is_read(written: str, day: str | None) -> None:
    assert read(written, today=TODAY) == day


@pytest.mark.parametrize("text", ["45.13", "12.03.5.6", "12,5", "5 майки", "2 декоративных", "192.168.10.20"])
def test_other_numbers_are_no_day(text: str) -> None:
    assert re.search(DAY, text) is None


def test_the_next_29th_of_february_may_be_years_off() -> None:
    assert next_after("--02-29", since=date(2026, 3, 1)) == "2028-02-29"
    assert next_after("--03-01", since=date(2026, 3, 1)) == "2026-03-01"
