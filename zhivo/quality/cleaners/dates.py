"""Dates: birthdays as dates, the days of creation and of the next action as ISO text; never silently another day."""

from __future__ import annotations

from datetime import date

import polars as pl

from zhivo.quality.cells import Cells, flagged
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.placeholders import is_no_value

FIELDS = ("birthday", "created_on", "next_action_on")
LONGEST = 60
_MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11,
    "дек": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_MONTH_NAME = r"(янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*"
_TIME = r"(?:[\st,]+(?:в\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2}|мск)?)?\s*(?:г\.?|года)?$"
_YEAR_FIRST = r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})" + _TIME
_DAY_FIRST = r"^(\d{1,2})\s?([-./])\s?(\d{1,2})\s?[-./]\s?(\d{4}|\d{2})" + _TIME
_COMPACT = r"^(\d{4})(\d{2})(\d{2})$"
_SPOKEN = r"^(\d{1,2})[-\s.]+" + _MONTH_NAME + r"[-\s.,]+(\d{4}|\d{2})\s*(?:г\.?|года)?" + _TIME
_MONTH_FIRST = r"^" + _MONTH_NAME + r"[\s.]+(\d{1,2}),?\s+(\d{4})" + _TIME
_SERIAL = r"^([1-6]\d{4})(?:[.,](\d+))?$"
_SERIAL_MOST = 60_000
_EXCEL_BEGINS = date(1899, 12, 30)
_WITHOUT_YEAR = rf"^\d{{1,2}}[-./\s]+(?:\d{{1,2}}|{_MONTH_NAME})\.?$"
_YEAR_ALONE = r"^(?:19|20)\d\d\s*(?:г\.?|года?)?$"
# What programs write for «no date».
_NO_DATE = r"^(?:00[.\-/]00[.\-/]0000|0000-00-00|01[.\-/]01[.\-/](?:0001|1900|1970|1899|1753)|(?:0001|1900|1970|1753)-01-01|30[.]12[.]1899|1899-12-3[01]|31[.]12[.]1899)"


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make birthday (Date) and the other date fields that came in (ISO text, with the time where one was written)."""
    columns, reasons = [], []
    for name in FIELDS:
        if name != "birthday" and name not in cells.fields:
            continue
        written = cells.one(name)
        parsed = _parsed(written, today=cells.today)
        value = parsed["day"]
        if name == "birthday":
            is_wrong = (value > cells.today) | (value < cells.earliest)
            reasons.append(flagged(is_wrong, "birthday:out_of_range"))
            value = parsed.select(pl.when(~pl.lit(is_wrong)).then("day").alias(name))[name]
        else:
            value = parsed.select(_iso().alias(name))[name]
        columns.append(value.alias(name))
        reasons.extend(_reasons(parsed, name))
    return Cleaned(pl.DataFrame(columns), pl.concat(reasons))


def _iso() -> pl.Expr:
    day = pl.col("day").dt.to_string("%Y-%m-%d")
    clock = pl.col("hour").str.zfill(2) + ":" + pl.col("minute").str.zfill(2)
    is_time = (pl.col("hour").cast(pl.Int32) < 24) & (pl.col("minute").cast(pl.Int32) < 60) & (clock != "00:00")
    return pl.when(is_time).then(day + "T" + clock).otherwise(day)


def _reasons(parsed: pl.DataFrame, name: str) -> list[pl.DataFrame]:
    return [
        flagged(parsed[code], f"{name}:{code}")
        for code in ("placeholder", "not_a_date", "no_year", "year_only", "day_month_unclear")
    ]


def _parsed(written: pl.Series, *, today: date) -> pl.DataFrame:
    """day (Date or null), hour, minute (text or null), and a column of booleans for every code."""
    distinct = written.unique()
    frame = pl.DataFrame({"written": distinct}).with_columns(text=pl.col("written").str.slice(0, LONGEST).str.to_lowercase())
    text = pl.col("text")
    frame = frame.with_columns(
        text.str.extract_groups(_YEAR_FIRST).struct.rename_fields(["y1", "m1", "d1", "h1", "n1", "s1"]).alias("a"),
        text.str.extract_groups(_DAY_FIRST).struct.rename_fields(["d2", "sign", "m2", "y2", "h2", "n2", "s2"]).alias("b"),
        text.str.extract_groups(_COMPACT).struct.rename_fields(["y3", "m3", "d3"]).alias("c"),
        text.str.extract_groups(_SPOKEN).struct.rename_fields(["d4", "m4", "y4", "h4", "n4", "s4"]).alias("d"),
        text.str.extract_groups(_MONTH_FIRST).struct.rename_fields(["m5", "d5", "y5", "h5", "n5", "s5"]).alias("e"),
    ).unnest("a", "b", "c", "d", "e")
    frame = _in_order(frame)
    names = {"m4": _MONTHS, "m5": _MONTHS}
    frame = frame.with_columns(
        pl.col(name).str.slice(0, 3).replace_strict(months, default=None, return_dtype=pl.Int32) for name, months in names.items()
    )
    number = [pl.coalesce(*(pl.col(f"{part}{way}").cast(pl.Int32) for way in range(1, 6))).alias(part) for part in "ymd"]
    frame = frame.with_columns(
        *number, short=pl.coalesce("y2", "y4").str.len_chars() == 2, hour=pl.coalesce("h1", "h2", "h4", "h5"),
        minute=pl.coalesce("n1", "n2", "n4", "n5"),
    )
    frame = frame.with_columns(_whole_year(today).alias("y"))
    frame = frame.with_columns(day=_day())
    frame = _with_serials(frame, written)
    nothing = is_no_value(pl.col("written")) | text.str.contains(_NO_DATE)
    failed = (pl.col("written") != "") & pl.col("day").is_null() & ~nothing
    no_year, year_only = text.str.contains(_WITHOUT_YEAR), text.str.contains(_YEAR_ALONE)
    frame = frame.select(
        "written",
        pl.when(~nothing).then("day").alias("day"),
        "hour",
        "minute",
        placeholder=nothing,
        no_year=failed & no_year,
        year_only=failed & year_only,
        not_a_date=failed & ~no_year & ~year_only,
        day_month_unclear=pl.col("unclear") & pl.col("day").is_not_null(),
    )
    return pl.DataFrame({"written": written}).join(frame, on="written", how="left", maintain_order="left")


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Decide on the whole column whether slashes part day/month or month/day, and mark what stays unclear."""
    slashed = frame.filter(pl.col("sign") == "/").select(pl.col("d2").cast(pl.Int32), pl.col("m2").cast(pl.Int32))
    day_first, month_first = (slashed["d2"] > 12).sum(), (slashed["m2"] > 12).sum()
    first, second = pl.col("d2").cast(pl.Int32), pl.col("m2").cast(pl.Int32)
    slash = pl.col("sign") == "/"
    swap = slash & (second > 12) & (first <= 12)
    if month_first and not day_first:
        swap = slash
    both = bool(day_first and month_first)
    return frame.with_columns(
        pl.when(swap).then("m2").otherwise("d2").alias("d2"),
        pl.when(swap).then("d2").otherwise("m2").alias("m2"),
        unclear=(slash & (first <= 12) & (second <= 12) & (first != second) & both).fill_null(value=False),
    )


