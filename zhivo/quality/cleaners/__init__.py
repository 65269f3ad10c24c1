"""The cleaners: one file each, found by the registry; every import runs all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from zhivo.lib.registry import Registry
from zhivo.quality.cells import Cells, nothing


@dataclass(frozen=True)
class Cleaned:
    """What a cleaner made: `columns`, one row a row of the piece, and sparse `reasons` (index, reason).

    A column whose name begins with _ is for the cleaners that come after and is not part of the result.
    """

    columns: pl.DataFrame
    reasons: pl.DataFrame = field(default_factory=nothing)


@dataclass(frozen=True)
class Cleaner:
    """One kind of cleaning: which fields it reads, which cleaners come before it, and what it does.

    `run` gets the cells and the columns made so far, and keeps rows and their order.
    `label` is English; `zhivo.quality.reasons` has it for people.
    """

    key: str
    label: str
    fields: tuple[str, ...]
    run: Callable[[Cells, pl.DataFrame], Cleaned]
    after: tuple[str, ...] = ()


cleaners: Registry[Cleaner] = Registry("cleaner", folder=__name__)
