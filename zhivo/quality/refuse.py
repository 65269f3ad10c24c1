"""What a person may not type into a field: a placeholder («пустышка») is refused with the reason."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.clients.edit import BadValue
from zhivo.quality.placeholders import TRIAL, is_no_value, junk
from zhivo.quality.reasons import Words, words

FREE = frozenset({"comment", "responsible"})  # there every word may be meant
OWN = "attribute:"
# In a field of the company's own «нет» may be the answer; these never are.
_NEVER = frozenset({"-", "—", "?", "не указано", "не указан", "не указана", "нет данных", "неизвестно", "не известно"})


def refuse_dummy(*, field: str, value: str, reasons: list[str]) -> None:
    """Raise BadValue if what was typed is a placeholder; `reasons` are those that the cleaners gave for it."""
    why = _why(field, value.strip(), reasons)
    if why is None:
        return
    said = _("A placeholder is not kept: %(why)s. Leave the field empty until the client has told.")
    raise BadValue(f"bad_{field}", said % {"why": why})


def _why(field: str, value: str, reasons: list[str]) -> Words | None:
    told = next((reason for reason in reasons if reason.endswith(":placeholder")), None)
    if told:
        return words(told)[1]
    if field in FREE or not value:
        return None
    low = value.lower()
    if field.startswith(OWN):
        return _("a word for nothing") if low in _NEVER else None
    if is_no_value(pl.Series([value]))[0]:
        return _("a word for nothing")
    if low in TRIAL:
        return _("typed to try something out")
    return _("keys pressed at random") if " " not in low and junk(pl.Series([low]))[0] and not low.isdigit() else None
