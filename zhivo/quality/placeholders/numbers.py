"""Numbers of registers (INN, KPP, OGRN) that nobody was given, even where the check digits happen to hold."""

from __future__ import annotations

import polars as pl

from zhivo.quality.placeholders import digits as shapes
from zhivo.quality.placeholders import firms, texts
from zhivo.quality.placeholders.gate import among
from zhivo.quality.placeholders.keys import ALIKE, RUN

ROUND = "round"
# The number of the one registered is in the middle, and the first one is 1.
_NONE_REGISTERED = r"^\d{4}0{5}\d?$|^\d{4}0{6}\d{0,2}$|^0{4}\d{5,11}$"
_LONG = 8
_USUAL = r"^\d{8,15}$"
_MAY_BE = [*shapes.MAY_BE, *(str(digit) * 4 for digit in range(10))]
_WALK = "12345678|23456789|98765432|87654321"


def kinds(cells: pl.Series, *, digits: pl.Series) -> pl.Series:
    """Return why cells hold no number of a register, null where they may; `digits` are what was read of them."""
    frame = pl.DataFrame({"cell": cells, "digits": digits})
    is_plain = pl.col("digits").str.contains(_USUAL) & ~pl.col("digits").str.contains_any(_MAY_BE)
    may_be = frame.select((pl.col("cell") != "") & ~is_plain.fill_null(value=False)).to_series()
    return among(frame, may_be=may_be, judge=_judged)


def _judged(frame: pl.DataFrame) -> pl.Series:
    number = pl.col("digits").str.extract(r"^(\d+)$")
    by_shape = (
        pl.when(number.str.contains(_NONE_REGISTERED))
        .then(pl.lit(ROUND))
        .when(number.str.contains(_WALK))
        .then(pl.lit(RUN))
        .when((number.str.len_chars() >= _LONG) & shapes.one_other(number))
        .then(pl.lit(ALIKE))
        .otherwise(shapes.kind(number))
    )
    return frame.select(pl.coalesce(pl.lit(_said(frame["cell"])), by_shape)).to_series()


def _said(cells: pl.Series) -> pl.Series:
    """What words say, «физлицо» too: a person has an INN but need not have a firm."""
    none = pl.Series([None], dtype=pl.String).new_from_index(0, cells.len())
    return texts.kinds(cells).zip_with(~cells.str.contains(r"^\p{L}"), firms.kinds(cells, form=none))
