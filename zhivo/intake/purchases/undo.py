"""Purchases after an import was taken back: each is what the rows that stay say, or is gone with them."""

from __future__ import annotations

import polars as pl

from zhivo.clients import purchases, store
from zhivo.intake.purchases import known
from zhivo.lib.copying import packed, query, run
from zhivo.quality.amounts import as_text
from zhivo.sources.models import Piece

_LINES = """
SELECT l.purchase_id, l.record_id, l.party_id, l.at, (l.amount * 100)::bigint, l.currency,
       (l.paid_amount * 100)::bigint, l.status, l.manager, l.product_id,
       (l.quantity * 1000000)::bigint, (l.price * 1000000)::bigint, l.is_current
  FROM unnest(%s::bigint[]) AS i(id)
 CROSS JOIN LATERAL (SELECT * FROM clients_purchaseline l WHERE l.purchase_id = i.id OFFSET 0) AS l
"""
# Which imports say a row: the one that it counts to, and those that found it again.
_SAYING = """
SELECT i.id, r.batch_id FROM unnest(%(ids)s::bigint[]) AS i(id)
 CROSS JOIN LATERAL (SELECT * FROM sources_record r WHERE r.id = i.id OFFSET 0) AS r
 UNION
SELECT i.id, p.batch_id FROM unnest(%(ids)s::bigint[]) AS i(id)
 CROSS JOIN LATERAL (SELECT * FROM sources_repeat t WHERE t.record_id = i.id OFFSET 0) AS t
  JOIN sources_piece p ON p.id = t.piece_id
"""


def touched(piece: Piece) -> pl.Series:
    """Return the purchases that a piece speaks of, by rows of its own or by rows that it found again."""
    found = query(
        "SELECT purchase_id FROM clients_purchaseline WHERE record_id BETWEEN %(first)s AND %(last)s"
        " UNION SELECT l.purchase_id FROM sources_repeat t"
        " CROSS JOIN LATERAL (SELECT * FROM clients_purchaseline l WHERE l.record_id = t.record_id OFFSET 0) AS l"
        " WHERE t.piece_id = %(piece)s",
        {"first": piece.first_record, "last": piece.first_record + piece.records - 1, "piece": piece.pk},
        schema={"purchase_id": pl.Int64},
    )
    return found["purchase_id"]


def reckon_anew(ids: pl.Series) -> None:
    """Reckon purchases from the rows of the newest import that still speaks of them; delete those without any."""
    lines = query(
        _LINES,
        [packed(ids)],
        schema={"purchase_id": pl.Int64, **purchases.LINE_SCHEMA, "is_current": pl.Boolean},
    )
    gone = ids.filter(~ids.is_in(lines["purchase_id"].unique().implode()))
    run("DELETE FROM clients_purchase WHERE id = ANY(%s::bigint[])", [packed(gone)])
    if lines.is_empty():
        return
    current = lines.join(_newest(lines), on="record_id", how="left").with_columns(
        pl.col("newest").fill_null(value=False)
    )
    for is_current in (True, False):
        turned = current.filter((pl.col("newest") == is_current) & (pl.col("is_current") != is_current))["record_id"]
        statement = "UPDATE clients_purchaseline SET is_current = %s WHERE record_id = ANY(%s::bigint[])"
        run(statement, [is_current, packed(turned)])
    chosen = purchases.choose(current.filter("newest"), key="purchase_id")
    whose = known.whose(records=chosen["record_id"].unique()).select("client_id", record_id="party_id")
    store.update_purchases(
        chosen.join(whose, on="record_id").select(
            "client_id",
            "record_id",
            "at",
            "currency",
            "rows",
            id="purchase_id",
            amount=as_text(pl.col("amount")),
            paid_amount=as_text(pl.col("paid")),
            status=pl.col("status").fill_null(""),
            manager=pl.col("manager").fill_null(""),
        )
    )


def _newest(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that the newest import speaking of their purchase says: record_id, newest.

    Files of one drop speak together.
    """
    schema = dict.fromkeys(("record_id", "batch_id"), pl.Int64)
    saying = query(_SAYING, {"ids": packed(lines["record_id"])}, schema=schema)
    written = query(
        "SELECT b.id, max(max(p.id)) OVER (PARTITION BY coalesce(b.drop_id, -b.id))"
        " FROM sources_piece p JOIN sources_batch b ON b.id = p.batch_id"
        " WHERE p.batch_id = ANY(%s::bigint[]) GROUP BY b.id",
        [packed(saying["batch_id"].unique())],
        schema={"batch_id": pl.Int64, "at": pl.Int64},
    )
    said = saying.join(written, on="batch_id").join(lines.select("record_id", "purchase_id"), on="record_id")
    is_newest = pl.col("at") == pl.col("at").max().over("purchase_id")
    return said.filter(is_newest).select("record_id", newest=pl.lit(value=True)).unique()
