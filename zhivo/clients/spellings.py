"""The words of the base that a typed word may mean, from the likeliest on: begun, in other letters, with slips."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db import connection
from rapidfuzz.distance import OSA

LONG_ENOUGH = 4  # letters of a word that is looked for inside others, or begun with a slip
MOST = 200  # words taken for one way of reading a typed one
_LIKE_ENOUGH = 0.2  # trigrams in common of words that two slips part
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_KEYS = dict(zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю", strict=True)) | {"`": "е"}
_BACK = {russian: latin for latin, russian in _KEYS.items() if latin != "`"}
_SPELLED = dict(
    zip("абвгдезиклмнопрстуфыэйцжчшъь", [*"abvgdeziklmnoprstufye", "y", "ts", "zh", "ch", "sh", "", ""], strict=True)
)
_SPELLED_WAYS = (
    _SPELLED | {"х": "kh", "щ": "shch", "ю": "yu", "я": "ya"},
    _SPELLED | {"х": "h", "щ": "sch", "ю": "iu", "я": "ia", "й": "i", "ц": "c"},
)
_HEARD = {
    "shch": "щ", "iya": "ия", "sch": "щ", "iy": "ий", "yy": "ый", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш",
    "yu": "ю", "iu": "ю", "ju": "ю", "ya": "я", "ia": "я", "ja": "я", "yo": "е", "ye": "е", "je": "е", "ph": "ф",
    "ck": "к",
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхийклмнопкрстуввхыз", strict=True)), "x": "кс",
}  # fmt: skip


def switched(text: str) -> str:
    """Return a text in small letters as the other layout of the keyboard would have written it."""
    keys = _BACK if any("а" <= letter <= "я" for letter in text) else _KEYS
    return "".join(keys.get(letter, letter) for letter in text)


def in_other_letters(word: str) -> set[str]:
    """Return how a Russian word may be spelled in Latin letters, or a Latin one in Russian."""
    if not word.isascii():
        spelled = {"".join(way.get(letter, letter) for letter in word) for way in _SPELLED_WAYS}
        return {way for way in spelled if len(way) > 1}
    heard = _heard(word)
    # The sound of y is told by its neighbours, and at the end it is mostly an ending.
    ways = {heard, _heard(word[:-1]) + "ий"} if word.endswith("y") else {heard}
    return ways | {way.replace("ы", "й") for way in ways} | {way.replace("ы", "и") for way in ways}


def _heard(word: str) -> str:
    text, place = "", 0
    while place < len(word):
        size = next((size for size in (4, 3, 2, 1) if word[place : place + size] in _HEARD), 1)
        text += _HEARD.get(word[place : place + size], "")
        place += size
    return text


def one_slip(word: str) -> set[str]:
    """Return all that a word becomes by a letter left out, doubled or put in, mistaken, or swapped with the next."""
    letters = _DIGITS if word.isdigit() else _LATIN if word.isascii() else _RUSSIAN
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in halves if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1}
    found |= {head + letter + tail[1:] for head, tail in halves if tail for letter in letters}
    found |= {head + letter + tail for head, tail in halves for letter in letters}
    return {slip for slip in found if len(slip) > 1} - {word}


class Spellings:
    """What one typed word may mean, looked up as it is needed; later ways leave out what earlier ones found."""

    def __init__(self, word: str) -> None:
        self.word = word

    @cached_property
    def others(self) -> set[str]:
        """The word in other letters."""
        return set(_known(in_other_letters(self.word)))

    @cached_property
    def begun(self) -> set[str]:
        """Words that the typed one begins, the shortest of them."""
        begins = [self.word, *self.others, *in_other_letters(self.word)]
        return set(_like(f"{begin}%" for begin in dict.fromkeys(begins))) - {self.word} - self.others

    @cached_property
    def slips(self) -> set[str]:
        """Words that one slip parts from the typed one; every such word is found, however short."""
        if len(self.word) < LONG_ENOUGH - 1:
            return set()
        return set(_known(one_slip(self.word))) - self.others - self.begun

    @cached_property
    def pieces(self) -> set[str]:
        """Words that hold the typed one, that it begins with a slip, or that one slip parts from its other letters."""
        if len(self.word) < LONG_ENOUGH:
            return set()
        inside = _like([f"%{self.word}%"])
        begun = _begun(one_slip(self.word))
        others = _known(slip for way in in_other_letters(self.word) for slip in one_slip(way))
        return {*inside, *begun, *others} - {self.word} - self.others - self.begun - self.slips

    @cached_property
    def far(self) -> set[str]:
        """Words that two slips part from the typed one, three if it is long."""
        if len(self.word) <= LONG_ENOUGH:
            return set()
        most = 2 if len(self.word) < 10 else 3
        near = [word for word in _alike(self.word) if OSA.distance(self.word, word, score_cutoff=most) <= most]
        return set(near) - {self.word} - self.others - self.begun - self.slips - self.pieces

    def ended(self) -> set[str]:
        """Return words that end with the typed one: of an e-mail whose beginning was left out."""
        return set(_like([f"%{self.word}"])) - {self.word}


def _read(sql: str, params: list[Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [word for (word,) in cursor.fetchall()]


def _known(words: Iterable[str]) -> list[str]:
    return _read("SELECT word FROM clients_word WHERE word = ANY(%s)", [list(words)])


def _like(patterns: Iterable[str]) -> list[str]:
    # Letters and digits only, so there is nothing to escape.
    one = "(SELECT word FROM clients_word WHERE word LIKE %s ORDER BY length(word), word LIMIT %s)"
    params = [value for pattern in patterns for value in (pattern, MOST)]
    return _read(" UNION ALL ".join([one] * (len(params) // 2)), params)


def _begun(begins: set[str]) -> list[str]:
    return _read(
        "SELECT found.word FROM unnest(%s::text[]) AS b(begin) CROSS JOIN LATERAL (SELECT word FROM clients_word"
        " WHERE word > b.begin AND word < b.begin || U&'\\+10FFFF' ORDER BY word LIMIT %s) AS found LIMIT %s",
        [sorted(begins), MOST // 2, 5 * MOST],
    )


def _alike(word: str) -> list[str]:
    # Not SET: on a new connection the extension is not loaded yet, and its setting would be lost as it loads.
    _read("SELECT set_limit(%s)", [_LIKE_ENOUGH])
    return _read(
        "SELECT word FROM clients_word WHERE word %% %s ORDER BY similarity(word, %s) DESC, word LIMIT %s",
        [word, word, 5 * MOST],
    )


def split(word: str) -> list[tuple[str, str]]:
    """Return the pairs of words of the base that the typed one is written together of."""
    pairs = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    known = set(_known({half for pair in pairs for half in pair})) if pairs else set()
    return [pair for pair in pairs if known.issuperset(pair)]


def joined(words: list[str]) -> list[list[str]]:
    """Return the words with two neighbours written as one, where the base has that one."""
    ones = [one + other for one, other in pairwise(words)]
    known = set(_known(ones)) if ones else set()
    return [[*words[:at], one, *words[at + 2 :]] for at, one in enumerate(ones) if one in known]
