"""Phones: every number of every phone column in E.164 form, dummies and broken ones told apart."""

from __future__ import annotations

import polars as pl

from zhivo.quality.cells import Cells, gathered, nothing, nulls
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.numbering import look_up
from zhivo.quality.phones import find, judge


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make phones, local_phone (a number without its city code, as digits), and _region, _time_zone of the first."""
    named = done.select(index=pl.int_range(done.height, dtype=pl.UInt32), text="_phone").drop_nulls()
    if not cells.has("phone") and named.is_empty():
        kinds = {"local_phone": pl.String, "_region": pl.String, "_time_zone": pl.String}
        return Cleaned(nulls(cells.height, **kinds).with_columns(phones=gathered(nothing(), height=cells.height)))
    parts, reasons = find.find(pl.concat([cells.long("phone"), named]))
    judged = judge.judge(parts)
    coded = judged.filter(pl.col("state") != judge.VALID).select("index", reason=pl.lit("phone:") + pl.col("state"))
    valid = judged.filter(pl.col("state") == judge.VALID)
    unassigned = judged.filter(pl.col("state") == judge.UNASSIGNED)
    local = gathered(judged.filter(pl.col("state") == judge.NO_CODE), height=cells.height).list.join("; ")
    columns = pl.DataFrame(
        {"phones": gathered(pl.concat([valid, unassigned]), height=cells.height), "local_phone": local}
    ).with_columns(pl.when(pl.col("local_phone") != "").then("local_phone").alias("local_phone"))
    where = look_up(columns["phones"].list.first()).select(_region="region", _time_zone="time_zone")
    return Cleaned(columns.hstack(where), pl.concat([reasons, coded]))


cleaners.add(Cleaner(key="phone", label="Phones", fields=("phone",), run=clean, after=("company",)))
