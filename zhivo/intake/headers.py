"""Guesses for every column of a table which field it goes to: by its header, checked lightly against its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.intake import exported, profiles
from zhivo.intake import header_values as values
from zhivo.intake.fields import IGNORE, attribute_key
from zhivo.intake.header_content import settle_content, strongest
from zhivo.intake.header_look import Look
from zhivo.intake.header_spelling import LONGEST, normal
from zhivo.intake.header_table import Column, settle
from zhivo.intake.header_words import (
    FIRM,
    GIVEN,
    KIND,
    OWN,
    PARTY,
    WEAK,
    almost,
    is_known,
    meaning,
)
from zhivo.intake.profiles import Profile, recognised
from zhivo.intake.purchases import columns as purchase_columns

DOUBTFUL = 0.6  # guesses below this wait for an answer of the user
SURE = 0.75  # below this a person is asked to look

WHY: dict[str, str | Promise] = {
    "header": _("By the header"),
    "profile": _("A standard column of this export"),
    "values": _("By the values"),
    "both": _("By the header, confirmed by the values"),
    "partly": _("By the header, though only some values fit"),
    "misfit": _("The values do not fit the header"),
    "taken": _("Another column already feeds this field"),
    "own": _("No such field among ours, kept as an own field"),
    "empty": _("The column is empty"),
    "useless": _("Of no use by itself"),
}

_NAMELESS = re.compile(
    r"(?:c|col|column|f|field|x|v|var|val|value|data|attr|param|text|str|столбец|колонка|поле|данные|значение|текст"
    r"|unnamed|__unnamed__|untitled|без ?имени|безымянный|[a-zа-я]|\?+)?[\s:_.()№#-]*\d*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Guess:
    """Where a column goes: a field key, how sure that is (0 to 1) and a key of WHY."""

    field: str
    confidence: float
    why: str

    @property
    def why_label(self) -> str | Promise:
        """The reason in words."""
        return WHY[self.why]


def guess(*, header: list[str], sample: list[list[str]], what: str = "clients") -> list[Guess]:
    """Return one guess for each column of the header (of the widest row where there is no header at all).

    `sample` holds some first rows of the table, ragged ones too; `what` is "clients" or "purchases".
    A column without a field of ours becomes `attribute:<its header>`, `-` is only what is certainly of no use.
    """
    if what == "clients" and (ours := exported.mapping(header)) is not None:
        return [Guess(field, 1.0, "useless" if field == IGNORE else "header") for field in ours]
    columns = _columns(header, sample)
    if what == "purchases":
        return _guess_purchases(columns)
    profile = recognised(header)
    for column in columns:
        if profile is None or not _answer_of(profile, column):
            _answer(column)
    settle(columns, by_content=settle_content)
    return _guesses(columns)


def _columns(header: list[str], sample: list[list[str]]) -> list[Column]:
    width = len(header) or max(map(len, sample), default=0)
    names = header or [""] * width
    cells = [[row[index] if index < len(row) else "" for row in sample] for index in range(width)]
    if _is_data(names):
        cells = [[name, *column] for name, column in zip(names, cells, strict=True)]
        names = [""] * width
    return [
        Column(header=name, name="" if _says_nothing(name) else normal(name), look=Look(column))
        for name, column in zip(names, cells, strict=True)
    ]


def _says_nothing(header: str) -> bool:
    return _NAMELESS.fullmatch(header[:LONGEST].strip()) is not None and not is_known(header)


def _is_data(names: list[str]) -> bool:
    """A first row with a contact in it and no header word is data of a table that has no header."""
    cells = [name.strip()[:LONGEST] for name in names]
    tests = (values.is_email, values.is_phone, values.is_date, values.is_inn)
    return any(test(cell) for cell in cells for test in tests) and not any(is_known(cell) for cell in cells)


def _could_be_day(value: str) -> bool:
    return values.has_digit(value) and not values.is_email(value) and not values.is_phone(value)


def _has_digits(at_least: int) -> Callable[[str], bool]:
    return lambda value: len(values.digits_of(value)) >= at_least


_FITS: dict[str, Callable[[str], bool]] = {
    "phone": values.has_phone,
    "email": values.is_email,
    "inn": _has_digits(8),
    "kpp": _has_digits(7),
    "ogrn": _has_digits(12),
    "age": values.has_digit,
    "sex": values.is_sex,
    **dict.fromkeys(("birthday", "created_on", "next_action_on"), _could_be_day),
    **dict.fromkeys(("full_name", "last_name", "first_name", "patronymic"), values.is_text),
    **dict.fromkeys((GIVEN, PARTY, FIRM, "company", "city", "region", "position", "head"), values.is_text),
    "source": lambda value: not values.is_city(value) and values.is_text(value),  # «откуда» is asked both ways
}
# Anything may be written there, but a column of nothing but phones or addresses is one of those.
_WORDS_OF_ANY_KIND = {"address", "comment", "tags", "status", "interest", "next_action"}


def _answer_of(profile: Profile, column: Column) -> bool:
    """Answer for a standard column of a known export; False for any other, and where no value could be that."""
    field = profile.field_of(column.header)
    if field is None or (column.look.filled > 1 and column.look.share(_FITS.get(field, bool)) < 0.1):
        return False
    column.becomes(OWN if field == profiles.OWN else field, 0.97, "profile")
    return True


def _answer(column: Column) -> None:
    """Answer from the column alone: what its header says if the values agree, else what the values say."""
    said = meaning(column.name) or almost(column.name)
    if said is None:
        column.waits = True
        return
    field, confidence = said
    if field == KIND:
        _settle_kind(column, confidence)
    elif field == IGNORE:
        column.becomes(IGNORE, 0.95, "useless")
    elif field == OWN:
        column.becomes(OWN, 0.5 if column.name in WEAK else 0.8, "own")
    elif field in _FITS and column.look.filled:
        _check(column, field, confidence)
    elif field in _WORDS_OF_ANY_KIND and (found := strongest(column.look)) is not None:
        column.becomes(*found, "values")
    else:
        column.becomes(field, confidence, "header")


def _check(column: Column, field: str, confidence: float) -> None:
    """Keep what the header says unless no value could be that."""
    share = column.look.share(_FITS[field])
    if share >= 0.5:
        column.becomes(field, min(0.99, confidence + 0.03), "both")
    elif share >= 0.1 or column.look.filled < 2:
        column.becomes(field, round(confidence * 0.7, 2), "partly")
    else:
        column.becomes(*(strongest(column.look) or (OWN, 0.5)), "values")
        if column.field == OWN:
            column.why, column.waits = "misfit", True


def _settle_kind(column: Column, confidence: float) -> None:
    if not column.look.filled:
        column.becomes("kind", 0.6, "header")
    elif column.look.share(values.is_kind) >= 0.5:
        column.becomes("kind", confidence, "both")
    else:
        column.becomes(OWN, 0.6, "misfit")


def _guesses(columns: list[Column]) -> list[Guess]:
    names = _own_names(columns)
    return [
        Guess(attribute_key(next(names)) if column.field == OWN else column.field, column.confidence, column.why)
        for column in columns
    ]


def _own_names(columns: list[Column]) -> Iterator[str]:
    """Yield names of own fields, no two alike: the second «Размер» is «Размер 2»."""
    used: set[str] = set()
    for number, column in enumerate(columns, start=1):
        if column.field != OWN:
            continue
        header = " ".join(column.header[:LONGEST].replace("\x00", "").split())[:80]
        name = stem = header or f"Столбец {number}"  # in any language of the screen: values are kept by this name
        again = 2
        while name.lower() in used:
            name, again = f"{stem} {again}", again + 1
        used.add(name.lower())
        yield name


def _guess_purchases(columns: list[Column]) -> list[Guess]:
    answers = purchase_columns.guess([column.name for column in columns], [column.look for column in columns])
    return [Guess(answer.field, answer.confidence, answer.why) for answer in answers]


def looks_like_purchases(*, header: list[str], sample: list[list[str]]) -> bool:
    """Say whether a table holds purchases rather than clients: a day, an amount, and whose or which purchase it is."""
    columns = _columns(header, sample)
    return purchase_columns.looks_like_purchases(
        [column.name for column in columns], [column.look for column in columns]
    )
