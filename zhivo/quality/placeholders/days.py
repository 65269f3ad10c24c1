"""Days that programs and people write for «no day»."""

from __future__ import annotations

from datetime import date

import polars as pl

from zhivo.quality.placeholders import digits, texts
from zhivo.quality.placeholders.keys import ALIKE

DEFAULT = "default"
# Where the calendars of programs begin and end. 01.01.1980 and 01.01.2000 are somebody's birthdays.
_OF_PROGRAMS = [
    *(date(year, 1, 1) for year in (1, 1601, 1753, 1900, 1901, 1904, 1970, 3000, 4501)),
    *(date(1899, 12, 30), date(1899, 12, 31), date(2999, 12, 31), date(9999, 12, 31)),
    *(date(1212, 12, 12), date(2222, 2, 22)),
]
_WHOLE = 8  # 11.11.11 may be a day


def kinds(written: pl.Series, *, day: pl.Series) -> pl.Series:
    """Return why cells are no days (a kind of `zhivo.quality.reasons`), null where they may be; `day` as read."""
    figures = pl.col("written").str.extract(r"^([\d./\s-]+)$").str.replace_all(r"\D", "")
    is_alike = (figures.str.len_chars() >= _WHOLE) & digits.alike(figures) & ~figures.str.starts_with("0")
    return (
        pl.DataFrame({"written": written, "day": day})
        .select(
            pl.when(pl.col("day").is_in(_OF_PROGRAMS))
            .then(pl.lit(DEFAULT))
            .when(is_alike)
            .then(pl.lit(ALIKE))
            .otherwise(pl.lit(texts.kinds(written)))
        )
        .to_series()
    )
