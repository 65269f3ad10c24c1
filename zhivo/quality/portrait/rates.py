"""How full portraits are: of the base, of a manager, of a team, of a field; from one count that any weights fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db import connection

from zhivo.clients import tally
from zhivo.clients.models import Kind
from zhivo.quality.portrait.filled import OF_ALL, OF_LED, Sql, clients, mask
from zhivo.quality.portrait.portraits import Portrait
from zhivo.team.models import User

Fields = Mapping[str, tuple[str, ...]]
Portraits = Mapping[str, Portrait]
FEW = 30  # clients: of fewer a share says nothing
Row = tuple[str, int | None, int, int]  # kind, responsible, which fields there are, how many clients


@dataclass(frozen=True)
class Counts:
    """How many clients have which of the fields, by kind and responsible."""

    fields: Fields
    rows: tuple[Row, ...]

    def fits(self, portraits: Portraits) -> bool:
        """Say whether all that the portraits ask for was counted."""
        return all(set(one.fields) <= set(self.fields.get(kind, ())) for kind, one in portraits.items())

    def seen_by(self, user: User) -> Counts:
        """Keep the clients that the user sees."""
        return Counts(self.fields, tuple(tally.seen(self.rows, user=user, responsible=itemgetter(1))))

    def as_json(self) -> dict[str, Any]:
        """Return what can be kept in a JSON column; `from_json` reads it."""
        return {"fields": {kind: list(keys) for kind, keys in self.fields.items()}, "rows": [*map(list, self.rows)]}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Counts:
        """Read what `as_json` has written."""
        fields = {kind: tuple(keys) for kind, keys in said["fields"].items()}
        return cls(fields, tuple((kind, who, bits, many) for kind, who, bits, many in said["rows"]))


@dataclass(frozen=True)
class Fill:
    """How full the portraits of some clients are: `rate` is the mean of their scores, 0..1, None of nobody."""

    clients: int = 0
    points: float = 0.0

    def __add__(self, other: Fill) -> Fill:
        return Fill(self.clients + other.clients, self.points + other.points)

    @property
    def rate(self) -> float | None:
        """Return the share that is filled."""
        return self.points / self.clients if self.clients else None


def mask_sql(fields: Fields) -> Sql:
    """Return the SQL of the fields that one of `filled.clients` has, by its kind, as bits."""
    parts = {kind: mask(fields[kind]) for kind in Kind.values}
    cases = " ".join(f"WHEN '{kind}' THEN {sql}" for kind, (sql, _params) in parts.items())
    return f"CASE c.kind {cases} END", [param for _sql, params in parts.values() for param in params]


def count(fields: Fields, *, led_by: int | None = None) -> Counts:
    """Count who has which of the fields, by one pass over the live clients, or over those that somebody leads."""
    bits, params = mask_sql(fields)
    whose, inside = OF_ALL, "c.merged_into_id IS NULL"
    if led_by is not None:
        whose, inside, params = OF_LED, f"{inside} AND c.responsible_id = %s", [*params, led_by, led_by]
    sql = f"SELECT c.kind, c.responsible_id, {bits}, count(*) FROM {clients(whose)} WHERE {inside} GROUP BY 1, 2, 3"  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return Counts(fields, tuple(cursor.fetchall()))


def fields_of(*portraits: Portraits) -> dict[str, tuple[str, ...]]:
    """Return the fields to count so that the count fits each of these."""
    every = [one for some in portraits for one in some.values()]
    return {
        kind: tuple(dict.fromkeys(field for one in every if one.kind == kind for field in one.fields))
        for kind in Kind.values
    }


def rates(counts: Counts, portraits: Portraits, *, kind: str = "") -> dict[int | None, Fill]:
    """Return how full the portraits are by responsible, of one kind or of both."""
    weight = {one: _weigher(counts.fields[one], portrait) for one, portrait in portraits.items()}
    found: dict[int | None, Fill] = {}
    for of_kind, responsible, bits, many in counts.rows:
        if kind in ("", of_kind):
            share = weight[of_kind](bits)
            found[responsible] = found.get(responsible, Fill()) + Fill(many, many * share)
    return found


def whole(fills: Iterable[Fill]) -> Fill:
    """Return how full they are together."""
    return sum(fills, Fill())


def by_field(counts: Counts, *, kind: str) -> dict[str, Fill]:
    """Return of how many having of the kind each field is filled."""
    having: dict[int, int] = {}
    for of_kind, _responsible, bits, many in counts.rows:
        if of_kind == kind:
            having[bits] = having.get(bits, 0) + many
    every = sum(having.values())
    return {
        field: Fill(every, sum(many for bits, many in having.items() if bits >> at & 1))
        for at, field in enumerate(counts.fields[kind])
    }


def gaps(counts: Counts, portraits: Portraits, *, kind: str = "") -> int:
    """Return how many fields are missing, all clients of the kind (of both) together."""
    asked = {one: _mask_of(counts.fields[one], portrait) for one, portrait in portraits.items() if kind in ("", one)}
    return sum((asked.get(of_kind, 0) & ~bits).bit_count() * many for of_kind, _who, bits, many in counts.rows)


def _mask_of(fields: tuple[str, ...], portrait: Portrait) -> int:
    return sum(1 << at for at, field in enumerate(fields) if field in portrait.fields)


def _weigher(fields: tuple[str, ...], portrait: Portrait) -> Callable[[int], float]:
    weights = {one.field: one.weight for one in portrait.asked}
    worth = [weights.get(field, 0) for field in fields]
    known: dict[int, float] = {}

    def share(bits: int) -> float:
        if bits not in known:
            known[bits] = sum(weight for at, weight in enumerate(worth) if bits >> at & 1) / portrait.total
        return known[bits]

    return share
