"""Phones: every number of every phone column in E.164 form, dummies and broken ones told apart."""

from __future__ import annotations

import polars as pl

from zhivo.quality.cells import Cells
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.numbering import look_up
from zhivo.quality.phones import find, judge

_RANK = {judge.VALID: 0, judge.UNASSIGNED: 1, judge.NO_CODE: 2}


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make phones, local_phone (a number without its city code, as digits), and _region, _time_zone of the first."""
    parts, reasons = find.find(cells.long("phone"))
    judged = judge.judge(parts)
    coded = judged.filter(pl.col("state") != judge.VALID).select("index", reason=pl.lit("phone:") + pl.col("state"))
    dialled = judged.filter(pl.col("state").is_in([judge.VALID, judge.UNASSIGNED]))
    dialled = dialled.with_columns(rank=pl.col("state").replace_strict(_RANK, return_dtype=pl.Int8))
    dialled = dialled.sort("index", "rank", maintain_order=True).unique(["index", "value"], keep="first", maintain_order=True)
    local = judged.filter(pl.col("state") == judge.NO_CODE)
    rows = pl.DataFrame({"index": pl.int_range(cells.height, dtype=pl.UInt32, eager=True)})
    phones = dialled.group_by("index", maintain_order=True).agg(phones="value")
    locals_ = local.group_by("index", maintain_order=True).agg(pl.col("value").str.join("; ").alias("local_phone"))
    columns = rows.join(phones, on="index", how="left", maintain_order="left")
    columns = columns.join(locals_, on="index", how="left", maintain_order="left").drop("index")
    columns = columns.with_columns(pl.col("phones").fill_null([]))
    where = look_up(columns["phones"].list.first()).select(_region="region", _time_zone="time_zone")
    return Cleaned(columns.hstack(where), pl.concat([reasons, coded]))


cleaners.add(Cleaner(key="phone", label="Phones", fields=("phone",), run=clean))
