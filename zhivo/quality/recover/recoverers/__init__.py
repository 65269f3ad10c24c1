"""The recoverers: one file each, found by the registry; every comment is shown to all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.functional import Promise

from zhivo.lib.registry import Registry


@dataclass(frozen=True)
class Recoverer:
    """One kind of value that comments hold; `key` is the field it is proposed for.

    `may_hold` says of small letters, cheaply and rather too often, which comments `find` has to look at. `find` gets
    distinct comments (`cell`, `text` as written, `said` as `texts.said` makes it) and the day of today, and returns a
    frame of `spans.FOUND`. `stands` says of finds, beside the columns `own` of their clean rows, which are known there.
    """

    key: str
    label: str | Promise
    may_hold: Callable[[pl.Expr], pl.Expr]
    find: Callable[[pl.DataFrame, date], pl.DataFrame]
    own: tuple[str, ...]
    stands: Callable[[], pl.Expr]


def in_own_words(column: str) -> Callable[[], pl.Expr]:
    """Return what says which phrases stand in the row's own column, in small or capital letters."""
    return lambda: pl.col(column).str.to_lowercase().str.contains(pl.col("value").str.to_lowercase(), literal=True)


recoverers: Registry[Recoverer] = Registry("recoverer", folder=__name__)
