"""The table of columns of a draft: header, real values, where each goes and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zhivo.clients.models import Attribute
from zhivo.intake import fields, headers
from zhivo.sources.models import Batch

SURE = 0.75  # below this a person is asked to look
SHOWN_VALUES = 5
LONGEST_VALUE = 80

Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Column:
    """One line of the table. `confidence` is None where nobody guessed: remembered, or chosen by hand."""

    number: int
    header: str
    values: list[str]
    options: SafeString
    confidence: float | None
    note: str | Promise
    is_doubtful: bool


def table(batch: Batch, *, rows: list[list[str]]) -> list[Column]:
    """Return the columns of a draft; `rows` are the first rows of the file, ragged ones too."""
    guesses = headers.guess(header=batch.columns, sample=rows)
    remembered = dict(batch.source.mappings.values_list("column", "field"))
    groups = _groups()
    lines = []
    for index, (header, field) in enumerate(zip(batch.columns, batch.mapping, strict=True)):
        guess = guesses[index] if index < len(guesses) else headers.Guess(fields.IGNORE, 0, "empty")
        confidence: float | None = None
        note: str | Promise = _("chosen by you")
        if remembered.get(header) == field:
            note = _("as last time")
        elif guess.field == field:
            confidence, note = guess.confidence, guess.why_label
        values = [row[index] for row in rows if index < len(row) and row[index].strip()]
        lines.append(
            Column(
                number=index,
                header=header,
                values=[value[:LONGEST_VALUE] for value in values[:SHOWN_VALUES]],
                options=_options(groups, chosen=field, own=_own_name(header, index)),
                confidence=confidence,
                note=note,
                is_doubtful=confidence is not None and confidence < SURE,
            )
        )
    return lines


def _own_name(header: str, index: int) -> str:
    return " ".join(header.replace("\x00", "").split())[:80] or _("Column %(number)d") % {"number": index + 1}


def _groups() -> Groups:
    """The fields of the contract by group, then the company's own ones."""
    catalogue = fields.catalogue("clients").values()
    groups = [
        (str(label), [(field.key, str(field.label)) for field in catalogue if field.group == key])
        for key, label in fields.GROUPS.items()
    ]
    own = [(fields.attribute_key(one.key), one.label) for one in Attribute.objects.order_by("label")[:200]]
    return [(label, inside) for label, inside in [*groups, (str(fields.GROUPS["own"]), own)] if inside]


def _options(groups: Groups, *, chosen: str, own: str) -> SafeString:
    """Draw the choices of one column; a template would take a second for two hundred columns."""
    key = fields.attribute_key(own)
    listed = {value for _label, inside in groups for value, _text in inside}
    extra = [(one, _("Own field «%(name)s»") % {"name": name}) for one, name in ((key, own),) if one not in listed]
    kept = fields.attribute_name(chosen)
    if kept and chosen not in listed and chosen != key:
        extra.append((chosen, _("Own field «%(name)s»") % {"name": kept}))
    first = [(fields.IGNORE, _("Do not take")), *extra]
    return _drawn(first, chosen) + mark_safe("").join(
        format_html('<optgroup label="{}">{}</optgroup>', label, _drawn(inside, chosen)) for label, inside in groups
    )


def _drawn(options: list[tuple[str, str]], chosen: str) -> SafeString:
    marks = {True: mark_safe(" selected"), False: ""}
    return format_html_join(
        "", '<option value="{}"{}>{}</option>', ((value, marks[value == chosen], text) for value, text in options)
    )
