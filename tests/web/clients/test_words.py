"""Words of the card."""

from datetime import date

import pytest
from django.utils import timezone, translation

from zhivo.web.clients import words


@pytest.mark.parametrize(
    ("today", "years"), [(date(2026, 5, 30), "45 лет"), (date(2026, 5, 31), "46 лет"), (date(2022, 6, 1), "42 года")]
)
def test_an_age_grows_on_the_birthday(today: date, years: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: today)

    with translation.override("ru"):
        assert words.age(date(1980, 5, 31)) == years