def _whole_year(today: date) -> pl.Expr:
    """Two digits are of this century up to this year's, of the last one above."""
    year = pl.col("y")
    return pl.when(pl.col("short") & (year > today.year % 100)).then(year + 1900).when("short").then(year + 2000).otherwise(year)


def _day() -> pl.Expr:
    year, month, day = pl.col("y"), pl.col("m"), pl.col("d")
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    longest = pl.when(month == 2).then(pl.when(leap).then(29).otherwise(28)).when(month.is_in([4, 6, 9, 11])).then(30).otherwise(31)
    exists = year.is_between(1, 9999) & month.is_between(1, 12) & (day >= 1) & (day <= longest)
    made = pl.date(pl.when(exists).then(year), pl.when(exists).then(month), pl.when(exists).then(day))
    return pl.when(exists).then(made)


def _with_serials(frame: pl.DataFrame, written: pl.Series) -> pl.DataFrame:
    """Read Excel day numbers, but only in a column where most filled cells are such."""
    filled = written.filter(written != "")
    if filled.is_empty() or filled.str.contains(_SERIAL).mean() <= 0.5:  # type: ignore[operator]
        return frame
    serial = pl.col("text").str.extract(_SERIAL).cast(pl.Int32)
    inside = serial.is_between(10_000, _SERIAL_MOST)
    part = pl.col("text").str.replace(",", ".").cast(pl.Float64, strict=False) % 1
    minutes = (part * 1440).round().cast(pl.Int32)
    has_time = inside & (minutes > 0)
    return frame.with_columns(
        pl.when(inside).then(pl.lit(_EXCEL_BEGINS) + pl.duration(days=serial)).otherwise("day").alias("day"),
        pl.when(has_time).then((minutes // 60).cast(pl.String)).otherwise("hour").alias("hour"),
        pl.when(has_time).then((minutes % 60).cast(pl.String)).otherwise("minute").alias("minute"),
    )


cleaners.add(Cleaner(key="dates", label="Dates", fields=FIELDS, run=clean))
