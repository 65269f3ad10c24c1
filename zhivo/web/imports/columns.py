"""The table of columns of a draft: header, real values, where each goes and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zhivo.clients import attributes
from zhivo.intake import batches, fields, headers, own_columns
from zhivo.intake.headers import SURE
from zhivo.sources.models import Batch

MOST_SHOWN = 300  # columns; the others go where the guess says
SHOWN_VALUES = 5
LONGEST_VALUE = 80

Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Trust:
    """How far the answer of a column may be trusted; `confidence` is None where nobody guessed."""

    number: int
    guess: str  # the guessed field and its confidence, as the form carries them
    confidence: float | None
    note: str | Promise

    @property
    def is_doubtful(self) -> bool:
        """True while a person should look at the answer."""
        return self.confidence is not None and self.confidence < SURE


@dataclass(frozen=True)
class Column:
    """One line of the table."""

    header: str
    values: list[str]
    options: SafeString
    trust: Trust


def table(batch: Batch, *, rows: list[list[str]]) -> list[Column]:
    """Return the columns of a draft; `rows` are the first rows of the file, ragged ones too."""
    guesses = own_columns.guess(header=batch.columns, sample=rows, what=batch.what)
    trusts = _trusts(batch, guesses)
    groups = _groups(batch.what)
    return [
        Column(
            header=batch.columns[trust.number],
            values=_values(rows, trust.number),
            options=_options(
                groups,
                chosen=batch.mapping[trust.number],
                own=_own_name(batch, trust.number) if batch.what == fields.CLIENTS else "",
            ),
            trust=trust,
        )
        for trust in trusts[:MOST_SHOWN]
    ]


def trusts_of(batch: Batch, *, carried: list[str]) -> list[Trust]:
    """Return how far each answer may be trusted by the guesses that the form carried: the file is not read again."""
    return _trusts(batch, [_carried(text) for text in carried])


def _carried(text: str) -> headers.Guess:
    why, confidence, field = [*text.split(" ", 2), "", ""][:3]
    is_known = why in headers.WHY and confidence.isdecimal()
    return headers.Guess(field, int(confidence[:3]) / 100 if is_known else 0.0, why if is_known else "useless")


def _trusts(batch: Batch, guesses: list[headers.Guess]) -> list[Trust]:
    remembered = batches.remembered_for(source=batch.source, what=batch.what)
    nothing = headers.Guess(fields.IGNORE, 0.0, "empty")
    return [
        _trust(number, field, guess, is_remembered=remembered.get(header) == field)
        for number, (header, field, guess) in enumerate(
            zip(batch.columns, batch.mapping, chain(guesses, repeat(nothing)), strict=False)
        )
    ]


def _trust(number: int, field: str, guess: headers.Guess, *, is_remembered: bool) -> Trust:
    carried = f"{guess.why} {round(guess.confidence * 100)} {guess.field}"
    if is_remembered:
        return Trust(number, carried, None, _("as last time"))
    if field == guess.field:
        return Trust(number, carried, guess.confidence, guess.why_label)
    return Trust(number, carried, None, _("chosen by you"))


def _values(rows: list[list[str]], number: int) -> list[str]:
    filled = (row[number] for row in rows if number < len(row) and row[number].strip())
    return [value[:LONGEST_VALUE] for _place, value in zip(range(SHOWN_VALUES), filled, strict=False)]


def _own_name(batch: Batch, number: int) -> str:
    header = " ".join(batch.columns[number].replace("\x00", "").split())[:80]
    return header or _("Column %(number)d") % {"number": number + 1}


def _groups(what: str) -> Groups:
    """The fields of the contract by group, then of clients the company's own ones."""
    catalogue = fields.catalogue(what).values()
    groups = [
        (str(label), [(field.key, str(field.label)) for field in catalogue if field.group == key])
        for key, label in fields.GROUPS.items()
    ]
    offered = attributes.offered() if what == fields.CLIENTS else []
    own = [(attributes.field_of(one), one.label) for one in offered]
    return [(label, inside) for label, inside in [*groups, (str(fields.GROUPS["own"]), own)] if inside]


def _options(groups: Groups, *, chosen: str, own: str) -> SafeString:
    """Draw the choices of one column; a template would take a second for two hundred columns."""
    listed = {value for _label, inside in groups for value, _text in inside}
    mine = [own, fields.attribute_name(chosen) or own] if own else []
    extra = {fields.attribute_key(name): _("Own field «%(name)s»") % {"name": name} for name in mine}
    first = [(fields.IGNORE, _("Do not take")), *(one for one in extra.items() if one[0] not in listed)]
    drawn = ((label, _drawn(inside, chosen)) for label, inside in groups)
    return _drawn(first, chosen) + format_html_join("", '<optgroup label="{}">{}</optgroup>', drawn)


def _drawn(options: list[tuple[str, str]], chosen: str) -> SafeString:
    marks = {True: mark_safe(" selected"), False: ""}
    return format_html_join(
        "", '<option value="{}"{}>{}</option>', ((value, marks[value == chosen], text) for value, text in options)
    )
