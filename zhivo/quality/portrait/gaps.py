"""The gaps of a manager: his clients with the portrait fields they lack, those that lack most first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from zhivo.quality.portrait.filled import OF_LED, clients, mask, unmasked
from zhivo.quality.portrait.portraits import Portrait

PAGE_ROWS = 20
MOST = 2**62
# Of those who lack the same the one who buys more often comes first. The mask is reckoned once for each client, and
# what it weighs is read off its bits.
_SQL = """
WITH led AS MATERIALIZED (
    SELECT c.id, {mask} AS bits FROM {clients}
     WHERE c.responsible_id = %s AND c.kind = %s AND c.merged_into_id IS NULL
), lacking AS (
    SELECT l.id, l.bits, {lacking} AS missing,
           (SELECT count(*) FROM clients_purchase p WHERE p.client_id = l.id) AS bought
      FROM led l WHERE l.bits <> %s
)
SELECT id, bits, missing, bought FROM lacking
 WHERE (-missing, -bought, id) > (%s, %s, %s)
 ORDER BY missing DESC, bought DESC, id LIMIT %s
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


def lacking(*, portrait: Portrait, led_by: int, after: Edge | None = None) -> tuple[list[Lacking], Edge | None]:
    """Return a page of somebody's clients that lack fields of the portrait, and where the next page begins."""
    bits, params = mask(portrait.fields)
    weighed = " + ".join(f"(~l.bits >> {at} & 1) * {one.weight:d}" for at, one in enumerate(portrait.asked))
    sql = _SQL.format(mask=bits, clients=clients(OF_LED), lacking=weighed or "0")
    full = (1 << len(portrait.fields)) - 1
    edge = (-after.missing, -after.bought, after.client) if after else (-MOST, -MOST, 0)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, led_by, led_by, portrait.kind, full, *edge, PAGE_ROWS + 1])
        rows = [
            Lacking(pk, unmasked(has, fields=portrait.fields), missing, bought)
            for pk, has, missing, bought in cursor.fetchall()
        ]
    return rows[:PAGE_ROWS], rows[PAGE_ROWS - 1].edge if len(rows) > PAGE_ROWS else None
