"""A list of words as one pattern takes what each word would take, the longest first."""

from __future__ import annotations

import re

import pytest

from zhivo.quality.recover.patterns import any_of, word_of


@pytest.mark.parametrize(
    ("text", "taken"),
    [("тел", "тел"), ("телефон", "телефон"), ("телефону", "телефону"), ("моб.", "моб."), ("э/п", "э/п"), ("сот", None)],
)
def test_words_that_begin_alike_are_told_apart(text: str, taken: str | None) -> None:
    found = re.match(any_of("тел, телефон*, моб., э/п\nтелеграм"), text)

    assert (found[0] if found else None) == taken


def test_a_word_is_not_found_in_another() -> None:
    pattern = re.compile(word_of("зам, бух*"))

    assert [found[0] for found in pattern.finditer("замер, зам и бухгалтер, абух")] == ["зам", "бухгалтер"]
