"""Whether the words of a name cell name somebody at all, and if not, what they are: decided by the classes of words.

The classes are those of `tokens.classify`.
"""

from __future__ import annotations

_ANIMALS, _SURNAME_ANIMALS, _QUALITY = frozenset("ae"), "k", "q"
_BESIDE = frozenset("0#rz,")  # what may stand beside a nickname, a city or a letter without making it a name
_NAMED, _INITIALS = frozenset("fp"), frozenset("ij")
# What a cell that names nobody is called, by the first of its classes that is met here.
_KINDS = {
    "t": "trial",
    "T": "trial",
    "g": "guest",
    "a": "guest",
    "e": "guest",
    "q": "guest",
    "y": "city",
    "~": "run",
    "n": "nothing",
    "c": "word",
    "r": "word",
    "z": "word",
    "v": "word",
    "o": "word",
    "#": "machine",
    "i": "letter",
    "0": "digits",
}


def settled(classes: list[str], *, in_column: bool) -> str | None:
    """Return the kind of dummy that a cell is though its words might be names, None for a name; classes are settled.

    Words that have two meanings get the class of the one that the others beside them leave. `in_column`: the cell
    stands in a column of its own part, where nobody writes nicknames.
    """
    said = set(classes) - _BESIDE
    is_named = bool(said & _NAMED)
    if "t" in said or ("T" in said and not is_named and not said & _INITIALS):
        return "trial"
    if "g" in said and not said & {"f", "p", "s", "T"}:
        return "guest"
    if not in_column and _is_nickname(classes, said):
        return "guest"
    if said == {"y"}:
        return "city"
    if _is_from_somewhere(classes):
        return "word"
    if said <= _INITIALS and sum(one in _INITIALS for one in classes) == 1 and not in_column:
        return "letter"
    _settle(classes, has_surname=bool(said & set("suT")), is_named=is_named)
    return None


def _is_nickname(classes: list[str], said: set[str]) -> bool:
    """«Зелёный Барсук», «Панда»: chats invent them; beside a name and in a column of surnames they are surnames."""
    animals = said & (_ANIMALS | {_SURNAME_ANIMALS})
    if not animals:
        return False
    if said <= _ANIMALS or (_QUALITY in said and said == animals | {_QUALITY}):
        return True
    # "Sneaky Capybara": a word that nobody knows before an animal after which nobody is called.
    bare = [one for one in classes if one not in _BESIDE]
    return len(bare) == 2 and bare[1] == "e" and bare[0] in "us"


def _is_from_somewhere(classes: list[str]) -> bool:
    """«Покупатель из Самары», «заказ с ярмарки»: a word for clients, a preposition and one more word."""
    bare = [one for one in classes if one != "0"]
    return len(bare) > 2 and bare[-2] in "zj" and bare[-1] in "uyr" and set(bare[:-2]) <= {"r", "g"}


def _settle(classes: list[str], *, has_surname: bool, is_named: bool) -> None:
    is_alone = set(classes) <= {"v"} | _BESIDE
    for at, one in enumerate(classes):
        if one in "aekqy" or (one == "v" and is_alone):
            classes[at] = "u"
        elif one == "T":
            classes[at] = "s"
        elif one == "w":
            classes[at] = "s" if is_named and not has_surname else "r"
        elif one == "j":
            classes[at] = "i"
        elif one in "gz":
            classes[at] = "r"


def kind(classes: list[str]) -> str | None:
    """Return the kind of dummy that words are of which none belongs to a name, None where there is nothing to name."""
    return next((said for one, said in _KINDS.items() if one in classes), None)
