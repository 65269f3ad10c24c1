"""A piece of rows by field: what the cleaners read, and the small frames in which they say what was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from zhivo.lib.inert import MADE_INERT

AGAIN = "__"  # phone, phone__2, phone__3: several columns of one field
_ODD_SPACES = (
    r"[\s\x{00A0}\x{2000}-\x{200F}\x{2028}-\x{202F}\x{205F}\x{2060}\x{3000}\x{FEFF}\x{00AD}\x{0000}-\x{001F}]+"
)
# Text in which nothing has to be tidied: by far the most, so it is not touched.
_TIDY = r"^[!-~А-Яа-яЁё«»№–—]+(?: [!-~А-Яа-яЁё«»№–—]+)*$"


def nothing() -> pl.DataFrame:
    """Return a frame of reasons without one."""
    return pl.DataFrame(schema={"index": pl.UInt32, "reason": pl.String})


def nulls(height: int, **columns: pl.DataType | type[pl.DataType]) -> pl.DataFrame:
    """Return columns of nulls: what a cleaner makes of fields that did not come in."""
    return pl.DataFrame({name: pl.repeat(None, height, dtype=kind, eager=True) for name, kind in columns.items()})


def tidy(texts: pl.Series) -> pl.Series:
    """Return texts composed (й as one letter), with plain single spaces and none at the ends."""
    is_odd = (texts != "") & ~texts.str.contains(_TIDY)
    if not is_odd.any():
        return texts
    odd = texts.filter(is_odd).str.normalize("NFC").str.replace_all(_ODD_SPACES, " ").str.strip_chars()
    return texts.clone().scatter(is_odd.arg_true(), odd)


def flagged(mask: pl.Series, reason: str) -> pl.DataFrame:
    """Return a reason for every row where the mask is true; null is not."""
    places = mask.arg_true()
    return pl.DataFrame({"index": places, "reason": pl.repeat(reason, places.len(), dtype=pl.String, eager=True)})


def gathered(found: pl.DataFrame, *, height: int) -> pl.Series:
    """Return the values of found (`index`, `value`) as one list a row, each value once, in the order found."""
    if found.is_empty():
        return pl.repeat([], height, dtype=pl.List(pl.String), eager=True)
    values = found.select("index", "value")
    several = values.select(pl.col("index").is_duplicated()).to_series()
    single = values.filter(~several).select("index", pl.concat_list("value").alias("value"))
    many = values.filter(several).unique(maintain_order=True).group_by("index", maintain_order=True).agg("value")
    rows = pl.DataFrame({"index": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    lists = rows.join(pl.concat([single, many]), on="index", how="left", maintain_order="left")
    return lists.select(pl.col("value").fill_null([])).to_series()


@dataclass(frozen=True)
class Cells:
    """The raw cells of a piece; `today` and `earliest` bound the birthdays.

    `domains`: domains of e-mails that somebody said are misspelt, and what they mean.
    """

    frame: pl.DataFrame
    today: date
    earliest: date
    domains: Mapping[str, str] = field(default_factory=dict)
    _columns: dict[str, list[str]] = field(init=False, default_factory=dict)
    _tidy: dict[str, list[pl.Series]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.frame.columns:
            self._columns.setdefault(_field_of(name), []).append(name)

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.frame.height

    @property
    def fields(self) -> list[str]:
        """The fields that came in, in the order of their first columns."""
        return [name for name in self._columns if name != "row"]

    def raw(self, name: str) -> list[pl.Series]:
        """Return the columns of a field as they came, none where the field did not come in.

        Only an apostrophe that keeps a spreadsheet from running the text is taken off: exported files have it.
        """
        return [_live(self.frame[column].cast(pl.String).fill_null("")) for column in self._columns.get(name, [])]

    def columns(self, name: str) -> list[pl.Series]:
        """Return the tidy columns of a field, none where the field did not come in."""
        if name not in self._tidy:
            self._tidy[name] = [tidy(column) for column in self.raw(name)]
        return self._tidy[name]

    def one(self, name: str) -> pl.Series:
        """Return a field as one tidy column: the first filled cell of each row, "" where none is."""
        columns = self.columns(name)
        if not columns:
            return pl.repeat("", self.height, dtype=pl.String, eager=True).alias(name)
        if len(columns) == 1:
            return columns[0].alias(name)
        filled = pl.DataFrame([column.alias(str(at)) for at, column in enumerate(columns)])
        firsts = [pl.when(pl.col(column) != "").then(column) for column in filled.columns]
        return filled.select(pl.coalesce(*firsts, pl.lit("")).alias(name)).to_series()

    def has(self, *names: str) -> bool:
        """Say whether any of these fields has a filled cell."""
        return any((column != "").any() for name in names for column in self.columns(name))

    def long(self, name: str) -> pl.DataFrame:
        """Return the filled cells of a field below each other: index, text; a row's cells in column order."""
        parts = [
            pl.DataFrame({"text": column}).with_row_index().filter(pl.col("text") != "")
            for column in self.columns(name)
        ]
        empty = pl.DataFrame(schema={"index": pl.UInt32, "text": pl.String})
        if len(parts) == 1:
            return parts[0]
        return pl.concat([empty, *parts]).sort("index", maintain_order=True)


# Blanks before it go anyhow, and a second one behind them would be taken off when the file comes back once more.
_MADE_INERT = MADE_INERT.replace("^", r"^\s*(?:'[\t\r\n]\s*)*")


def _live(texts: pl.Series) -> pl.Series:
    return texts.str.replace(_MADE_INERT, "$1") if texts.str.contains(r"^\s*'").any() else texts


def _field_of(column: str) -> str:
    name, again, number = column.rpartition(AGAIN)
    return name if again and name and number.isdecimal() else column
