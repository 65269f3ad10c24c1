"""Doubtful values, what the reader noticed and what broke a batch off, in words."""

from __future__ import annotations

from typing import Any

from zhivo.intake import refusals
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.quality.reasons import words
from zhivo.sources.models import Batch

__all__ = ["fault_of", "note_words", "reason_words", "refusal_of", "sentences_of", "skipped", "words"]


def reason_words(reason: str) -> str:
    """Return a reason as one phrase."""
    field, wrong = words(reason)
    return f"{field}: {wrong}"


def skipped(batch: Batch) -> int:
    """Return how many rows of the file were no rows of the table."""
    return sum(one.get("count", 0) for one in batch.notes.get("skipped", {}).values())


def note_words(batch: Batch) -> list[str]:
    """Return what the reader skipped and noticed, a sentence each."""
    return sentences_of(batch.notes)


def sentences_of(notes: dict[str, Any]) -> list[str]:
    """Return what a reader noted (`skipped`, `notes`, `difference`), a sentence each."""
    return refusals.sentences(
        skipped=notes.get("skipped") or {}, notes=notes.get("notes") or {}, difference=notes.get("difference") or 0
    )


def fault_of(batch: Batch) -> Refusal | None:
    """Return what broke a batch off."""
    return refusal_of(Refused(batch.fault["code"], batch.fault.get("data"))) if batch.fault else None


def refusal_of(fault: Refusal | Refused) -> Refusal:
    """Return what the reader or the base refused as a sentence for a person."""
    return fault if isinstance(fault, Refusal) else refusals.refusal(fault)
