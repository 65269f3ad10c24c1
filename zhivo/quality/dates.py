"""Days in a column of text: every usual writing, Excel day numbers, day and month told apart on the whole column."""

from __future__ import annotations

from datetime import date

import polars as pl

from zhivo.quality.placeholders import days

LONGEST = 60
CODES = ("placeholder", "not_a_date", "no_year", "year_only", "day_month_unclear")
_MONTHS = {
    name: at % 12 + 1
    for at, name in enumerate(
        (
            *("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
            *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        )
    )
} | {"май": 5}
_MONTH = rf"({'|'.join(_MONTHS)})\p{{L}}*"
_CLOCK = r"(?:[\st,]+(?:в\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?"
_END = rf"\s*(?:г\.?|года)?{_CLOCK}\s*(?:z|[+-]\d{{2}}:?\d{{2}}|мск)?)?\s*(?:г\.?|года)?$"
# Each writing with the places of year, month and day in it; tried in this order on what is left.
_WRITINGS = (
    rf"^(?P<d>\d{{1,2}})\s?(?P<sign>[-./])\s?(?P<m>\d{{1,2}})\s?[-./]\s?(?P<y>\d{{4}}|\d{{2}}){_END}",
    rf"^(?P<y>\d{{4}})[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}}){_END}",
    r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$",
    rf"^(?P<d>\d{{1,2}})[-\s.]+(?P<m>{_MONTH})[-\s.,]+(?P<y>\d{{4}}|\d{{2}}){_END}",
    rf"^(?P<m>{_MONTH})[\s.]+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}}){_END}",
)
_PARTS = ("d", "m", "y", "sign", "hour", "minute")
_SERIAL = r"^([1-6]\d{4})(?:[.,](\d+))?$"
_SERIALS = (10_000, 60_000)
_EXCEL_BEGINS = date(1899, 12, 30)
_WITHOUT_YEAR = rf"^\s*(?:--)?\d{{1,2}}[-./\s]+(?:\d{{1,2}}|{_MONTH})\.?$"
_YEAR_ALONE = r"^(?:19|20)\d\d\s*(?:г\.?|года?)?$"
_ZEROS = r"^[0\s./:t-]+$"  # an empty date as programs write it, so nobody meant anything by it
_DAYS = dict.fromkeys(range(1, 13), 31) | {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
_LAST_MONTH = 12


def read(written: pl.Series, *, today: date, ahead: int = 0) -> pl.DataFrame:
    """Return `day` (Date or null), `hour` and `minute` (text or null) and a column of booleans for each of CODES.

    `dummy` says of what kind a placeholder is.
    One row a cell; a cell that is no date stays null. A year of two digits is of this century up to `ahead` years
    after `today`, of the last one from there on.
    """
    distinct = pl.DataFrame({"written": written.unique()})
    frame = _parts(distinct.with_columns(text=pl.col("written").str.slice(0, LONGEST).str.to_lowercase()))
    frame = _with_serials(_with_day(_in_order(frame), last=today.year + ahead), written)
    text, dummy = pl.col("text"), pl.lit(days.kinds(frame["text"], day=frame["day"]))
    zeros = text.str.contains(_ZEROS)
    nothing = dummy.is_not_null() | zeros
    failed = (pl.col("written") != "") & pl.col("day").is_null() & ~nothing
    no_year, year_only = text.str.contains(_WITHOUT_YEAR), text.str.contains(_YEAR_ALONE)
    judged = frame.select(
        "written",
        pl.when(~nothing).then("day").alias("day"),
        "hour",
        "minute",
        dummy=pl.when(~zeros & (pl.col("written") != "")).then(dummy),
        placeholder=dummy.is_not_null() & ~zeros & (pl.col("written") != ""),
        no_year=failed & no_year,
        year_only=failed & year_only,
        not_a_date=failed & ~no_year & ~year_only,
        day_month_unclear=pl.col("unclear") & pl.col("day").is_not_null(),
    )
    return pl.DataFrame({"written": written}).join(judged, on="written", how="left", maintain_order="left")


def _parts(frame: pl.DataFrame) -> pl.DataFrame:
    """Add d, m, y, sign, hour and minute as text, null where the cell is written in no known way."""
    left, found = frame, []
    for writing in _WRITINGS:
        groups = pl.col("text").str.extract_groups(writing)
        tried = left.with_columns(groups.alias("groups"))
        names = [field.name for field in tried.schema["groups"].fields]  # type: ignore[attr-defined]
        tried = tried.with_columns(
            pl.col("groups").struct.field(part).alias(part) if part in names else pl.lit(None, pl.String).alias(part)
            for part in _PARTS
        ).drop("groups")
        found.append(tried.filter(pl.col("y").is_not_null()))
        left = tried.filter(pl.col("y").is_null()).select(frame.columns)
    rest = left.with_columns(pl.lit(None, pl.String).alias(part) for part in _PARTS)
    frame = pl.concat([*found, rest])
    month = pl.col("m").str.slice(0, 3).replace_strict(_MONTHS, default=None, return_dtype=pl.Int32)
    return frame.with_columns(
        pl.col("d").cast(pl.Int32),
        pl.coalesce(pl.col("m").cast(pl.Int32, strict=False), month).alias("m"),
        pl.col("y").cast(pl.Int32),
        short=pl.col("y").str.len_chars() == 2,
    )


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Decide on the whole column whether slashes part day/month or month/day, and mark what stays unclear."""
    slash = (pl.col("sign") == "/").fill_null(value=False)
    slashed = frame.filter(slash)
    day_first, month_first = (slashed["d"] > _LAST_MONTH).any(), (slashed["m"] > _LAST_MONTH).any()
    swap = slash & ((pl.col("m") > _LAST_MONTH) | pl.lit(value=bool(month_first and not day_first)))
    is_told = pl.lit(value=bool(month_first != day_first))
    may_be_both = (pl.col("d") <= _LAST_MONTH) & (pl.col("m") <= _LAST_MONTH) & (pl.col("d") != pl.col("m"))
    return frame.with_columns(
        pl.when(swap).then("m").otherwise("d").alias("d"),
        pl.when(swap).then("d").otherwise("m").alias("m"),
        unclear=(slash & may_be_both & ~is_told).fill_null(value=False),
    )


def _with_day(frame: pl.DataFrame, *, last: int) -> pl.DataFrame:
    """Add the day where there is such a day in the calendar."""
    century = pl.when(pl.col("y") + 2000 > last).then(1900).otherwise(2000)
    frame = frame.with_columns(pl.when("short").then(pl.col("y") + century).otherwise("y").alias("y"))
    year, month, day = pl.col("y"), pl.col("m"), pl.col("d")
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    longest = month.replace_strict(_DAYS, default=0, return_dtype=pl.Int32) + (leap & (month == 2)).cast(pl.Int32)
    frame = frame.with_columns(exists=((year >= 1) & (day >= 1) & (day <= longest)).fill_null(value=False))
    known = [pl.when("exists").then(part) for part in ("y", "m", "d")]
    return frame.with_columns(day=pl.when("exists").then(pl.date(*known)))


def _with_serials(frame: pl.DataFrame, written: pl.Series) -> pl.DataFrame:
    """Read Excel day numbers, but only in a column where most filled cells are such."""
    filled = written.filter(written != "")
    if filled.str.contains(_SERIAL).sum() * 2 <= filled.len():
        return frame
    text = pl.col("text").str.replace(",", ".", literal=True)
    number = pl.when(text.str.contains(_SERIAL)).then(text.cast(pl.Float64, strict=False))
    frame = frame.with_columns(number=pl.when(number.is_between(*_SERIALS)).then(number))
    days = pl.col("number").floor().cast(pl.Int32)
    minutes = ((pl.col("number") % 1) * 1440).round().cast(pl.Int32)
    is_timed = minutes.is_between(1, 1439)
    return frame.with_columns(
        pl.coalesce(pl.lit(_EXCEL_BEGINS) + pl.duration(days=days), "day").alias("day"),
        pl.when(is_timed).then((minutes // 60).cast(pl.String)).otherwise("hour").alias("hour"),
        pl.when(is_timed).then((minutes % 60).cast(pl.String)).otherwise("minute").alias("minute"),
    )
