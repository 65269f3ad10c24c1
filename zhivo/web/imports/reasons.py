"""Codes of doubtful values, of what the reader skipped and of what broke a batch off, in words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.intake import fields
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch

Words = str | Promise

SKIPPED: dict[str, Words] = {
    "blank": _("blank rows"),
    "preamble": _("rows above the header"),
    "total": _("rows of totals"),
    "header_again": _("the header once more"),
}
NOTES: dict[str, Words] = {
    "no_header": _("no header was found"),
    "short_row": _("rows shorter than the header"),
    "long_row": _("rows longer than the header"),
}
NAMED_ROWS = 5


def words(reason: str) -> tuple[Words, Words]:
    """Return what the field of a reason is called, and what is wrong with its value."""
    field, _colon, code = reason.partition(":")
    return (fields.get(field).label if fields.is_known(field) else field), code


def reason_words(reason: str) -> str:
    """Return a reason as one phrase."""
    field, wrong = words(reason)
    return f"{field}: {wrong}"


def skipped(batch: Batch) -> int:
    """Return how many rows of the file were no rows of the table."""
    return sum(one.get("count", 0) for one in batch.notes.get("skipped", {}).values())


def note_words(batch: Batch) -> list[tuple[Words, int, str]]:
    """Return what the reader skipped and noticed: words, how many rows, and the numbers of the first ones."""
    found = [(SKIPPED.get(kind, kind), one) for kind, one in batch.notes.get("skipped", {}).items()]
    found += [(NOTES.get(kind, kind), one) for kind, one in batch.notes.get("notes", {}).items()]
    return [(text, one.get("count", 0), _rows(one)) for text, one in found]


def _rows(one: dict[str, Any]) -> str:
    named = one.get("rows", [])[:NAMED_ROWS]
    more = "…" if one.get("count", 0) > len(named) else ""
    return ", ".join(map(str, named)) + more if named else ""


def fault_words(batch: Batch) -> dict[str, Words]:
    """Return the sentence of what broke a batch off, and a hint."""
    fault = batch.fault or {}
    return {"message": fault.get("code", ""), "hint": ""}


def refusal_of(fault: Refusal | Refused) -> Refusal:
    """Return what the reader or the base refused as a sentence for a person."""
    if isinstance(fault, Refusal):
        return fault
    return Refusal(fault.code, fault.code)
