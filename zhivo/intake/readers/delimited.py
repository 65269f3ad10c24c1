"""Delimited text: csv, tsv and their relatives. Regular parts go through Polars, the others through `records`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import polars as pl

from zhivo.intake.decoding import Verdict, detect, is_known, line_ends
from zhivo.intake.readers import Choice, Refused, Sheet, kinds, magic
from zhivo.intake.readers.dialect import NONE, Dialect, sniff
from zhivo.intake.readers.records import parse, swallows_rows
from zhivo.intake.readers.text import TextStream

if TYPE_CHECKING:
    from zhivo.intake.readers.tally import Tally

FIRST_BLOCK = 256 << 10  # small, so that odd beginnings do not slow the rest, and a first look is soon there
BLOCK = 8 << 20
LONGEST_RECORD = 16 << 20
QUICK_SECONDS = 0.6


@kinds.add
class Delimited:
    """A text file with a delimiter."""

    key: ClassVar[str] = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".tab", ".txt")

    def __init__(self, path: Path, *, choice: Choice, is_quick: bool) -> None:
        self.path, self.choice = path, choice
        self.block = FIRST_BLOCK if is_quick else BLOCK
        self.verdict = _verdict(path, choice, is_quick=is_quick)
        self.parts: _Parts | None = None

    @classmethod
    def recognises(cls, path: Path, head: bytes) -> bool:
        """Any text that is not known to be something else."""
        return magic.name(path, head) == ""

    def sheets(self) -> list[Sheet]:
        """The one there is."""
        return [Sheet("", size=self.path.stat().st_size)]

    def close(self) -> None:
        """Nothing is held open between frames."""

    def share(self) -> float:
        """By bytes of the file."""
        return min(1.0, self.parts.done / self.parts.stream.size) if self.parts else 0.0

    def frames(self, sheet: str, tally: Tally) -> Iterator[pl.DataFrame]:
        """Rows as they are in the file."""
        forced = self.choice.encoding is not None
        stream = TextStream(
            self.path, verdict=self.verdict, is_forced=forced, tally=tally, first=FIRST_BLOCK, block=self.block
        )
        tally.facts |= {"encoding": self.verdict.encoding, "encoding_sure": self.verdict.sure}
        if self.verdict.looks_double:
            tally.note("double_encoded")
        self.parts = _Parts(stream, self.choice, tally)
        yield from self.parts.frames()


def _verdict(path: Path, choice: Choice, *, is_quick: bool) -> Verdict:
    if choice.encoding is None:
        return detect(path, seconds=QUICK_SECONDS if is_quick else None)
    if not is_known(choice.encoding):
        raise Refused("unknown_encoding", {"encoding": choice.encoding})
    with path.open("rb") as file:
        head = file.read(3)
    marks = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    encoding = choice.encoding.lower().replace("_", "-")
    for mark, written in marks.items():
        if head.startswith(mark) and written.startswith(encoding):
            return Verdict(written, bom=len(mark))
    return Verdict(encoding)


class _Parts:
    """A text stream cut into parts of whole records, and these into frames."""

    def __init__(self, stream: TextStream, choice: Choice, tally: Tally) -> None:
        self.stream, self.choice, self.tally = stream, choice, tally
        self.dialect = Dialect(NONE, 1, "sure")
        self.pattern = ""
        self.line = 1
        self.done = 0  # bytes of the file that are parsed
        self.counter = _Counter()

    def frames(self) -> Iterator[pl.DataFrame]:
        """Frames in the order of the file; raises Refused("row_too_long")."""
        held = b""
        for block, is_last, done in _with_last(self.stream):
            self.done = done
            self.counter.see(block)
            held = held + block if self.pattern else self._begin(block, is_last)
            part = held if is_last else held[: _cut(held)]
            frame = self._fast(part) if part else None
            used = len(part)
            if frame is None:
                frame, used = self._careful(part, is_last)
            if frame.height:
                yield frame
            held = held[used:]
            if len(held) > LONGEST_RECORD:
                raise Refused("row_too_long", {"row": self.line, "megabytes": LONGEST_RECORD >> 20})
        self._check_count()

    def _begin(self, block: bytes, is_last: bool) -> bytes:
        text = block.decode("utf-8", "ignore")
        self.dialect = sniff(text, is_last=is_last, chosen=self.choice.delimiter)
        shown = "" if self.dialect.delimiter == NONE else self.dialect.delimiter
        self.tally.facts |= {"delimiter": shown, "delimiter_sure": self.dialect.sure}
        self.pattern = _regular(self.dialect.delimiter)
        if self.dialect.skip:
            self.line = 2
            self.tally.skip("sep_line", [1])
        return block[len(text[: self.dialect.skip].encode()) :]

    def _check_count(self) -> None:
        lines = self.stream.lines + bool(self.stream.ends_open)
        if self.counter.is_sure and not self.counter.is_inside:
            counted = self.counter.records + bool(self.stream.ends_open) - bool(self.dialect.skip)
        else:
            # Where quotes stand at random only physical lines can be counted otherwise.
            counted = self.tally.records_read + lines - (self.line - 1)
        self.tally.records_counted = counted

    def _fast(self, part: bytes) -> pl.DataFrame | None:
        """The part through Polars; None if it is not regular, or if what came out is not all that went in."""
        delimiter, width = self.dialect.delimiter, self.dialect.width
        if not delimiter.isascii():
            return None  # Polars takes one byte
        part = part if part.endswith((b"\n", b"\r")) else part + b"\n"
        quotes, returns = part.count(b'"'), part.count(b"\r")
        if returns and not quotes:
            part, returns = part.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), 0
        if returns and returns != part.count(b"\r\n"):
            return None
        if quotes and not pl.Series([part.decode()]).str.contains(self.pattern)[0]:
            return None
        try:
            frame = pl.read_csv(
                part,
                has_header=False,
                schema={f"c{number}": pl.String for number in range(width)},
                separator=delimiter,
                quote_char='"' if quotes else None,
                infer_schema=False,
                empty_string_is_null=False,
                raise_if_empty=False,
            )
        except pl.exceptions.PolarsError:
            return None
        return self._numbered(frame, part, quotes, returns)

    def _numbered(self, frame: pl.DataFrame, part: bytes, quotes: int, returns: int) -> pl.DataFrame | None:
        every = pl.all()
        length, quotes_left, returns_left = _totals(
            frame,
            every.str.len_bytes(),
            every.str.count_matches('"', literal=True) if quotes else None,
            every.str.count_matches("\r", literal=True) if returns else None,
        )
        parting = frame.height * frame.width  # delimiters and line ends
        if length + parting + (quotes - quotes_left) + (returns - returns_left) != len(part):
            return None
        breaks = part.count(b"\n") - frame.height
        if breaks and not self._is_plausible(frame):
            return None
        numbers = pl.int_range(self.line, self.line + frame.height, dtype=pl.Int64)
        if breaks:
            inside = pl.sum_horizontal(every.str.count_matches("\n", literal=True)).cast(pl.Int64)
            numbers = numbers + inside.cum_sum() - inside
        frame = frame.select(numbers.alias("row"), every)
        self.line += frame.height + breaks
        self.tally.records_read += frame.height
        return frame

    def _is_plausible(self, frame: pl.DataFrame) -> bool:
        delimiter, width = self.dialect.delimiter, self.dialect.width
        for column in frame.iter_columns():
            for cell in column.filter(column.str.count_matches("\n", literal=True) > 2):
                if swallows_rows(cell, delimiter=delimiter, width=width):
                    return False
        return True

    def _careful(self, part: bytes, is_last: bool) -> tuple[pl.DataFrame, int]:
        text = part.decode()
        delimiter, width = self.dialect.delimiter, self.dialect.width
        found = parse(text, delimiter=delimiter, line=self.line, width=width, is_last=is_last)
        self.line = found.next_line
        self.tally.records_read += len(found.rows)
        for kind, lines in (("loose_quote", found.loose), ("unclosed_quote", found.unclosed)):
            if lines:
                self.tally.note(kind, lines)
        if found.has_plain_quotes:
            self.counter.is_sure = False
        used = len(part) if found.used == len(text) else len(text[: found.used].encode())
        return _frame(found.rows, found.lines), used


def _with_last(stream: TextStream) -> Iterator[tuple[bytes, bool, int]]:
    """Blocks, whether each is the last one, and how far in the file it ends."""
    before: tuple[bytes, bool, int] | None = None
    for block in stream:
        if before is not None:
            yield before
        before = block, False, stream.read
    yield before[0] if before else b"", True, stream.size


def _cut(text: bytes) -> int:
    """Where the last record ends that is surely whole: at a line end with an even number of quotes before it."""
    cut = max(text.rfind(b"\n"), text.rfind(b"\r")) + 1
    tries = 64
    while cut and tries and text.count(b'"', 0, cut) % 2:
        quote = text.rfind(b'"', 0, cut)
        cut = max(text.rfind(b"\n", 0, quote), text.rfind(b"\r", 0, quote)) + 1
        tries -= 1
    return cut or max(text.rfind(b"\n"), text.rfind(b"\r")) + 1


def _regular(delimiter: str) -> str:
    """A pattern, linear in time, of a part in which every quote is where the rules of csv want it.

    Quotes in the middle of a cell are let through where they come in pairs: «ООО "Ромашка"».
    """
    plain = f'[^"{re.escape(delimiter)}\\r\\n]'
    cell = f'(?:"(?:[^"]|"")*"|(?:{plain}+(?:"{plain}*"{plain}*)*)?)'
    return f"\\A(?:{cell}(?:{re.escape(delimiter)}|\\r?\\n))*\\z"


def _totals(frame: pl.DataFrame, *each: pl.Expr | None) -> list[int]:
    """Sums over all cells; 0 for what is not asked."""
    sums = [pl.sum_horizontal(expr.sum()).alias(str(place)) for place, expr in enumerate(each) if expr is not None]
    found = frame.select(sums).row(0, named=True)
    return [int(found.get(str(place)) or 0) for place in range(len(each))]


def _frame(rows: list[list[str]], lines: list[int]) -> pl.DataFrame:
    lengths = [len(cells) for cells in rows]
    widest = max(lengths, default=0)
    if lengths and min(lengths) < widest:
        rows = [cells if len(cells) == widest else cells + [""] * (widest - len(cells)) for cells in rows]
    columns = [pl.Series(f"c{number}", cells, dtype=pl.String) for number, cells in enumerate(zip(*rows, strict=True))]
    numbers = pl.Series("row", lines, dtype=pl.Int64)
    return pl.DataFrame([numbers, *columns, pl.Series("cells", lengths, dtype=pl.Int32)])


class _Counter:
    """Counts records in another way than the parsers do: line ends behind an even number of quotes."""

    def __init__(self) -> None:
        self.records = 0
        self.is_inside = False
        self.is_sure = True

    def see(self, block: bytes) -> None:
        """Count the line ends of the next block."""
        parts = block.split(b'"')
        self.records += line_ends(b'"'.join(parts[self.is_inside :: 2]))
        if len(parts) % 2 == 0:
            self.is_inside = not self.is_inside
