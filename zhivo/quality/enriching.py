"""Proposals from what the base has already: enrichers look at the clients in pieces, a person takes or refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import polars as pl
from django.db import transaction

from zhivo.clients import store
from zhivo.lib.copying import packed, query, run
from zhivo.quality import asking
from zhivo.quality.enrichers import KNOWN, enrichers

PIECE = 50_000  # clients looked at together
_SEPARATOR = "\x1f"
_PHONES = """(SELECT string_agg(p.value, E'\\x1f' ORDER BY p.position) FROM clients_contactpoint p
  LEFT JOIN clients_valuemark m ON m.value = p.value AND m.medium = p.medium AND m.kind IN ('dead', 'dummy')
 WHERE p.client_id = c.id AND p.medium = 'phone' AND m.id IS NULL)"""
_COLUMNS = ", ".join({"client_id": "c.id", "phones": _PHONES}.get(name, f"c.{name}") for name in KNOWN)
# Only who lacks something that an enricher fills is looked at.
_PIECE = f"""
SELECT {_COLUMNS} FROM clients_client c
 WHERE c.id > %(after)s AND c.merged_into_id IS NULL AND ({{lacks}})
   AND (%(since)s::timestamptz IS NULL OR c.updated_at >= %(since)s) ORDER BY c.id LIMIT %(most)s
"""  # noqa: S608 - names of ours
# What somebody emptied on purpose stays empty; what was asked is not asked again, whatever the answer was.
_SETTLED = """
SELECT client_id, field, NULL AS value FROM clients_edit WHERE ended_at IS NULL AND client_id = ANY(%(ids)s::bigint[])
 UNION SELECT client_id, field, value FROM quality_valuequestion
        WHERE kind = 'found' AND state <> 'gone' AND client_id = ANY(%(ids)s::bigint[])
"""
_SETTLED_SCHEMA = {"client_id": pl.Int64, "field": pl.String, "value": pl.String}


def keys() -> list[str]:
    """Return the keys of the enrichers there are: a new one has seen nobody yet."""
    return sorted(enricher.key for enricher in enrichers)


def propose(*, since: datetime | None = None) -> int:
    """Keep what can be said of the clients changed `since` (None: of all) as open questions; return how many are new.

    Each piece is a transaction of its own under the joining lock. What was asked before is not asked again.
    """
    run(asking.FILLED.format(those="true"))
    new, last = 0, 0
    while True:
        with transaction.atomic():
            store.lock_joining()
            clients = _piece(last, since)
            if clients.is_empty():
                return new
            new, last = new + _ask(clients), int(clients["client_id"][-1])


def _piece(after: int, since: datetime | None) -> pl.DataFrame:
    clients = query(
        _PIECE.format(lacks=" OR ".join(f"c.{field} IS NULL" for field in sorted(_columns()))),
        {"after": after, "since": since, "most": PIECE},
        schema=KNOWN | {"phones": pl.String},
    )
    return clients.with_columns(pl.col("phones").str.split(_SEPARATOR))


def _ask(clients: pl.DataFrame) -> int:
    questions = pl.concat([asking.proposed(found) for found in _found(clients)])
    settled = query(_SETTLED, {"ids": packed(clients["client_id"])}, schema=_SETTLED_SCHEMA)
    typed = settled.filter(pl.col("value").is_null())
    new = questions.join(typed, on=["client_id", "field"], how="anti", maintain_order="left")
    new = new.join(settled, on=["client_id", "field", "value"], how="anti", maintain_order="left")
    asking.write(new)
    return new.height


def _found(clients: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for enricher in enrichers:
        yield enricher.run(clients).with_columns(field=pl.lit(enricher.field), code=pl.lit(enricher.key))


def _columns() -> set[str]:
    return {enricher.field for enricher in enrichers}
