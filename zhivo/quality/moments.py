"""Moments in a column of text: the days of `dates.py` with their clock, in UTC."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from zhivo.quality import dates
from zhivo.quality.dates import CODES

AHEAD = 1  # years that a year of two digits may lie ahead
# Cells that show whether a whole file writes the day or the month first.
WITNESSES = (r"^\s*(?:1[3-9]|2\d|3[01])\s?/\s?\d", r"^\s*\d{1,2}\s?/\s?(?:1[3-9]|2\d|3[01])\s?/")
_HALF = r"(?i)(\d)\s*([ap])\.?m\.?$"
_SECONDS = r"\d{1,2}[:.]\d{2}:(\d{2})"
_ZONE = r"(?i)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(z|мск|[+-]\d{2}:?\d{2})$"


def read(written: pl.Series, *, today: date, zone: str, witnesses: Sequence[str] = ()) -> pl.DataFrame:
    """Return `at` (UTC, null where it is no moment) and `fault` (one of dates.CODES, also beside an unclear day).

    One row a cell. A clock without a zone is that of `zone`; a day without a clock begins at midnight there.
    """
    distinct = pl.DataFrame({"written": written.unique()})
    half = pl.col("written").str.extract(_HALF, 2).str.to_lowercase()
    told = distinct.with_columns(half=half, plain=pl.col("written").str.replace(_HALF, "$1"))
    found = dates.read(pl.concat([told["plain"], pl.Series(witnesses, dtype=pl.String)]), today=today, ahead=AHEAD)
    told = told.hstack(found.head(told.height).drop("written"))
    hour = pl.col("hour").cast(pl.Int32, strict=False).fill_null(0)
    by_half = pl.when(half.is_not_null()).then(hour % 12 + 12 * (pl.col("half") == "p").cast(pl.Int32)).otherwise(hour)
    minute = pl.col("minute").cast(pl.Int32, strict=False).fill_null(0)
    second = pl.col("written").str.extract(_SECONDS).cast(pl.Int32, strict=False).fill_null(0)
    is_clock = (by_half < 24) & (minute < 60) & (second < 60)
    known = pl.when(is_clock & pl.col("day").is_not_null())
    clock = pl.duration(hours=by_half, minutes=minute, seconds=second)
    local = known.then(pl.col("day").cast(pl.Datetime("us")) + clock)
    offset = (
        pl.col("written").str.extract(_ZONE).str.to_lowercase().str.replace("мск", "+0300").str.replace("z", "+0000")
    )
    digits = offset.str.replace(":", "")
    minutes = digits.str.slice(1, 2).cast(pl.Int32) * 60 + digits.str.slice(3, 2).cast(pl.Int32)
    minutes = pl.when(digits.str.starts_with("-")).then(-minutes).otherwise(minutes)
    told = told.with_columns(local=local, minutes=minutes)
    here = pl.col("local").dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    # What the clock skipped in a spring night is counted an hour on.
    later = (pl.col("local") + pl.duration(hours=1)).dt.replace_time_zone(
        zone, ambiguous="earliest", non_existent="null"
    )
    there = (pl.col("local") - pl.duration(minutes=pl.col("minutes"))).dt.replace_time_zone("UTC")
    at = (
        pl.when(pl.col("minutes").is_null()).then(pl.coalesce(here, later).dt.convert_time_zone("UTC")).otherwise(there)
    )
    first_fault = pl.coalesce(*(pl.when(pl.col(code)).then(pl.lit(code)) for code in CODES))
    no_such_clock = pl.col("day").is_not_null() & pl.col("local").is_null()
    told = told.select("written", at=at, fault=pl.when(no_such_clock).then(pl.lit("not_a_date")).otherwise(first_fault))
    return (
        pl.DataFrame({"written": written}).join(told, on="written", how="left", maintain_order="left").drop("written")
    )
