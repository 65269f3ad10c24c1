"""Names of people in a sentence, in any case: «с Мариной Петровой» names «Марина Петрова»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from zhivo.quality.names.dictionary import forms
from zhivo.quality.placeholders import words
from zhivo.quality.recover.declension import CASES, cases

MOST = 3  # words of a name
TOKEN = re.compile(r"(?:[А-ЯЁа-яё]{2,25}(?:-[А-ЯЁа-яё]{2,25})?(?![а-яёА-ЯЁ])|[А-ЯЁ]\.)")
_ALONE = words("F FP S")
_BESIDE = words("FS FPS SF SFP SI SII IS IIS FIS FSI UP UPS SUP")
# W is a surname only beside something else: «Шпак А.», but «водитель Газель» is nobody.
_ORDERS = _ALONE | _BESIDE | {order.replace("S", "W") for order in _BESIDE}
# Behind a role a word that no list has may be a surname, but only beside a first name.
_BEHIND_ROLE = _ORDERS | words("UF UFP FU FPU")
# First names that as small letters are words of the language.
_WORDS_TOO = words(
    "рада вера веру вере верой веры надежда надежды надежду любовь любви света свету свет слава славы славу роза лев "
    "лира мила мило милой злата лада май майя мая том тома дан дана дано данный ким ян мира мир лес леся люба любой "
    "любая любое любую зоя ада ника дина марта март марте августа август агата алла юна нона рая рай раи рим рима "
    "инга клим лука луки ноя рома ром роман романа тая тим тоня тося ева иго яра ярый борь борис лен лена лене лены "
    "лину линь дар даря дарья дариной пан стас султан эмир амир герман герой вале вали валя вол дема демы жан кир "
    "кира лина линия мари нели нил осип паша паше пашу руслана сан саня соня соню фая эля юла"
)
_MALE = {"": "n", "а": "ga", "у": "d", "ем": "i", "ом": "i", "е": "p"}
_FEMALE = {"а": "n", "ы": "g", "е": "dp", "у": "a", "ой": "i"}
_PATRONYMIC = re.compile(
    r"^([а-я]{2,}(?:ович|евич|ьич|мич|фич|нич|тич))(а|у|ем|ом|е|)$|^([а-я]{2,}(?:овн|евн|ичн))(а|ы|е|у|ой)$"
)
_WEAK = ("ик", "ак", "як", "ец", "ер", "ель")  # ends of many other words too
# The end as it is written, the end of the surname itself, its sex, its cases.
_SURNAMES = (
    *((one + end, one + own, sex, case) for one in ("ов", "ев", "ин", "ын") for end, own, sex, case in (
        ("", "", "m", "n"), ("а", "", "m", "ga"), ("а", "а", "f", "n"), ("у", "", "m", "d"), ("у", "а", "f", "a"),
        ("ым", "", "m", "i"), ("е", "", "m", "p"), ("ой", "а", "f", "gdip"),
    )),
    *((one + end, one + own, sex, case) for one in ("ск", "цк") for end, own, sex, case in (
        ("ий", "ий", "m", "n"), ("ого", "ий", "m", "ga"), ("ому", "ий", "m", "d"), ("им", "ий", "m", "i"),
        ("ом", "ий", "m", "p"), ("ая", "ая", "f", "n"), ("ой", "ая", "f", "gdip"), ("ую", "ая", "f", "a"),
    )),
    *((one, one, "", CASES) for one in ("енко", "ко", "ых", "их", "дзе", "швили", "аго", "ово")),
    *((one + end, one, sex, case) for one in ("ук", "юк", "ян", "ман", "берг", *_WEAK)
      for end, sex, case in (("", "m", "n"), ("", "f", CASES), ("а", "m", "ga"), ("у", "m", "d"), ("ом", "m", "i"))),
)  # fmt: skip
_SHORTEST = 4  # letters of a surname


class Reading(NamedTuple):
    """What one word may be: itself in the nominative, its sex and cases.

    `kind` is F for a first name, P a patronymic, S and W a surname, I an initial, U a word that no list has.
    """

    kind: str
    name: str
    sex: str
    cases: str


class Person(NamedTuple):
    """A name as a list has it, and how many words of the sentence it took."""

    name: str
    words: int
    has_first_name: bool


@cache
def _first_names() -> dict[str, list[Reading]]:
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(lambda: defaultdict(str))
    for sex, _name, form in forms():
        bare = form.lower().replace("ё", "е")
        if not re.fullmatch("[а-я]+(?:-[а-я]+)?", bare):
            continue
        for case, written in cases(bare, sex=sex):
            found[written][form, sex] += case
    return {
        written: [Reading("F", name, sex, case) for (name, sex), case in read.items()]
        for written, read in found.items()
    }


def is_first_name(word: str) -> bool:
    """Say whether a word is a known first name in any case."""
    return word.lower().replace("ё", "е") in _first_names()


@lru_cache(maxsize=50_000)
def _readings(word: str) -> tuple[Reading, ...]:
    if word.endswith("."):
        return (Reading("I", word, "", CASES),)
    said = word.lower().replace("ё", "е")
    is_small = word[0].islower()
    if is_small and said in _WORDS_TOO:
        return ()
    read = list(_first_names().get(said, ()))
    patronymic = _PATRONYMIC.match(said)
    if patronymic:
        male, end, female, her_end = patronymic.groups()
        own = Reading("P", male, "m", _MALE[end]) if male else Reading("P", female + "а", "f", _FEMALE[her_end])
        return (*read, own)
    if not is_small:
        # Any name may stand before a patronymic.
        read.append(Reading("U", word, "", "n"))
    if not is_small and len(said) >= _SHORTEST:
        read += [
            Reading("W" if own in _WEAK else "S", said.removesuffix(end) + own, sex, case)
            for end, own, sex, case in _SURNAMES
            if said.endswith(end) and len(said) > len(end) + 1
        ]
    return tuple(read)


def named(tokens: list[str], *, within: str, behind_role: bool = False) -> Person | None:
    """Return the person whom the first words name in one of these cases (of CASES, the likelier first), if any."""
    orders = _BEHIND_ROLE if behind_role else _ORDERS
    for taken in range(min(len(tokens), MOST), 0, -1):
        readings = [_readings(token) for token in tokens[:taken]]
        for case in within:
            for read in product(*readings):
                if _fits(read, case, orders):
                    return Person(" ".join(map(_shown, tokens, read)), taken, any(one.kind in "FU" for one in read))
    return None


def _fits(read: tuple[Reading, ...], case: str, orders: frozenset[str]) -> bool:
    sexes = {one.sex for one in read if one.sex}
    order = "".join(one.kind for one in read)
    return order in orders and len(sexes) <= 1 and all(case in one.cases for one in read)


def _shown(token: str, read: Reading) -> str:
    said, name = token.lower().replace("ё", "е"), read.name.lower().replace("ё", "е")
    if read.kind == "F" and said != name:
        return read.name.title()
    # The letters that are written keep their ё: «Фёдоровной» is «Фёдоровна».
    common = next(
        (at for at, (one, other) in enumerate(zip(said, name, strict=False)) if one != other), min(len(said), len(name))
    )
    return (token[:common] + read.name[common:]).title()


def following(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield the words of a name that begin at a place, with where each ends: words and initials, spaces between."""
    for _ in range(MOST):
        found = TOKEN.match(text, at)
        if not found:
            return
        yield found[0], found.end()
        at = found.end()
        if found[0][-1] != "." or text[at : at + 1] == " ":
            if text[at : at + 1] != " ":
                return
            at += 1


def preceding(text: str, at: int) -> list[tuple[str, int]]:
    """Return the words before a place, the nearest last, with where each begins."""
    found: list[tuple[str, int]] = []
    while len(found) < MOST:
        match = _BEFORE.search(text, max(0, at - 54), at)
        if not match:
            break
        found.insert(0, (match[1], match.start(1)))
        at = match.start(1) - (text[match.start(1) - 1 : match.start(1)] == " ")
    return found


_BEFORE = re.compile(r"(?<![А-ЯЁа-яё-])([А-ЯЁа-яё]{2,25}(?:-[А-ЯЁа-яё]{2,25})?|[А-ЯЁ]\.)\Z")
