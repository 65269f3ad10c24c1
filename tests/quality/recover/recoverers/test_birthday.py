"""The client's birthday in comments."""

from __future__ import annotations

import pytest

from tests.quality.recover.read import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ДР15.08.1990", ["1990-08-15"]),
        ("15.08.90 др", ["1990-08-15"]),
        ("д/р 15-08-1990", ["1990-08-15"]),
        ("родилась 8 марта 1985 года", ["1985-03-08"]),
        ("День рождения: 15 августа 1990г.", ["1990-08-15"]),
        ("др 9 мая, клиент с 12.05.1980, договор от 01.02.1985", []),
        ("у сына др 12.05.2005; день рождения жены 14.08.1982; др фирмы 12.04.1990", []),
        ("муж 15.08.1985 г.р.", []),
        ("ДР 12.05.2025 дарили торт, ДР 31.02.1980", []),
    ],
)
def test_a_birthday_has_its_word_and_its_year_and_is_the_clients_own(text: str, found: list[str]) -> None:
    assert values(text, "birthday") == found
