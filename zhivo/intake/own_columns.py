"""Columns that are called as a field of the company's own: they go to it, and its values leave under that name."""

from __future__ import annotations

from itertools import chain, repeat

from zhivo.clients import attributes
from zhivo.intake import fields, headers
from zhivo.intake.headers import SURE, Guess


def guess(*, header: list[str], sample: list[list[str]], what: str = fields.CLIENTS) -> list[Guess]:
    """Return a guess a column as `headers.guess`; a column called as an own field goes to that one.

    A field of ours that is sure stays: «Телефон» is the phone, whatever fields the company has made.
    """
    guesses = headers.guess(header=header, sample=sample, what=what)
    known = _by_label() if what == fields.CLIENTS else {}
    named = zip(guesses, chain(header, repeat("")), strict=False)  # a table without a header has no names
    return [_own(found, name, known) for found, name in named] if known else guesses


def names() -> dict[str, str]:
    """Return what each field of the company's own is called."""
    return {field: one.label for field, one in attributes.by_field().items()}


def _own(found: Guess, header: str, known: dict[str, str]) -> Guess:
    name = fields.attribute_name(found.field)
    if name is None and found.confidence >= SURE:
        return found
    field = known.get(_plain(name or header)) or known.get(_plain(header))
    return Guess(field, 1.0, "header") if field else found


def _by_label() -> dict[str, str]:
    """The field of each name; where a key is another field's label, the label is what people see."""
    own = attributes.by_field()
    by_key = {_plain(one.key): field for field, one in own.items()}
    return by_key | {_plain(one.label): field for field, one in own.items()}


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("ё", "е").split())
