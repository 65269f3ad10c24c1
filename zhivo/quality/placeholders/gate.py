"""A gate before costly tests: what can be no dummy at a glance, by far the most, is not looked at twice."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl


def among(frame: pl.DataFrame, *, may_be: pl.Series, judge: Callable[[pl.DataFrame], pl.Series]) -> pl.Series:
    """Return the kinds that `judge` gives the rows which may be dummies, null for the others."""
    kinds = pl.Series("kind", [None], dtype=pl.String).new_from_index(0, frame.height)
    return kinds.scatter(may_be.arg_true(), judge(frame.filter(may_be))) if may_be.any() else kinds
