"""Days that programs and people write for «no day»."""

from __future__ import annotations

from datetime import date

import polars as pl

from zhivo.quality.placeholders import digits, texts
from zhivo.quality.placeholders.gate import among
from zhivo.quality.placeholders.keys import ALIKE

DEFAULT = "default"
# Where the calendars of programs begin and end. 01.01.1980 and 01.01.2000 are somebody's birthdays.
_OF_PROGRAMS = [
    *(date(year, 1, 1) for year in (1, 1601, 1753, 1900, 1901, 1904, 1970, 3000, 4501)),
    *(date(1899, 12, 30), date(1899, 12, 31), date(2999, 12, 31), date(9999, 12, 31)),
    *(date(1212, 12, 12), date(2222, 2, 22)),
]
_NOUGHTH = r"^0{1,2}[./-]0?[01][./-](?:19)?00$|^1900-0[01]-00$"  # so spreadsheets show the number 0
_NO_YEARS = (1111, 1234, 2222, 3333, 9999)
_SHORT, _WHOLE = 5, 8  # 11.11.11 may be a day


def kinds(written: pl.Series, *, day: pl.Series) -> pl.Series:
    """Return why cells are no days (a kind of `zhivo.quality.reasons`), null where they may be; `day` as read."""
    frame = pl.DataFrame({"written": written, "day": day})
    is_default = pl.col("day").is_in(_OF_PROGRAMS) | pl.col("day").dt.year().is_in(_NO_YEARS)
    may_be = frame.select((pl.col("written") != "") & (pl.col("day").is_null() | is_default)).to_series()
    return among(frame, may_be=may_be, judge=_judged)


def _judged(frame: pl.DataFrame) -> pl.Series:
    figures = pl.col("written").str.extract(r"^([\d./\s-]+)$").str.replace_all(r"\D", "")
    least = pl.when(pl.col("day").is_null()).then(_SHORT).otherwise(_WHOLE)
    is_alike = (figures.str.len_chars() >= least) & digits.alike(figures) & ~figures.str.starts_with("0")
    return frame.select(
        pl.when(is_alike)
        .then(pl.lit(ALIKE))
        .when(pl.col("day").is_not_null() | pl.col("written").str.contains(_NOUGHTH))
        .then(pl.lit(DEFAULT))
        .otherwise(pl.lit(texts.kinds(frame["written"])))
    ).to_series()
