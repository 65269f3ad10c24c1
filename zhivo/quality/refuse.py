"""What a person may not type into a field: a placeholder («пустышка») is refused, and by what it is known is said."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes
from zhivo.clients.edit import BadValue
from zhivo.quality.placeholders import texts
from zhivo.quality.reasons import Words, kind_words, words
from zhivo.quality.why import why

FREE = frozenset({"comment", "responsible"})  # there every word may be meant
# In a field of the company's own «нет» may be the answer; these never are.
_NEVER = frozenset({"-", "—", "?", "не указано", "не указан", "не указана", "нет данных", "неизвестно", "не известно"})


def refuse_dummy(*, field: str, value: str, reasons: list[str]) -> None:
    """Raise BadValue if what was typed is a placeholder; `reasons` are those that the cleaners gave for it."""
    known_by = _known_by(field, value.strip(), reasons)
    if known_by is None:
        return
    said, hint = _("A placeholder: %(why)s."), _("Leave the field empty until the client has told.")
    raise BadValue(f"bad_{field}", str(said) % {"why": known_by}, hint=hint)


def _known_by(field: str, value: str, reasons: list[str]) -> Words | None:
    told = next((reason for reason in reasons if reason.endswith(":placeholder")), None)
    if told:
        return why(field=field, value=value) or words(told)[1]
    if field in FREE or not value:
        return None
    kind: str | None = texts.kinds(pl.Series([value])).item()
    if field.startswith(attributes.PREFIX) and value.lower() not in _NEVER:
        return None
    return kind_words(kind) if kind else None
