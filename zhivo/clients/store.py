"""Clients to and from the database in sets: gather what they are made of, write what was chosen."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from django.db import connection

from zhivo.clients import search, survive
from zhivo.lib.copying import copy_in, packed, query, run

JOINING_LOCK = 0x5A68_6976  # one writer joins, merges or undoes at a time
_LISTS = {"phones", "emails"}
_CLEAN = ", ".join(
    f"array_to_string(n.{column}, E'\\x1f')" if column in _LISTS else f"n.{column}"
    for column in survive.CLEAN_SCHEMA
    if column != "values"
)
_ROWS_SQL = f"""
SELECT m.client_id, m.record_id, {_CLEAN}, n.values::text
  FROM unnest(%(ids)s::bigint[]) AS i(id)
 CROSS JOIN LATERAL (SELECT * FROM clients_membership m WHERE m.client_id = i.id OFFSET 0) AS m
 CROSS JOIN LATERAL (SELECT * FROM clients_clean n WHERE n.record_id = m.record_id OFFSET 0) AS n
"""  # noqa: S608 - names of ours
# What a firm's own rows do not say is taken from the first record of a person that named it, the first with an INN and
# the first with a name.
_FIRMS_SQL = "SELECT id AS company_id FROM unnest(%(ids)s::bigint[]) AS i(id)"
_FIRMS_SQL += " WHERE EXISTS (SELECT FROM clients_relation r WHERE r.company_id = i.id OFFSET 0)"
_NAMED_SQL = f"WITH firms AS MATERIALIZED ({_FIRMS_SQL}) "
_NAMED_SQL += " UNION ".join(
    f"""
SELECT f.company_id, named.*
  FROM firms f CROSS JOIN LATERAL (
       SELECT r.record_id, n.company, n.company_form, n.company_key, n.inn, n.kpp
         FROM clients_relation r JOIN clients_clean n ON n.record_id = r.record_id AND {known}
        WHERE r.company_id = f.company_id ORDER BY r.record_id LIMIT 1) AS named
"""  # noqa: S608 - conditions of ours
    for known in ("true", "n.inn IS NOT NULL", "n.company IS NOT NULL")
)
_ROW_SCHEMA = {"client_id": pl.Int64, "record_id": pl.Int64, **survive.CLEAN_SCHEMA}
_NAMED_FIELDS = ("company", "company_form", "company_key", "inn", "kpp")


def lock_joining() -> None:
    """Wait for the joining lock and hold it until the transaction ends."""
    look_up_by_index()
    with connection.cursor() as cursor:
        # New words wait in a list that is put into the index when it is long or `search.settle` is called: a third less
        # work for that index.
        cursor.execute("SET LOCAL gin_pending_list_limit = '16MB'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [JOINING_LOCK])


def look_up_by_index() -> None:
    """Let look-ups by tens of thousands of keys go by the index, one by one, until the transaction ends.

    A table that has grown since it was last analysed looks small to the planner, and a read of all of it costs seconds
    a piece. (The same is why queries here say LATERAL ... OFFSET 0.)
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_mergejoin = off")


def gather(*, ids: pl.Series) -> pl.DataFrame:
    """Return the clean rows that these clients are made of: client_id, record_id and survive.CLEAN_SCHEMA."""
    params = {"ids": packed(ids.sort())}
    own = query(_ROWS_SQL, params, schema=_ROW_SCHEMA)
    named_schema = {"client_id": pl.Int64, "record_id": pl.Int64} | dict.fromkeys(_NAMED_FIELDS, pl.String)
    return pl.concat([own, as_firms(query(_NAMED_SQL, params, schema=named_schema))])


def as_firms(named: pl.DataFrame) -> pl.DataFrame:
    """Return what rows of persons say of their firms (client_id, record_id, company..., inn, kpp) as rows of the firms.

    They get negative record ids, by which `survive.choose` knows them.
    """
    missing = {name: dtype for name, dtype in _ROW_SCHEMA.items() if name not in named.columns}
    return (
        named.with_columns(pl.lit(None, dtype=dtype).alias(name) for name, dtype in missing.items())
        .with_columns(-pl.col("record_id"), kind=pl.lit("company"))
        .select(list(_ROW_SCHEMA))
    )


def edits_of(*, ids: pl.Series) -> pl.DataFrame:
    """Return the edits in force of these clients, oldest first, with the columns of survive.EDITS_SCHEMA."""
    return query(
        "SELECT client_id, field, before, value FROM clients_edit"
        " WHERE ended_at IS NULL AND client_id = ANY(%s::bigint[]) ORDER BY id",
        [packed(ids)],
        schema=survive.EDITS_SCHEMA,
    )


