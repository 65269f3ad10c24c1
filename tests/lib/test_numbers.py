"""Numbers as people read them."""

from __future__ import annotations

import pytest
from django.utils import translation

from zhivo.lib.numbers import number


@pytest.mark.parametrize(
    ("language", "value", "places", "said"),
    [
        ("ru", 41768, 0, "41\u00a0768"),
        ("en", 41768, 0, "41,768"),
        ("ru", "9.5", 1, "9,5"),
        ("ru", -5, 0, "−5"),
        ("ru", -0.2, 0, "0"),
        ("ru", None, 0, ""),
        ("ru", 0, 0, "0"),
    ],
)
def test_a_number_is_written_as_the_language_does(language: str, value: object, places: int, said: str) -> None:
    with translation.override(language):
        assert number(value, places) == said
