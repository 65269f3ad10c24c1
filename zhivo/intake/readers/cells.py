"""Cells that come one by one: written as the text that a workbook gives, and gathered into frames."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

import polars as pl

from zhivo.intake.readers import MOST_COLUMNS, Refused
from zhivo.intake.readers.tally import NAMED_ROWS, Tally

ROWS = 10_000
MOST_CELLS = 4_000_000  # of a frame, empty ones too
MOST_DIGITS = 15  # that Excel keeps
_ZERO, _LEAP_YEAR_OF_LOTUS = datetime(1899, 12, 31), timedelta(days=60)


class Gathering:
    """Filled rows with their numbers in the file, in its order; what lies between them is told as blank."""

    def __init__(self, tally: Tally, *, at_once: int = ROWS) -> None:
        self.tally, self.at_once = tally, at_once
        self.next_row = 1
        self._numbers: list[int] = []
        self._rows: list[dict[int, str]] = []
        self._width = 0

    def add(self, number: int, cells: dict[int, str], *, times: int = 1) -> Iterator[pl.DataFrame]:
        """A row by places of its filled cells, `times` times in a row; yields a frame when there is one."""
        if number > self.next_row:
            missing = number - self.next_row
            named = range(self.next_row, self.next_row + min(missing, NAMED_ROWS))
            self.tally.skip("blank", named, count=missing)
        if max(cells) >= MOST_COLUMNS:
            raise Refused("too_many_columns", {"row": number, "columns": max(cells) + 1, "most": MOST_COLUMNS})
        self.next_row = number + times
        for each in range(number, number + times):
            self._width = max(self._width, max(cells) + 1)
            self._numbers.append(each)
            self._rows.append(cells)
            if len(self._rows) >= self.at_once or len(self._rows) * self._width >= MOST_CELLS:
                yield from self.rest()

    def rest(self) -> Iterator[pl.DataFrame]:
        """What has been gathered since the last frame."""
        if not self._rows:
            return
        columns: list[list[str | None]] = [[None] * len(self._rows) for _ in range(self._width)]
        for place, cells in enumerate(self._rows):
            for column, text in cells.items():
                columns[column][place] = text
        self.tally.records_read += len(self._rows)
        numbers = pl.Series("row", self._numbers, dtype=pl.Int64)
        yield pl.DataFrame([numbers, *(pl.Series(f"c{at}", each, dtype=pl.String) for at, each in enumerate(columns))])
        self._numbers, self._rows, self._width = [], [], 0


def number_text(written: str) -> str:
    """A number without exponent and without zeros behind it; what is no number stays."""
    if written.isdecimal():
        return written
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    if not number.is_finite() or abs(number.adjusted()) > 400:
        return written
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def is_long(text: str) -> bool:
    """Whether a number has more digits than Excel keeps."""
    return len(text) > MOST_DIGITS and len(text.removeprefix("-")) > MOST_DIGITS and text.removeprefix("-").isdecimal()


def moment_text(moment: date | time | timedelta) -> str:
    """A date without its midnight, a time without its day, a longer time as Excel holds it: a moment from 1900 on."""
    if isinstance(moment, timedelta):
        if timedelta() <= moment < timedelta(days=1):
            return _short(str(_ZERO + moment).partition(" ")[2])
        try:
            moment = _ZERO + moment - timedelta(days=moment >= _LEAP_YEAR_OF_LOTUS)
        except OverflowError:
            return str(moment)
    return _short(str(moment)).removesuffix(" 00:00:00")


def _short(written: str) -> str:
    return written.rstrip("0") if "." in written else written
