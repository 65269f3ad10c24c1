"""The portrait on a card: how full it is, and the one question that is worth most."""

from __future__ import annotations

from dataclasses import dataclass

from zhivo.clients.models import Client
from zhivo.intake import fields
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.filled import filled
from zhivo.quality.portrait.portraits import Asked
from zhivo.web.clients.words import label_of

ROUND = 138.2  # the length of the ring's circle


@dataclass(frozen=True)
class Next:
    """The missing field that is worth most: how to ask for it, and by how much the score grows."""

    field: str
    label: str
    question: str
    worth: int
    section: str  # of the card, where its value will stand


@dataclass(frozen=True)
class Ring:
    """The score of a client, 0..100, and what to ask next (None: the portrait is full)."""

    score: int
    next: Next | None

    @property
    def arc(self) -> str:
        """Return the drawn part of the ring and its whole."""
        return f"{self.score * ROUND / 100:.1f} {ROUND}"


def ring_of(client: Client) -> Ring:
    """Return the portrait of a client, by two queries."""
    portrait = portraits.of(client.kind)
    there = filled(client.pk, fields=portrait.fields)
    asked = portrait.next(there)
    return Ring(portrait.score(there), _next(client, asked, portrait.worth(asked, filled=there)) if asked else None)


def _next(client: Client, asked: Asked, worth: int) -> Next:
    label = label_of(asked.field)
    section = fields.get(asked.field).group if fields.is_known(asked.field) else "own"
    return Next(asked.field, label, portraits.question_of(client.kind, asked, label=label), worth, section)
