"""Everything that comments hold and the fields of their rows do not."""

from __future__ import annotations

from datetime import date

import polars as pl

from zhivo.quality.recover.days import next_after
from zhivo.quality.recover.recoverers import Recoverer, recoverers
from zhivo.quality.recover.texts import LONGEST, quoted, said

FINDS = {
    "index": pl.UInt32,
    "field": pl.String,
    "value": pl.String,
    "on": pl.String,
    "quote": pl.String,
    "start": pl.UInt32,
}


def finds(comments: pl.Series, *, clean: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return what comments hold that their rows do not, as a frame of FINDS in the order of rows and of the text.

    `comments` has one text a row of `clean` (see `zhivo.quality.clean.SCHEMA`), null or "" for none. `index` is the
    place of the row, `field` the key of the recoverer, `value` is what a cleaner makes of the field; `on` is the ISO
    day of a next action where its year is known. `quote` is the fragment as it is written, from character `start` on.
    """
    rows = pl.DataFrame({"text": comments}).with_row_index().drop_nulls().filter(pl.col("text") != "")
    # A comment that thousands of rows have is read once.
    texts = rows.select(pl.col("text").unique(maintain_order=True)).with_row_index("cell")
    read = texts.with_columns(pl.col("text").str.slice(0, LONGEST)).with_columns(said=said())
    places = rows.join(texts, on="text", how="left", maintain_order="left").select("index", "cell")
    kinds = [_of_kind(kind, read, places, clean, today) for kind in recoverers]
    found = pl.concat([kind for kind in kinds if kind is not None] or [pl.DataFrame(schema=_FOUND)])
    found = quoted(found.join(read.select("cell", "text"), on="cell", how="left", maintain_order="left"))
    return found.sort("index", "start", maintain_order=True).select(
        pl.col(name).cast(kind) for name, kind in FINDS.items()
    )


_FOUND = {
    "index": pl.UInt32, "cell": pl.UInt32, "field": pl.String, "value": pl.String, "on": pl.String,
    "start": pl.UInt32, "end": pl.UInt32,
}  # fmt: skip


def _of_kind(
    kind: Recoverer, texts: pl.DataFrame, places: pl.DataFrame, clean: pl.DataFrame, today: date
) -> pl.DataFrame | None:
    """The finds of one recoverer, row by row, each value once a row; None where there is none."""
    candidates = texts.filter(kind.may_hold(pl.col("said")))
    found = kind.find(candidates, today) if candidates.height else candidates
    if found.is_empty():
        return None
    found = places.join(found, on="cell", maintain_order="left_right").unique(["index", "value"], maintain_order=True)
    own = _own(clean, (*kind.own, "created_on"), of=found["index"])
    known = found.hstack(own).select(kind.stands().fill_null(value=False)).to_series()
    found = found.with_columns(on=_dated(found["on"], own["created_on"])).filter(~known)
    return found.with_columns(field=pl.lit(kind.key)).select(list(_FOUND))


def _own(clean: pl.DataFrame, names: tuple[str, ...], *, of: pl.Series) -> pl.DataFrame:
    """The fields of these rows, null where the list does not have one."""
    there = [name for name in names if name in clean.columns]
    missing = [pl.lit(None, pl.String).alias(name) for name in names if name not in there]
    return clean.select(pl.int_range(pl.len()).alias(""), *there)[of].with_columns(missing).select(names)


def _dated(on: pl.Series, created_on: pl.Series) -> pl.Series:
    """Days without a year are the first such ones since the row was made; without that they are left out."""
    is_open = on.str.starts_with("--").fill_null(value=False)
    if not is_open.any():
        return on
    since = created_on.filter(is_open).str.slice(0, 10)
    days = [
        next_after(day, since=date.fromisoformat(begun)) if begun else None
        for day, begun in zip(on.filter(is_open), since, strict=True)
    ]
    return on.clone().scatter(is_open.arg_true(), pl.Series(days, dtype=pl.String))
