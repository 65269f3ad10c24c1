"""The cities of the table in any case: «в Самаре», «из Нижнего Новгорода»."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from zhivo.quality.names.dictionary import spelled
from zhivo.quality.placeholders import words
from zhivo.quality.places import cities
from zhivo.quality.recover.declension import cases

# Names of people, and words of the language: a city only where something says so.
_NOT_ALONE = words(
    "владимир чехов клин орел артем мирный находка шахты видное королев жуковский серов киров дзержинский пушкин "
    "пушкино советский октябрьский свободный радужный лесной заречный майский полевской бор ковров губкин маркс "
    "энгельс топки луга мыски лиски чайковский ломоносов троицк дмитров невинномысск кольцово сокол белый новый "
    "горный южный северный северск восточный центральный отрадный отрадное юрга черняховск гусев котлас кунгур "
    "сибай салават рубцовск нижний горький союз алания элиста нальчик назрань дивногорск звенигород рассказово "
    "лысьва губаха береза ухта печора инта лангепас ишим тихорецк мегион покров"
)
_PLURALS = ("ки", "цы", "щи", "ши", "ры", "ны", "шахты", "топки", "лиски", "мыски", "луховицы", "апатиты")


@cache
def _forms() -> dict[str, dict[str, str]]:
    """For every form of a city's name the cases it may be, with the city as it is shown."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for city in cities.known():
        for name in (city.name, *_SHORT.get(city.name, ())):
            for case, form in _declined(name.lower().replace("ё", "е")):
                found[form].setdefault(case, city.name)
    return dict(found)


_SHORT = {
    "Санкт-Петербург": ("Питер", "СПб", "Петербург"),
    "Москва": ("мск",),
    "Екатеринбург": ("Екб", "Ебург"),
    "Новосибирск": ("Нск",),
    "Нижний Новгород": ("Н Новгород", "ннов"),
    "Ростов-на-Дону": ("Ростов на Дону",),
    "Набережные Челны": ("Челны", "Наб Челны"),
}
_GENITIVES = {"химки": "химок", "топки": "топок", "лиски": "лисок", "мыски": "мысков"}
_INDECLINABLE = ("спб", "мск", "екб", "нск", "ннов")


def _declined(name: str) -> set[tuple[str, str]]:
    if name in _INDECLINABLE:
        return {(case, name) for case in "ngap"}
    head, sign, tail = name.partition("-на-") if "-на-" in name else name.partition(" на ")
    if sign:
        return {(case, f"{form}{sign}{tail}") for case, form in _declined(head)}
    if " " in name:
        first, _space, rest = name.partition(" ")
        ends = dict(_declined(rest))
        begun = dict(_declined(first)) if not first.startswith("н") or len(first) > 1 else dict.fromkeys("ngap", first)
        return {(case, f"{begun[case]} {ends[case]}") for case in "ngap" if case in begun and case in ends}
    before, dash, last = name.rpartition("-")
    return {(case, f"{before}{dash}{form}") for case, form in _word(last)}


def _word(name: str) -> set[tuple[str, str]]:
    if name.endswith(("ые", "ие")):  # Набережные, Великие
        return {("n", name), ("a", name), ("g", name[:-1] + "х"), ("p", name[:-1] + "х")}
    if name.endswith(("ая",)):
        return {("n", name), ("g", name[:-2] + "ой"), ("p", name[:-2] + "ой"), ("a", name[:-2] + "ую")}
    if name.endswith(("ное", "вое", "ское")):
        return {("n", name), ("a", name), ("g", name[:-2] + "ого"), ("p", name[:-2] + "ом")}
    if name[-1] in "ыи" and name.endswith(_PLURALS):
        stem = name[:-1]
        genitive = _GENITIVES.get(name) or stem + "ов" * name.endswith(("ники", "титы", "челны"))
        return {("n", name), ("a", name), ("g", genitive), ("p", stem + "ах")}
    if name.endswith(("ово", "ево", "ино", "ыно")):
        stem = name[:-1]
        return {(case, name) for case in "ngap"} | {("g", stem + "а"), ("p", stem + "е")}
    return {one for one in cases(name, sex="f" if name.endswith("ь") else "m", alive=False) if one[0] in "ngap"}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in _forms())


def forms() -> list[str]:
    """Return every form of every city in small letters, ё as е."""
    return list(_forms())


def named(said: str, at: int, *, within: str) -> tuple[str, int] | None:
    """Return the city that begins at a place of a comment (small letters), in one of these cases, and its end."""
    name = _NAME.match(said, at)
    if not name or name[1] not in _beginnings():
        return None
    for end in reversed([name.end(part) for part in (1, 2, 3) if name[part]]):
        known = _forms().get(re.sub(r"[. ]+", " ", said[at:end]))
        if known:
            return next(((city, end) for case, city in known.items() if case in within), None)
    return None


_PART = r"[а-я]+(?:-[а-я]+){0,2}"
_NAME = re.compile(rf"({_PART})(?:\.? ?(?<=[. ])({_PART})(?: ({_PART}))?)?(?![а-я-])")


@cache
def _plain() -> frozenset[str]:
    return frozenset(_NOT_ALONE | spelled())


def says_city_alone(form: str) -> bool:
    """Say whether a name alone between two commas can only be the city: not «Владимир», not «Королёв»."""
    return form not in _plain()
