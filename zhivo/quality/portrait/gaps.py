"""The gaps of a manager: his clients with the portrait fields they lack, those that lack most first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from zhivo.quality.portrait.filled import OF_LED, clients, unmasked
from zhivo.quality.portrait.rates import Counts, Portraits, fields_of, mask_sql

PAGE_ROWS = 20
MOST = 2**62
# The clients are gone over once: for the page, and for how many there are with which fields. Of those who lack the same
# the one who buys more often comes first.
_SQL = """
WITH led AS MATERIALIZED (
    SELECT c.id, c.kind, {mask} AS bits FROM {clients}
     WHERE c.responsible_id = %s AND c.merged_into_id IS NULL
), lacking AS (
    SELECT l.id, l.bits, {lacking} AS missing,
           (SELECT count(*) FROM clients_purchase p WHERE p.client_id = l.id) AS bought
      FROM led l WHERE l.kind = %s AND l.bits <> %s
), page AS (
    SELECT id, bits, missing, bought FROM lacking WHERE (-missing, -bought, id) > (%s, %s, %s)
     ORDER BY missing DESC, bought DESC, id LIMIT %s
)
SELECT '', id, bits, missing, bought FROM page
UNION ALL SELECT kind, count(*), bits, 0, 0 FROM led GROUP BY kind, bits
ORDER BY 1, 4 DESC, 5 DESC, 2
"""


@dataclass(frozen=True)
class Edge:
    """Where a page ends: what the last client of it lacks and has bought, and his id."""

    missing: int
    bought: int
    client: int

    def __str__(self) -> str:
        return f"{self.missing}.{self.bought}.{self.client}"

    @classmethod
    def read(cls, said: str) -> Edge | None:
        """Read an edge out of an address; None of anything else."""
        parts = said.split(".")
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
            return None
        return cls(*map(int, parts))


@dataclass(frozen=True)
class Lacking:
    """A client with fields missing."""

    client: int
    filled: dict[str, bool]
    missing: int  # what the missing fields weigh
    bought: int  # how often the client has bought

    @property
    def edge(self) -> Edge:
        """Return the place of this client in the order."""
        return Edge(self.missing, self.bought, self.client)


@dataclass(frozen=True)
class Page:
    """Clients that lack fields, where the next ones begin, and how many of all of them have which fields."""

    rows: list[Lacking]
    following: Edge | None
    counts: Counts


def lacking(*, portraits: Portraits, kind: str, led_by: int, after: Edge | None = None) -> Page:
    """Return a page of somebody's clients of a kind that lack fields of its portrait."""
    portrait, fields = portraits[kind], fields_of(portraits)
    bits, params = mask_sql(fields)
    weighed = " + ".join(f"(~l.bits >> {at} & 1) * {one.weight:d}" for at, one in enumerate(portrait.asked))
    sql = _SQL.format(mask=bits, clients=clients(OF_LED), lacking=weighed)
    full = (1 << len(portrait.fields)) - 1
    edge = (-after.missing, -after.bought, after.client) if after else (-MOST, -MOST, 0)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, led_by, led_by, kind, full, *edge, PAGE_ROWS + 1])
        answer = cursor.fetchall()
    rows = [
        Lacking(pk, unmasked(has, fields=portrait.fields), missing, bought)
        for of_kind, pk, has, missing, bought in answer
        if not of_kind
    ]
    counts = Counts(fields, tuple((of_kind, led_by, has, many) for of_kind, many, has, *_rest in answer if of_kind))
    return Page(rows[:PAGE_ROWS], rows[PAGE_ROWS - 1].edge if len(rows) > PAGE_ROWS else None, counts)
