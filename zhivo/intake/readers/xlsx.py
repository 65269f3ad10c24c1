"""Excel workbooks, sheet by sheet in stretches of rows, so that memory does not grow with the file."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import polars as pl

from zhivo.intake.readers import Choice, Refused, Sheet, kinds, magic, mini
from zhivo.intake.readers.stretches import (
    GUARD,
    LONG,
    MARK,
    SHIELD,
    Stretch,
    filled_rows,
    has_sign,
    shielded,
    stretches,
)
from zhivo.intake.readers.strings import Strings
from zhivo.intake.readers.tally import NAMED_ROWS
from zhivo.intake.readers.workbook import Workbook

if TYPE_CHECKING:
    from zhivo.intake.readers.tally import Tally

WORKERS = 2
_LONG = r"^-?\d{16,}$"
_LONG_CELL = re.compile(
    rb"""<((?:\w+:)?c)((?:\s+[rs]="\w+")*)(?:\s+t="n")?><((?:\w+:)?v)>(-?\d{16,400}|-?\d(?:\.\d{1,30})?E\+?\d{2})<"""
)
_MIDNIGHT = " 00:00:00"
_DATE = r"^(\+?\d{4,5}-\d\d-\d\d) 00:00:00$"
_NO_DAY = "1899-12-31 "  # a time without a date


@kinds.add
class Xlsx:
    """An xlsx or xlsm file."""

    key: ClassVar[str] = "xlsx"
    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")

    def __init__(self, path: Path, *, choice: Choice, is_quick: bool) -> None:
        self.book = Workbook(path)
        self.strings = Strings(self.book)
        self.is_quick = is_quick
        self._read = 0
        self._size = 1

    @classmethod
    def recognises(cls, path: Path, head: bytes) -> bool:
        """A package with the parts of a workbook."""
        return magic.name(path, head) == "xlsx"

    def sheets(self) -> list[Sheet]:
        """Worksheets, hidden ones too."""
        return [Sheet(part.name, part.is_hidden, part.size) for part in self.book.sheets()]

    def close(self) -> None:
        """Let go of the file."""
        self.strings.close()
        self.book.close()

    def share(self) -> float:
        """By bytes of the unpacked sheet."""
        return min(1.0, self._read / self._size)

    def frames(self, sheet: str, tally: Tally) -> Iterator[pl.DataFrame]:
        """Rows with their numbers; rows that the file leaves out are told to the tally as blank."""
        part = next((each for each in self.book.sheets() if each.name == sheet), None)
        if part is None:
            raise Refused("no_such_sheet", {"sheet": sheet})
        self._read, self._size = 0, max(1, part.size)
        next_row = 1
        with self.book.open(part.path) as stream:
            for stretch, cells in self._read_all(stretches(stream)):
                frame = self._with_strings(cells) if stretch.strings == "marked" else cells
                filled = _filled(frame)
                tally.records_read += filled
                # To count by the text takes time; where every row of the XML is filled there is nothing to ask.
                is_plain = stretch.rows.count(stretch.row_end) == filled
                tally.records_counted += filled if is_plain else filled_rows(stretch)
                if stretch.first > next_row:
                    missing = stretch.first - next_row
                    tally.skip("blank", range(next_row, next_row + min(missing, NAMED_ROWS)), count=missing)
                next_row = stretch.first + frame.height
                self._read += len(stretch.rows)
                yield _without_marks(_numbered(frame, stretch.first), tally)

    def _read_all(self, source: Iterator[Stretch]) -> Iterator[tuple[Stretch, pl.DataFrame]]:
        if self.is_quick:
            for stretch in source:
                yield stretch, self._cells(stretch)
            return
        # Calamine lets other threads run, so unpacking goes on beside it. The order stays.
        under_way: deque[tuple[Stretch, Future[pl.DataFrame]]] = deque()
        with ThreadPoolExecutor(WORKERS) as pool:
            for stretch in source:
                under_way.append((stretch, pool.submit(self._cells, stretch)))
                if len(under_way) > WORKERS:
                    done, cells = under_way.popleft()
                    yield done, cells.result()
            for done, cells in under_way:
                yield done, cells.result()

    def _cells(self, stretch: Stretch) -> pl.DataFrame:
        """The cells as text, with their shared strings still as numbers."""
        opening, guard, rows, closing = stretch.parts
        frame = self._parsed(stretch, stretch.parts)
        if _any_column(frame, _is_long()) and not has_sign(rows, LONG):
            exact = _LONG_CELL.sub(_spelled, rows)
            if len(exact) != len(rows):
                rows = exact
                frame = self._parsed(stretch, (opening, guard, rows, closing))
        if not (midnight := _any_column(frame, pl.all().str.ends_with(_MIDNIGHT))):
            return _without_day(frame)
        safe = shielded(rows)
        if len(safe) != len(rows) and not has_sign(rows, SHIELD):
            frame = self._parsed(stretch, (opening, guard, safe, closing))
        frame = frame.with_columns(pl.col(midnight).str.replace(_DATE, "$1").str.replace(SHIELD, "", literal=True))
        return _without_day(frame)

    def _parsed(self, stretch: Stretch, xml: tuple[bytes, ...]) -> pl.DataFrame:
        frame = mini.read(
            xml,
            styles=self.book.styles,
            strings=self.book.raw_strings() if stretch.strings == "raw" else b"",
            is_1904=self.book.is_1904,
            from_top=stretch.shares_corner,
        )
        if not stretch.shares_corner:
            if not frame.height or frame["c0"][0] != GUARD:
                raise Refused("broken_file")  # rows out of order
            return frame.slice(1)
        return frame.with_columns(pl.when(pl.col("c0") != GUARD).then(pl.col("c0")).alias("c0"))

    def _with_strings(self, frame: pl.DataFrame) -> pl.DataFrame:
        changed: list[pl.Series] = []
        for name in _any_column(frame, pl.all().str.starts_with(MARK)):
            cells = frame[name]
            is_marked = cells.str.starts_with(MARK)
            number = pl.when(is_marked).then(cells.str.strip_prefix(MARK).cast(pl.UInt32, strict=False))
            numbers = pl.select(number).to_series()
            if len(numbers) - numbers.null_count() != is_marked.sum():
                raise Refused("broken_file")
            last = numbers.max()
            texts = self.strings.upto(last if isinstance(last, int) else 0).gather(numbers.fill_null(0))
            changed.append(texts.zip_with(is_marked.fill_null(value=False), cells).alias(name))
        return frame.with_columns(changed)


def _numbered(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    numbers = pl.int_range(first, first + frame.height, dtype=pl.Int64, eager=True)
    return frame.select(numbers.alias("row"), pl.all())


def _filled(frame: pl.DataFrame) -> int:
    return int(frame.select(pl.any_horizontal(pl.all().is_not_null()).sum()).item() or 0) if frame.width else 0


def _any_column(frame: pl.DataFrame, sign: pl.Expr) -> list[str]:
    """Names of the columns in which a cell has this sign."""
    if not frame.width:
        return []
    found = frame.select(sign.any()).row(0, named=True)
    return [name for name, is_there in found.items() if is_there]


def _is_long() -> pl.Expr:
    cells = pl.all()
    return cells.filter(cells.str.len_bytes() >= 16).str.contains(_LONG)


def _spelled(cell: re.Match[bytes]) -> bytes:
    """A long number as text, every digit that the file has."""
    number = Decimal(cell[4].decode())
    if number != number.to_integral_value():
        return cell[0]
    return b'<%b%b t="str"><%b>%b%d<' % (cell[1], cell[2], cell[3], LONG.encode(), int(number))


def _without_marks(frame: pl.DataFrame, tally: Tally) -> pl.DataFrame:
    """Long numbers noted: Excel itself keeps 15 digits and puts zeros for the others."""
    names = _any_column(frame, pl.exclude("row").str.starts_with(LONG))
    for name in names:
        tally.note("long_number", frame["row"].filter(frame[name].str.starts_with(LONG)))
    return frame.with_columns(pl.col(names).str.strip_prefix(LONG)) if names else frame


def _without_day(frame: pl.DataFrame) -> pl.DataFrame:
    """Times without the day that calamine gives them."""
    times = _any_column(frame, pl.all().str.starts_with(_NO_DAY))
    return frame.with_columns(pl.col(times).str.strip_prefix(_NO_DAY)) if times else frame
