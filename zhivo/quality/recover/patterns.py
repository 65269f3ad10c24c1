"""Lists of words as regular expressions."""

from __future__ import annotations

import re


def any_of(text: str) -> str:
    """Return a pattern of any of these words or phrases, parted by commas or line ends; * stands for more letters."""
    phrases = {" ".join(phrase.split()) for line in text.splitlines() for phrase in line.split(",")} - {""}
    # The longer first, so that «тел» does not hide «телефон».
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(re.escape(phrase).replace(chr(92) + '*', '[а-я]*') for phrase in ordered)})"


def word_of(text: str) -> str:
    """Return the pattern of `any_of` that begins and ends where words do."""
    return rf"(?<![а-яa-z]){any_of(text)}(?![а-яa-z])"