def own_facets() -> dict[str, str]:
    """Return the company's fields that a list is narrowed by without a look at every client, with their types."""
    found = query(
        "SELECT 'attribute:' || key, type FROM clients_attribute WHERE type NOT IN ('text', 'long_text')",
        schema={"field": pl.String, "type": pl.String},
    )
    return dict(found.iter_rows())


def reckon(
    *, rows: pl.DataFrame, edits: pl.DataFrame, own: Mapping[str, str] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame, pl.Series]:
    """Choose the values of clients from their rows and edits: the clients, their contact points, their words.

    `own` is what `own_facets` returns; it is asked for where it is not given.
    """
    clients = survive.named(survive.with_edits(survive.choose(rows=rows), edits=edits))
    points = survive.contact_points(clients)
    clients, words = search.tokens(clients, points=points, own=own_facets() if own is None else own)
    return clients.drop("phones", "emails"), points, words


def insert(clients: pl.DataFrame, *, points: pl.DataFrame) -> None:
    """Append new clients (with their ids) and their contact points.

    They go in the order of the largest index, whose pages are then filled one after another.
    """
    copy_in("clients_client", clients.with_columns(pl.col("values").fill_null("{}")).sort("sort_name"))
    copy_in("clients_contactpoint", points.sort("value"))


def update(clients: pl.DataFrame, *, points: pl.DataFrame, only_adds: bool = False) -> None:
    """Write the chosen values of clients that exist, touching only rows that differ.

    `only_adds` says that no contact point can have gone (an import), so none is looked for.
    """
    if clients.is_empty():
        return
    columns = [name for name in clients.columns if name != "id"]
    ours, theirs = ", ".join(f"c.{name}" for name in columns), ", ".join(f"s.{name}" for name in columns)
    run("CREATE TEMP TABLE chosen ON COMMIT DROP AS SELECT * FROM clients_client WITH NO DATA")
    run("CREATE TEMP TABLE chosen_points ON COMMIT DROP AS SELECT * FROM clients_contactpoint WITH NO DATA")
    copy_in("chosen", clients.with_columns(pl.col("values").fill_null("{}")))
    copy_in("chosen_points", points)
    run(
        f"UPDATE clients_client c SET ({', '.join(columns)}) = ROW({theirs}), version = c.version + 1,"  # noqa: S608
        f" updated_at = now() FROM chosen s WHERE c.id = s.id AND ({ours}) IS DISTINCT FROM ({theirs})"
    )
    if not only_adds:
        run(
            "DELETE FROM clients_contactpoint p USING chosen s WHERE p.client_id = s.id AND NOT EXISTS (SELECT FROM"
            " chosen_points q WHERE (q.client_id, q.medium, q.value) = (p.client_id, p.medium, p.value))"
        )
    run(
        "INSERT INTO clients_contactpoint AS p (client_id, medium, value, extension, position)"
        " SELECT client_id, medium, value, extension, position FROM chosen_points"
        " ON CONFLICT (client_id, medium, value) DO UPDATE SET"
        " extension = excluded.extension, position = excluded.position"
        " WHERE (p.extension, p.position) IS DISTINCT FROM (excluded.extension, excluded.position)"
    )
    run("DROP TABLE chosen, chosen_points")


def update_purchases(purchases: pl.DataFrame) -> None:
    """Write what was reckoned of purchases that exist, columns by their names, touching only rows that differ."""
    if purchases.is_empty():
        return
    columns = [name for name in purchases.columns if name != "id"]
    ours, theirs = ", ".join(f"p.{name}" for name in columns), ", ".join(f"s.{name}" for name in columns)
    run("CREATE TEMP TABLE reckoned ON COMMIT DROP AS SELECT * FROM clients_purchase WITH NO DATA")
    copy_in("reckoned", purchases)
    run(
        f"UPDATE clients_purchase p SET ({', '.join(columns)}) = ROW({theirs})"  # noqa: S608 - names of ours
        f" FROM reckoned s WHERE p.id = s.id AND ({ours}) IS DISTINCT FROM ({theirs})"
    )
    run("DROP TABLE reckoned")


def recompute(*, ids: pl.Series, only_adds: bool = False) -> None:
    """Choose the values of these clients anew from what they are made of now.

    The caller holds the joining lock. A client that is made of nothing any more is left as it is.
    """
    rows = gather(ids=ids)
    edits = edits_of(ids=ids)
    bare = edits.filter(~pl.col("client_id").is_in(rows["client_id"].implode()))["client_id"].unique()
    empty = pl.DataFrame(
        {"client_id": bare, "record_id": 0, "kind": "person"}, schema_overrides={"record_id": pl.Int64}
    )
    rows = pl.concat([rows, empty.cast({"client_id": pl.Int64})], how="diagonal_relaxed")
    clients, points, words = reckon(rows=rows, edits=edits)
    search.remember_words(words)
    update(clients, points=points, only_adds=only_adds)
