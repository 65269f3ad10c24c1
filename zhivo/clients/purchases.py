"""What a purchase is: reckoned from its lines in force, anew at any time and always the same.

Money is in hundredths here, quantity and price in millionths.
"""

from __future__ import annotations

import polars as pl
from django.db import connection

LINE_SCHEMA = {
    "record_id": pl.Int64,
    "party_id": pl.Int64,
    "at": pl.Datetime("us", "UTC"),
    "amount": pl.Int64,
    "currency": pl.String,
    "paid": pl.Int64,
    "status": pl.String,
    "manager": pl.String,
    "product_id": pl.Int64,
    "quantity": pl.Int64,
    "price": pl.Int64,
}
_FOLLOW = """
UPDATE clients_purchase p SET client_id = coalesce(f.company_id, m.client_id)
  FROM clients_purchase q
 CROSS JOIN LATERAL (SELECT * FROM clients_membership m WHERE m.record_id = q.record_id OFFSET 0) AS m
  LEFT JOIN LATERAL (SELECT * FROM clients_relation f WHERE f.person_id = m.client_id OFFSET 0) AS f
    ON f.record_id = q.record_id
 WHERE p.id = q.id AND q.client_id = ANY(%s) AND q.client_id IS DISTINCT FROM coalesce(f.company_id, m.client_id)
"""
_STEP = 10**10  # hundredths out of millionths times millionths


def is_of_whole(key: str) -> pl.Expr:
    """Say whether the amount on each line of a purchase is that of the whole purchase, written again and again.

    It is where there are several lines, each with its quantity and price, all with one amount, and these make that
    amount together, but not each line by itself. Equal lines with a discount make less than their prices say.
    """
    made = (pl.col("quantity").cast(pl.Int128) * pl.col("price").cast(pl.Int128) / _STEP).cast(pl.Float64)
    fits = (made - pl.col("amount")).abs() <= 1
    is_one = (pl.len() > 1) & (pl.col("amount").n_unique() == 1) & pl.col("amount").is_not_null().all()
    makes_it = (made.sum() - pl.col("amount").first()).abs() <= pl.len()
    return (is_one & made.is_not_null().all() & ~fits.all() & makes_it).over(key).fill_null(value=False)


def choose(lines: pl.DataFrame, *, key: str) -> pl.DataFrame:
    """Return one row a purchase: `key`, record_id (whose it is), at, amount, currency, paid, status, manager, rows.

    `lines` has `key` and the columns of LINE_SCHEMA. The earliest day counts; what a purchase has but one of is taken
    from its first line that has it; the sum is that of the lines, unless each of them repeats that of the whole.
    """
    is_alone = lines.select(pl.col(key).is_unique()).to_series()
    names = [key, "record_id", "at", "amount", "currency", "paid", "status", "manager", "rows"]
    alone = lines.filter(is_alone).with_columns(record_id="party_id", rows=pl.lit(1, pl.Int32)).select(names)
    several = lines.filter(~is_alone)
    if several.is_empty():
        return alone
    ordered = several.sort(key, "record_id").with_columns(whole=is_of_whole(key))
    has_amount, has_paid = pl.col("amount").is_not_null().any(), pl.col("paid").is_not_null().any()
    total = pl.when(pl.col("whole").first()).then(pl.col("amount").first()).otherwise(pl.col("amount").sum())
    paid, paid_once = pl.col("paid").sum(), pl.col("paid").first()
    is_paid_once = (pl.col("paid").n_unique() == 1) & (pl.col("whole").first() | (paid.abs() > total.abs()))
    chosen = ordered.group_by(key, maintain_order=True).agg(
        pl.col("party_id").drop_nulls().first().alias("record_id"),
        pl.col("at").min(),
        pl.when(has_amount).then(total).alias("amount"),
        pl.col("currency").first(),
        pl.when(has_paid).then(pl.when(is_paid_once).then(paid_once).otherwise(paid)).alias("paid"),
        pl.col("status").drop_nulls().first(),
        pl.col("manager").drop_nulls().first(),
        pl.len().cast(pl.Int32).alias("rows"),
    )
    return pl.concat([alone, chosen.select(names)])


def follow(*, clients: list[int]) -> None:
    """Give the purchases of these clients to whom the records that they came by belong now: those are what moves."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, [clients])
