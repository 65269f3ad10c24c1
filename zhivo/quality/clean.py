"""Cleaning of a piece of rows: every cleaner in turn, then who the row is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

import polars as pl

from zhivo.quality.cells import Cells, flagged, gathered
from zhivo.quality.cleaners import Cleaner, cleaners

EARLIEST = date(1900, 1, 1)
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "row": pl.Int64,
    "kind": pl.String,
    "last_name": pl.String,
    "first_name": pl.String,
    "patronymic": pl.String,
    "sex": pl.String,
    "birthday": pl.Date,
    "phones": pl.List(pl.String),
    "emails": pl.List(pl.String),
    "company": pl.String,
    "company_form": pl.String,
    "company_key": pl.String,
    "inn": pl.String,
    "kpp": pl.String,
    "ogrn": pl.String,
    "city": pl.String,
    "region": pl.String,
    "time_zone": pl.String,
    "last_key": pl.String,
    "first_key": pl.String,
    "patronymic_key": pl.String,
    "reasons": pl.List(pl.String),
}
_NAME = ("last_name", "first_name", "patronymic")
_MESSENGERS = ("telegram", "vk", "whatsapp", "max")
_INN_OF_A_FIRM = 10
Attributes = Mapping[str, Mapping[str, Any]]  # attribute:<key> -> its type and options; those of plain text are none
_EMPTY = ["", "0.0.00", "0.0.0000", "00.00.0000"]


def clean(
    frame: pl.DataFrame,
    *,
    today: date | None = None,
    earliest: date = EARLIEST,
    domains: Mapping[str, str] | None = None,
    attributes: Attributes | None = None,
) -> pl.DataFrame:
    """Return the clean frame of a piece: one row a row, in the same order, the columns of SCHEMA first.

    `frame` has `row` and String columns named by field (`phone`, `phone__2`, `full_name`...; "" is empty). After the
    columns of SCHEMA come `local_phone` (numbers without a city code, as digits) where one was met, dates other than
    the birthday as ISO text, and every field no cleaner knows, trimmed. A birthday outside `earliest`..`today` is
    dropped with a reason. Dates and the order of names are decided on the whole piece, so pieces should be large.
    `domains` are those of e-mails that somebody said are misspelt, with what they mean. `attributes` are the company's
    own fields that hold more than text; what one cannot hold is dropped with a reason.
    """
    cells = Cells(frame, today=today or date.today(), earliest=earliest, domains=domains or {})
    done = frame.select(pl.col("row").cast(pl.Int64))
    reasons = []
    for cleaner in _in_order():
        made = cleaner.run(cells, done)
        done = done.hstack(made.columns)
        reasons.append(made.reasons)
    others = _others(cells, taken=set(done.columns))
    others, misfits = _of_own_types(others, attributes or {}, today=cells.today)
    found = pl.concat([*reasons, *misfits]).rename({"reason": "value"})
    done = done.hstack([*others, gathered(found, height=cells.height).alias("reasons")])
    done = done.with_columns(kind=_kind(done))
    if done["local_phone"].null_count() == done.height:
        done = done.drop("local_phone")
    extra = [name for name in done.columns if name not in SCHEMA and not name.startswith("_")]
    return done.select(*(pl.col(name).cast(kind) for name, kind in SCHEMA.items()), *extra)


@cache
def _in_order() -> list[Cleaner]:
    return [cleaners[key] for key in TopologicalSorter({one.key: one.after for one in cleaners}).static_order()]


def _others(cells: Cells, *, taken: set[str]) -> list[pl.Series]:
    read = {name for cleaner in cleaners for name in cleaner.fields}
    return [_trimmed(cells, name) for name in cells.fields if name not in read and name not in taken]


def _trimmed(cells: Cells, name: str) -> pl.Series:
    columns = pl.DataFrame([column.str.strip_chars().alias(str(at)) for at, column in enumerate(cells.raw(name))])
    # An empty date of Outlook is as empty in a field of one's own.
    filled = [pl.when(~pl.col(column).is_in(_EMPTY)).then(column) for column in columns.columns]
    joined = pl.concat_str(filled, separator="; ", ignore_nulls=True)
    return columns.select(pl.when(joined != "").then(joined).alias(name)).to_series()


def _of_own_types(
    columns: list[pl.Series], attributes: Attributes, *, today: date
) -> tuple[list[pl.Series], list[pl.DataFrame]]:
    """Return the columns as their types store them, and the reasons of what does not fit or is doubtful."""
    if not attributes:
        return columns, []
    # Types have words for people, so they need Django, and cleaning by itself does not.
    from zhivo.quality.attribute_types import How, read

    made, reasons = [], []
    for column in columns:
        known = attributes.get(column.name)
        if known is None:
            made.append(column)
            continue
        how = How(options=tuple(known["options"]), today=today)
        found = read(column.fill_null(""), of_type=known["type"], how=how)
        made.append(found["value"].alias(column.name))
        codes = found["fault"].drop_nulls().unique().sort()
        reasons += [flagged(found["fault"] == code, f"{column.name}:{code}") for code in codes]
    return made, reasons


def _kind(done: pl.DataFrame) -> pl.Expr:
    named = pl.any_horizontal(pl.col(name).is_not_null() for name in _NAME)
    firm = pl.col("company").is_not_null() | (pl.col("inn").str.len_chars() == _INN_OF_A_FIRM).fill_null(value=False)
    messengers = [pl.col(name).is_not_null() for name in _MESSENGERS if name in done.columns]
    reached = pl.any_horizontal(
        pl.col("phones").list.len() > 0,
        pl.col("emails").list.len() > 0,
        pl.col("local_phone").is_not_null(),
        pl.col("inn").is_not_null(),
        *messengers,
    )
    return (
        pl.when(named)
        .then(pl.lit("person"))
        .when(firm)
        .then(pl.lit("company"))
        .when(reached)
        .then(pl.lit("person"))
        .otherwise(pl.lit(""))
    )
