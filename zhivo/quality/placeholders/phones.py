"""Phone numbers that nobody has."""

from __future__ import annotations

import polars as pl

from zhivo.quality.placeholders import digits as shapes
from zhivo.quality.placeholders.keys import ALIKE
from zhivo.quality.placeholders.nothing import words

MASK, ROUND, EXAMPLE = "mask", "round", "example"
# Ten digits that forms and handbooks show to say how a number is written.
_SHOWN = words("9001234567 9991234567 9123456789 9876543210 9012345678")
_WHOLE = 7  # digits of a number within a city
_MOBILE = "9"  # of landlines such numbers are sold: 495 777-77-77


def kind(digits: pl.Expr, *, national: pl.Expr) -> pl.Expr:
    """Return why nobody has a number (a kind of `zhivo.quality.reasons`), null where somebody may.

    `digits` are as they were written, `national` ten digits without the country where they are so many.
    """
    rest, long = digits.str.slice(1), digits.str.len_chars()
    is_round = digits.str.contains("^0+$") | ((long >= _WHOLE) & rest.str.contains("^0+$"))
    return pl.coalesce(
        pl.when(digits.is_in(["7", "8", "79", "89"])).then(pl.lit(MASK)),
        pl.when(is_round).then(pl.lit(ROUND)),
        shapes.kind(digits),
        pl.when((long >= _WHOLE) & shapes.alike(rest)).then(pl.lit(ALIKE)),
        pl.when(national.str.len_chars() == 10).then(_of_ten(national)),
    )


def _of_ten(national: pl.Expr) -> pl.Expr:
    nine, seven = national.str.slice(1), national.str.slice(3)
    may_be_sold = ~national.str.starts_with(_MOBILE) & ~seven.str.contains("^[01]")
    return (
        pl.when(national.is_in(list(_SHOWN)))
        .then(pl.lit(EXAMPLE))
        .when(national.str.contains("^000") | seven.str.contains("^0{7}") | nine.str.contains("^0{7}"))
        .then(pl.lit(ROUND))
        .when(
            (shapes.alike(seven) & ~may_be_sold) | shapes.one_other(national) | shapes.alike(national.str.slice(0, 8))
        )
        .then(pl.lit(ALIKE))
        .otherwise(pl.coalesce(shapes.kind(national), shapes.kind(nine)))
    )
