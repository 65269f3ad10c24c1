"""What a recoverer saw in a comment: a value and the place where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import polars as pl

FOUND = {"cell": pl.UInt32, "value": pl.String, "start": pl.UInt32, "end": pl.UInt32, "on": pl.String}


class Span(NamedTuple):
    """A value in the characters `start`..`end` of a comment; `on` is its day, `--03-12` where the year is not said."""

    value: str
    start: int
    end: int
    on: str | None = None


def searched(texts: pl.DataFrame, look: Callable[[str, str], Iterable[Span]]) -> pl.DataFrame:
    """Return what `look` sees in each of texts (`cell`, `text`, `said`) as a frame of FOUND."""
    found = [
        (cell, *span)
        for cell, text, said in texts.select("cell", "text", "said").iter_rows()
        for span in look(text, said)
    ]
    return pl.DataFrame(found, schema=FOUND, orient="row")
