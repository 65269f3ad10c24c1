"""Which one-byte table a Russian text was written in, told by how letters stand together."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

TABLES = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "cp1252")
_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff]+[A-Za-z\x80-\xff]*")
# How often letters stand in Russian text, in a thousand.
_OFTEN = (
    "о110 е85 а80 и74 н67 т63 с55 р47 в45 л44 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з16 б16 ч14 й12 х10 ж9 ш7 ю6 ц5 "
    "щ4 э3 ф3 ё2 ъ1"
)
_WORTH = {word[0]: 0.3 * math.log(int(word[1:]) / 25) for word in _OFTEN.split()}

# What the neighbourhood of two letters says: l and U are small and capital Russian letters, x other Cyrillic ones,
# L Latin ones with a mark, a plain Latin ones, n signs, ? nothing; a blank stands at either end of a word.
_NEIGHBOURS = {
    "ll": 1.0,
    "Ul": 1.0,
    "UU": 0.95,
    "lU": -3.0,
    " U": 0.6,
    " l": 0.2,
    "l ": 0.2,
    "U ": -0.2,
    "al": -2.0,
    "aU": -2.0,
    "la": -2.0,
    "Ua": -2.0,
    "ln": -0.6,
    "nl": -0.8,
    "Un": -0.3,
    "nU": -0.1,
    "nn": -0.6,
    " x": -0.8,
    "x ": -0.8,
    "aL": 1.2,
    "La": 1.2,
    "LL": -1.5,
    "L ": 0.3,
    " L": 0.0,
    "nL": -0.6,
    "Ln": -0.6,
}
_SIGNS_IN_TEXT = "«»—–№„“”…°§©®\u00a0’‘•"  # in print these stand beside letters


@dataclass(frozen=True)
class Guess:
    """The likeliest table, and by how much for each letter it is ahead of the next."""

    encoding: str
    margin: float


def best_table(sample: bytes) -> Guess:
    """Choose among the one-byte tables; a sample without letters of its own gives cp1251 with no margin."""
    pairs: Counter[tuple[int, int]] = Counter()
    for word in _WORD.findall(sample):
        pairs.update(zip(b" " + word, word + b" ", strict=True))
    total = sum(pairs.values())
    if not total:
        return Guess("cp1251", 0.0)
    scores = sorted(((_score(pairs, table), -place, table) for place, table in enumerate(TABLES)), reverse=True)
    best, second = scores[0], scores[1]
    return Guess(best[2], (best[0] - second[0]) / total)


def _score(pairs: Counter[tuple[int, int]], table: str) -> float:
    kinds, letters = _kinds(table)
    score = 0.0
    for (one, two), count in pairs.items():
        both = kinds[one] + kinds[two]
        worth = _NEIGHBOURS.get(both, -4.0 if "?" in both else -1.0 if "x" in both else 0.0)
        if two > 127:
            worth += _WORTH.get(letters[two].lower(), 0.0)
        score += worth * count
    return score


@cache
def _kinds(table: str) -> tuple[list[str], list[str]]:
    letters = [bytes([byte]).decode(table, "replace") for byte in range(256)]
    return [_kind(letter) for letter in letters], letters


def _kind(letter: str) -> str:
    if letter == " ":
        return " "
    if letter in "ёЁ" or "А" <= letter <= "я":
        return "l" if letter.islower() else "U"
    if letter == "\ufffd" or "\x80" <= letter < "\xa0":
        return "?"
    if "\u0400" <= letter <= "\u04ff":
        return "x"
    if letter.isalpha():
        return "a" if letter.isascii() else "L"
    return " " if letter in _SIGNS_IN_TEXT else "n"
