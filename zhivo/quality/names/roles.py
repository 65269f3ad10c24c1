"""Which word of a name is the surname, the first name, the patronymic: decided for a pattern of words, not for a row.

A pattern is two letters a word: its class (see `tokens.classify`) and its hint, the column it came from: l, f, p of
separate columns, L, F, P where that column alone is filled and holds several words, 1, 2, 3 where the whole name says
the same as the columns, - of a whole name. A list of a million clients has a few hundred patterns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from zhivo.quality.names import nobody

LAST, FIRST, PATRONYMIC, DROP = "l", "f", "p", "-"
_COLUMNS = "lfp"
SURE = {LAST: "1", FIRST: "2", PATRONYMIC: "3"}  # hints of columns in which nothing is to be guessed
_SURE_ROLES = {hint: role for role, hint in SURE.items()}
_NAME_CLASSES = frozenset("fpsuiv")


@dataclass
class Reading:
    """One letter a word (l, f, p or - for «not of the name») and the codes of what was doubtful.

    `dummy` is the kind of placeholder (see `zhivo.quality.reasons`) where the words name nobody.
    """

    roles: str
    codes: tuple[str, ...] = ()
    dummy: str | None = None


@dataclass
class _Words:
    """The words of a pattern that still take part, by position."""

    classes: list[str]
    hints: list[str]
    roles: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.roles = [DROP] * len(self.classes)

    def give(self, places: list[int], roles: str) -> None:
        for place, role in zip(places, roles, strict=True):
            self.roles[place] = role


@lru_cache(maxsize=20_000)
def read(pattern: str, *, surname_first: bool, sure: bool) -> Reading:
    """Return the reading of a pattern; `surname_first` decides where the words do not, a guess unless `sure`."""
    words = _Words(list(pattern[::2]), list(pattern[1::2]))
    if words.hints[0] in _SURE_ROLES:
        return Reading("".join(_SURE_ROLES[hint] for hint in words.hints))
    dummy = nobody.settled(words.classes, in_column=words.hints[0] != DROP)
    places = _person(words) if dummy is None else []
    if not places:
        dummy = dummy or nobody.kind(words.classes)
        return Reading(DROP * len(words.classes), ("placeholder",) if dummy else (), dummy)
    whole_role = _whole_role(words, places)
    if whole_role:
        words.give(places, whole_role * len(places))
    elif any(words.hints[at] in _COLUMNS for at in places):
        _by_columns(words, places)
    else:
        _by_order(words, places, surname_first=surname_first, sure=sure)
    return Reading("".join(words.roles), tuple(words.codes))


def _whole_role(words: _Words, places: list[int]) -> str | None:
    """«Анна Мария» alone in the column of first names is one, «Иванова Петрова» in that of surnames is one."""
    hint, classes = words.hints[places[0]], {words.classes[at] for at in places}
    if (hint == "F" and classes == {"f"}) or (hint == "L" and not classes & set("fpi")):
        return hint.lower()
    return None


def _person(words: _Words) -> list[int]:
    """The places of the words that name the first person of the cell; what else the cell says becomes a code."""
    classes = words.classes
    parts: list[list[int]] = [[]]
    for at, one in enumerate(classes):
        if one in ",&":
            parts.append([])
        elif one in _NAME_CLASSES or (one == "o" and at and classes[at - 1] in _NAME_CLASSES):
            parts[-1].append(at)
        elif one in "rc":
            words.codes.append("remark")
        elif one in "n~":
            words.codes.append("placeholder" if words.hints[at] in _COLUMNS else "remark")
    parts = [part for part in parts if any(classes[at] != "v" for at in part)]
    if len(parts) > 1:
        return _joined(words, parts)
    return parts[0] if parts else []


def _joined(words: _Words, parts: list[list[int]]) -> list[int]:
    classes = words.classes
    between = classes[parts[0][-1] + 1 : parts[1][0]]
    first, second = ["".join(classes[at] for at in part) for part in parts[:2]]
    if words.hints[parts[0][0]] in _COLUMNS and "&" not in between:
        return [at for part in parts for at in part]
    # "Smith, John" and «Иванов, Иван Иванович» are one person; «Иванов И., Петров П.» are two.
    if "&" not in between and len(first) == 1 and first in "su" and second[0] in "fi" and len(parts) == 2:
        return [*parts[0], *parts[1]]
    names = [part for part in parts if {"f", "p", "i"} & {classes[at] for at in part}]
    others = [part for part in parts if part not in names]
    words.codes.append("several" if len(names) > 1 or "&" in between else "remark")
    return names[0] if names else others[0]


def _by_columns(words: _Words, places: list[int]) -> None:
    hinted = {hint: [at for at in places if words.hints[at] == hint] for hint in "lfp-"}
    for hint in "lfp":
        words.give(hinted[hint], hint * len(hinted[hint]))
    last, first = hinted[LAST], hinted[FIRST]
    if len(last) == len(first) == 1 and words.classes[last[0]] == "f" and words.classes[first[0]] == "s":
        words.give([*last, *first], "fl")
        words.codes.append("swapped")
    for at in first[1:]:
        if words.classes[at] in "po" and not hinted[PATRONYMIC]:
            words.roles[at] = PATRONYMIC
    for at in hinted[DROP]:
        wanted = {"f": FIRST, "p": PATRONYMIC, "s": LAST}.get(words.classes[at], LAST)
        if wanted not in words.roles:
            words.roles[at] = wanted


def _by_order(words: _Words, places: list[int], *, surname_first: bool, sure: bool) -> None:
    units = _units(words, places)
    kinds = "".join(kind for kind, _ in units)
    if len(units) > 5:
        words.codes.append("too_long")
        units, kinds = units[:5], kinds[:5]
    roles = _roles(kinds, surname_first=surname_first)
    if roles is None:
        roles = _default(len(kinds), surname_first=surname_first)
        if not sure:
            words.codes.append("order_guessed")
    for (_, members), role in zip(units, roles, strict=True):
        words.give(members, role * len(members))


def _units(words: _Words, places: list[int]) -> list[tuple[str, list[int]]]:
    """Words that stand and fall together: «Али оглы» is one patronymic, "van der Berg" one surname."""
    units: list[tuple[str, list[int]]] = []
    held: list[int] = []
    for at in places:
        one = words.classes[at]
        if one == "v" and at != places[-1]:
            held.append(at)
        elif one == "o" and units:
            units[-1] = ("p", [*units[-1][1], at])
        else:
            units.append(("s" if held else {"v": "u", "o": "u"}.get(one, one), [*held, at]))
            held = []
    return units


def _default(long: int, *, surname_first: bool) -> str:
    orders = {2: ("lf", "fl"), 3: ("lfp", "fpl"), 4: ("lfpp", "ffpl"), 5: ("lfppp", "ffppl")}
    return orders[long][not surname_first]


def _roles(kinds: str, *, surname_first: bool) -> str | None:
    """The role of each word, None when the words do not say; i initial, f first name, p patronymic, s, u others."""
    if len(kinds) == 1:
        return {"p": PATRONYMIC, "s": LAST}.get(kinds, FIRST)
    if len(kinds) == 2:
        return _two(kinds)
    if "p" in kinds[1:]:
        return _around_patronymic(kinds)
    if len(kinds) == 3:
        return _three(kinds, surname_first=surname_first)
    first = kinds.find("f")
    if first < 0:
        return None
    if first == 0:
        return "f" + "p" * (len(kinds) - 2) + "l"
    return "l" * first + "f" + "p" * (len(kinds) - first - 1)


_TWO = {
    "ff": None, "ss": None, "uu": None, "ii": "fp",
    "fs": "fl", "fu": "fl", "us": "fl", "is": "fl", "iu": "fl", "fi": "fl",
    "sf": "lf", "uf": "lf", "su": "lf", "si": "lf", "ui": "lf", "if": "lf",
    "fp": "fp", "up": "fp", "ip": "fp", "sp": "fp", "pf": "lf", "pp": "lp", "ps": "pl", "pu": "lf", "pi": "lf",
}  # fmt: skip


def _two(kinds: str) -> str | None:
    return _TWO.get(kinds)


def _around_patronymic(kinds: str) -> str:
    at = kinds.rindex("p")
    if at == len(kinds) - 1:
        # Фамилия Имя Отчество; «Иван Иванов Петрович» is the same in the wrong order.
        if len(kinds) == 3 and kinds[0] == "f" and kinds[1] in "su":
            return "flp"
        surnames = max(1, min(len(kinds) - 2, len(kinds[:-1]) - len(kinds[:-1].lstrip("sup"))))
        return "l" * surnames + "f" * (len(kinds) - 1 - surnames) + "p"
    if at == 1 and len(kinds) == 3 and kinds[0] in "su" and kinds[2] == "f":
        return "lpf"
    return "f" * at + "p" + "l" * (len(kinds) - at - 1)


def _three(kinds: str, *, surname_first: bool) -> str | None:
    if kinds[1:] == "ii":
        return "lfp"
    if kinds[:2] == "ii" or kinds in ("fis", "fiu", "iis"):
        return "fpl"
    if kinds[0] in "sup" and kinds[1] in "fi":
        return "lfp"
    if kinds == "fsi":
        return "flp"
    if kinds[0] == "f" and kinds[1] == "f" and kinds[2] in "su":
        return "ffl"
    if kinds[0] == "f" and kinds[1] in "sui" and kinds[2] in "su":
        # A patronymic with a slip in it, or a second name: in the middle after a first name.
        return "fpl"
    if kinds[0] in "su" and kinds[1] in "su" and kinds[2] == "f":
        return "llf"
    if kinds[0] in "su" and kinds[1] in "su" and surname_first:
        return "lfp"
    return None
