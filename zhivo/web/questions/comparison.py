"""Two clients side by side: why they are asked about, in words, and the fields in which they differ."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

import polars as pl

from zhivo.clients import origin, store
from zhivo.clients.models import Client, Membership
from zhivo.clients.origin import Fact
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web.clients.pairs import met
from zhivo.web.clients.words import label_of, shown
from zhivo.web.questions.evidence import Sign, signs_of

FIELDS = (
    "last_name",
    "first_name",
    "patronymic",
    "sex",
    "birthday",
    "phone",
    "email",
    "company",
    "company_form",
    "inn",
    "kpp",
    "ogrn",
    "position",
    "city",
    "region",
    "address",
    "legal_address",
    "telegram",
    "whatsapp",
    "vk",
    "max",
    "occupation",
    "activity",
    "source_id",
    "comment",
)


@dataclass(frozen=True)
class Cell:
    """What one client says of a field: the values, how they stand in the file, and whether it is what stays."""

    values: tuple[str, ...]
    raw: str = ""
    stays: bool = False


@dataclass(frozen=True)
class Line:
    """A field of both clients; `differs` says whether it has to be looked at."""

    label: str
    left: Cell
    right: Cell
    differs: bool

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """Return both cells."""
        return self.left, self.right


@dataclass(frozen=True)
class Side:
    """The head of a card."""

    client: Client
    rows: int


class Comparison:
    """A question laid out: the client that was there before is at the left, and stays when the two are one."""

    def __init__(self, question: Question, *, user: User) -> None:
        self.user = user
        self.question = question
        self.left, self.right = met(question), question.client
        self._facts = tuple(_by_field(origin.facts(client)) for client in (self.left, self.right))

    @cached_property
    def sides(self) -> list[Side]:
        """Return the heads of both cards."""
        return [Side(client, Membership.objects.filter(client=client).count()) for client in (self.left, self.right)]

    @cached_property
    def lines(self) -> list[Line]:
        """Return the fields that either client has."""
        stays = _joined(self.left, self.right)
        return [self._line(field, stays) for field in FIELDS if any(field in facts for facts in self._facts)]

    @property
    def differing(self) -> list[Line]:
        """Return the fields in which the two differ."""
        return [line for line in self.lines if line.differs]

    @property
    def alike(self) -> list[Line]:
        """Return the fields in which they do not."""
        return [line for line in self.lines if not line.differs]

    def _line(self, field: str, stays: dict[str, set[str]]) -> Line:
        left, right = (facts.get(field, []) for facts in self._facts)
        first = _cell(field, left, stays)
        second = _cell(field, right, {} if first.stays else stays)
        same = {value.lower() for value in first.values} == {value.lower() for value in second.values}
        is_raw_same = not first.raw and not second.raw
        return Line(label_of(field), first, second, differs=not same or not is_raw_same)

    @property
    def signs(self) -> list[Sign]:
        """Return what speaks for and against, the shared value first."""
        raws = {
            fact.origin.raw
            for facts in self._facts
            for fact in facts.get(self.question.medium, [])
            if fact.origin and fact.origin.raw and fact.value.split(";")[0] == self.question.value
        }
        return signs_of(self.question, self.left, raws=raws, user=self.user)

    @property
    def rows_after(self) -> int:
        """Return how many rows of files the two have together."""
        return sum(side.rows for side in self.sides)


def _by_field(facts: list[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.field, []).append(fact)
    return found


def _cell(field: str, facts: list[Fact], stays: dict[str, set[str]]) -> Cell:
    values = tuple(shown(field, fact.value) for fact in facts)
    raws = [fact.origin.raw for fact in facts if fact.origin and fact.origin.raw]
    unlike = [raw for raw, value in zip_longest(raws, values, fillvalue="") if raw and not _is_like(raw, value)]
    kept = stays.get(field, set())
    is_kept = any(fact.value.split(";")[0] in kept for fact in facts)
    return Cell(values, "; ".join(unlike)[:120] if field in origin.MEDIA else "", stays=is_kept)


def _is_like(raw: str, value: str) -> bool:
    return raw.replace("\u00a0", " ").strip().lower() == value.replace("\u00a0", " ").lower()


def _joined(keep: Client, absorb: Client) -> dict[str, set[str]]:
    """Return the main values that the two would have as one: the same reckoning as a join makes, nothing is written."""
    ids = pl.Series([keep.pk, absorb.pk])
    one = pl.lit(keep.pk, dtype=pl.Int64).alias("client_id")
    rows = store.gather(ids=ids).with_columns(one)
    if rows.is_empty():
        return {}
    edits = store.edits_of(ids=ids).with_columns(one)
    clients, points, _words = store.reckon(rows=rows, edits=edits)
    chosen = clients.row(0, named=True)
    chosen |= json.loads(chosen.pop("values") or "{}")
    values = {name: {str(value)} for name, value in chosen.items() if value is not None}
    for medium in origin.MEDIA:
        main = points.filter((pl.col("medium") == medium) & (pl.col("position") == 0))
        values[medium] = set(main["value"].to_list())
    return values
