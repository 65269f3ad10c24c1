"""What was typed into the search, taken apart: words, numbers glued of their groups, initials, pieces of e-mails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhivo.clients.search import words_of

WORDS_MOST = 6
NUMBERS_MOST = MAILS_MOST = 3
NUMBER = 4  # digits and more may be a phone's or an INN's tail
_MAIL = re.compile(r"[@_]|[a-z]{2}\.$|[a-z][._-]?\d|\d[._-]?[a-z]|[a-z][._][a-z]")
_FORMS = {
    "ооо",
    "ип",
    "ао",
    "зао",
    "пао",
    "оао",
    "нао",
    "чп",
    "тоо",
    "нко",
    "ано",
    "гуп",
    "муп",
    "фгуп",
    "ltd",
    "llc",
    "inc",
}
_NUMBER_SIGNS = re.compile(r"[\d()+.\-–—#№/]*\d[\d()+.\-–—#№/]*")
_TELEPHONE = {"тел", "телефон", "моб", "инн", "tel", "phone"}


@dataclass(frozen=True)
class Typed:
    """The parts of a typed text. `mails` are written as typed, their words stand among the words too."""

    text: str
    words: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    initials: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)


def read(text: str) -> Typed:
    """Take a typed text apart; what means nothing in a search (a form of firm, «тел.») is left out."""
    text = text.replace("\x00", " ").lower().replace("ё", "е").strip()[:200]
    typed = Typed(text)
    groups: list[str] = []
    for chunk in [*text.split(), ""]:
        if chunk and _NUMBER_SIGNS.fullmatch(chunk):
            groups.append(re.sub(r"\D", "", chunk))
            continue
        _number(typed, groups)
        groups = []
        _word(typed, chunk)
    if not typed.words and not typed.numbers:
        typed.words.extend(words_of(text))
    typed.words[:] = list(dict.fromkeys(typed.words))[:WORDS_MOST]
    typed.mails[:] = list(dict.fromkeys(typed.mails))[:MAILS_MOST]
    del typed.numbers[NUMBERS_MOST:]
    return typed


def _number(typed: Typed, groups: list[str]) -> None:
    digits = "".join(groups)
    if len(digits) >= NUMBER:
        typed.numbers.append(digits[:20])
    else:
        typed.words.extend(group for group in groups if len(group) > 1)


def _word(typed: Typed, chunk: str) -> None:
    if _MAIL.search(chunk):
        typed.mails.append(chunk.strip("<>,;:()"))
        typed.words.extend(words_of(chunk))
        return
    for word in re.findall(r"[a-zа-я]+|[0-9]{2,12}", chunk):
        if len(word) == 1:
            typed.initials.append(word)
        elif word not in _FORMS and word not in _TELEPHONE:
            typed.words.append(word[:40])
