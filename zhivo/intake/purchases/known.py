"""What the base already knows of the purchases and parties of a piece, asked in a few set-wise queries."""

from __future__ import annotations

import polars as pl

from zhivo.clients.purchases import LINE_SCHEMA
from zhivo.lib.copying import packed, query, run

_IDS = ("record_id", "identity", "digest", "batch_id", "purchase_id", "party_id")
LINES: dict[str, type[pl.DataType]] = {**dict.fromkeys(_IDS, pl.Int64), "is_current": pl.Boolean, "is_said": pl.Boolean}
_LINES = """
SELECT r.id, r.identity, r.digest, r.batch_id, l.purchase_id, l.party_id, l.is_current,
       r.batch_id = ANY(b.beside) OR cardinality(b.beside) > 0 AND EXISTS (
           SELECT FROM sources_repeat t JOIN sources_piece p ON p.id = t.piece_id
            WHERE t.record_id = r.id AND p.batch_id = ANY(b.beside))
  FROM unnest(%(identities)s::bigint[]) AS i(identity) CROSS JOIN (SELECT %(beside)s::bigint[] AS beside) AS b
 CROSS JOIN LATERAL (SELECT * FROM sources_record r WHERE r.identity = i.identity OFFSET 0) AS r
  LEFT JOIN LATERAL (SELECT * FROM clients_purchaseline l WHERE l.record_id = r.id OFFSET 0) AS l ON true
 ORDER BY r.id
"""
_VALUES = """
SELECT r.identity, l.record_id, l.party_id, l.at, (l.amount * 100)::bigint, l.currency,
       (l.paid_amount * 100)::bigint, l.status, l.manager, l.product_id,
       (l.quantity * 1000000)::bigint, (l.price * 1000000)::bigint
  FROM unnest(%s::bigint[]) AS i(id)
 CROSS JOIN LATERAL (SELECT * FROM clients_purchaseline l WHERE l.record_id = i.id OFFSET 0) AS l
 CROSS JOIN LATERAL (SELECT * FROM sources_record r WHERE r.id = i.id OFFSET 0) AS r
"""
# Of the rows r of parties: m, the client that each belongs to, and f, the firm that it names beside him.
_BUYERS = """
 CROSS JOIN LATERAL (SELECT * FROM clients_membership m WHERE m.record_id = r.id OFFSET 0) AS m
  LEFT JOIN LATERAL (SELECT * FROM clients_relation f WHERE f.person_id = m.client_id OFFSET 0) AS f
    ON f.record_id = r.id
"""
_PARTIES = f"""
SELECT r.id, r.identity, r.digest, r.batch_id, coalesce(f.company_id, m.client_id)
  FROM unnest(%s::bigint[]) AS i(identity)
 CROSS JOIN LATERAL (SELECT * FROM sources_record r WHERE r.identity = i.identity OFFSET 0) AS r
{_BUYERS} ORDER BY r.id
"""  # noqa: S608 - names of ours
_WHOSE = f"""
SELECT r.id, r.batch_id, coalesce(f.company_id, m.client_id) FROM unnest(%s::bigint[]) AS i(id)
 CROSS JOIN LATERAL (SELECT * FROM sources_record r WHERE r.id = i.id OFFSET 0) AS r
{_BUYERS}
"""  # noqa: S608 - names of ours


def lines(*, identities: pl.Series, beside: list[int]) -> pl.DataFrame:
    """Return the rows of these purchases that came before, in order: the columns of LINES.

    Those that were not written have no purchase_id, party_id and is_current; `is_said` by the batches `beside`.
    """
    return query(_LINES, {"identities": packed(identities.sort()), "beside": beside}, schema=LINES)


def values(*, records: pl.Series) -> pl.DataFrame:
    """Return these lines as they were written: identity and the columns of LINE_SCHEMA."""
    return query(_VALUES, [packed(records.sort())], schema={"identity": pl.Int64, **LINE_SCHEMA})


def days(*, identities: pl.Series) -> pl.DataFrame:
    """Return the days of those of the purchases that are there: identity, at."""
    return query(
        "SELECT p.identity, p.at FROM unnest(%s::bigint[]) AS i(identity)"
        " CROSS JOIN LATERAL (SELECT * FROM clients_purchase p WHERE p.identity = i.identity OFFSET 0) AS p",
        [packed(identities.sort())],
        schema={"identity": pl.Int64, "at": pl.Datetime("us", "UTC")},
    )


def parties(*, identities: pl.Series) -> pl.DataFrame:
    """Return the rows that these parties are known by: party_id, identity, digest, batch_id, client_id.

    `client_id` is the firm where the row names one beside a person, else the client that the row belongs to.
    """
    return query(
        _PARTIES,
        [packed(identities.sort())],
        schema=dict.fromkeys(("party_id", "identity", "digest", "batch_id", "client_id"), pl.Int64),
    )


def whose(*, records: pl.Series) -> pl.DataFrame:
    """Return whom these rows of parties say a purchase is of: party_id, batch_id, client_id."""
    return query(
        _WHOSE,
        [packed(records.sort())],
        schema=dict.fromkeys(("party_id", "batch_id", "client_id"), pl.Int64),
    )


def products(*, names: pl.Series) -> pl.DataFrame:
    """Return the products of these names, those that were not there made now: product, product_id."""
    named = packed(names)
    run(
        "INSERT INTO clients_product (name) SELECT n.name FROM unnest(%s::text[]) AS n(name)"
        " WHERE NOT EXISTS (SELECT FROM clients_product p WHERE p.name = n.name OFFSET 0) ON CONFLICT DO NOTHING",
        [named],
    )
    return query(
        "SELECT p.name, p.id FROM unnest(%s::text[]) AS n(name)"
        " CROSS JOIN LATERAL (SELECT * FROM clients_product p WHERE p.name = n.name OFFSET 0) AS p",
        [named],
        schema={"product": pl.String, "product_id": pl.Int64},
    )
