"""Dates: birthdays as dates, the days of creation and of the next action as ISO text; never silently another day."""

from __future__ import annotations

import polars as pl

from zhivo.quality.cells import Cells, flagged, nothing, nulls
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.dates import CODES, read

_AHEAD = 50  # years: «05.03.31» as the day of a next action has not been yet
FIELDS = ("birthday", "created_on", "next_action_on")


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make birthday (Date) and the other date fields that came in (ISO text, with the time where one was written)."""
    columns: list[pl.Series] = []
    reasons: list[pl.DataFrame] = []
    for name in FIELDS:
        if not cells.has(name):
            if name == "birthday" or name in cells.fields:
                kind = pl.Date if name == "birthday" else pl.String
                columns.append(nulls(cells.height, **{name: kind})[name])
            continue
        found = read(cells.one(name), today=cells.today, ahead=0 if name == "birthday" else _AHEAD)
        reasons.extend(flagged(found[code], f"{name}:{code}") for code in CODES)
        if name == "birthday":
            day = found["day"]
            is_wrong = ((day > cells.today) | (day < cells.earliest)).fill_null(value=False)
            reasons.append(flagged(is_wrong, "birthday:out_of_range"))
            columns.append(found.select(pl.when(~pl.lit(is_wrong)).then("day").alias(name))[name])
        else:
            columns.append(found.select(_iso().alias(name))[name])
    return Cleaned(pl.DataFrame(columns), pl.concat([nothing(), *reasons]))


def _iso() -> pl.Expr:
    day = pl.col("day").dt.to_string("%Y-%m-%d")
    clock = pl.col("hour").str.zfill(2) + ":" + pl.col("minute").str.zfill(2)
    is_time = (pl.col("hour").cast(pl.Int32) < 24) & (pl.col("minute").cast(pl.Int32) < 60) & (clock != "00:00")
    return pl.when(is_time).then(day + "T" + clock).otherwise(day)


cleaners.add(Cleaner(key="dates", label="Dates", fields=FIELDS, run=clean))
