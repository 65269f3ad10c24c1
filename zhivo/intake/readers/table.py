"""A table out of raw rows: its header found, blank rows, titles and totals left out and counted, cut into pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

import polars as pl

from zhivo.intake.readers import Choice, Refused
from zhivo.intake.readers.heading import SAMPLE, Heading, find_heading
from zhivo.intake.readers.settlements import settlements
from zhivo.intake.readers.tally import Tally
from zhivo.lib.inert import MADE_INERT

# Of a piece: to make it ready takes some ten times as much memory, so rows that are wide or long are fewer in each.
MOST_BYTES = 96 << 20
CELL_BYTES = 32  # what a cell costs beside its text
LEAST_ROWS = 1_000
MOST_TOTALS = 1_000
DEEPEST_HEADER = 1_000  # a person may point at one further down than is sought
_TOTAL = (
    r"^(?i:итог[ои]?|всего|(?:общий|промежуточный) итог|total|grand total|subtotal)"
    r"(?i:\s+(?:по|за|на|записей|строк|клиентов|контактов|контрагентов|позиций|группы?|for|of)\b[^\n]{0,80})?"
    r"\s*[:=.]?\s*[\d\s.,]{0,30}$"
)
_AMOUNT = re.compile(r"[-–—xх]|[-−(]?\d[\d\s.,]{0,30}\)?\s?(?:[₽$€%]|[a-zа-я]{1,10}\.?)?", re.IGNORECASE)
_PHONE = re.compile(r"\+.*|(?!.*[.,]\d\d$)\D*[789](?:\D*\d){9,10}")


class Table:
    """The rows of one sheet."""

    def __init__(self, *, choice: Choice, tally: Tally) -> None:
        self.choice, self.tally = choice, tally
        self.heading = Heading(0, [])
        self.rows = 0
        self.columns = 0
        self.totals: list[list[str]] = []  # the first cells of rows with totals, for who has to check them

    def frames(self, raw: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Frames of `row`, `c0`..., no nulls; raises Refused("empty_file" or "header_only") when there is no row."""
        columns = self.choice.columns
        source = iter(raw) if columns is None else (_arranged(frame, columns) for frame in raw)
        first = self._begin(source)
        for frame in self._clients(map(self._clean, chain(first, source))):
            if frame.height:
                self.rows += frame.height
                yield frame
        if not self.rows:
            raise Refused("header_only" if self.heading.row else "empty_file")

    def pieces(self, raw: Iterable[pl.DataFrame], *, rows: int) -> Iterator[pl.DataFrame]:
        """The same in pieces of `rows` rows, fewer where they are wide or long; always cut at the same places."""
        held: list[pl.DataFrame] = []
        size = 0
        for frame in self.frames(raw):
            size = size or max(min(rows, LEAST_ROWS), min(rows, MOST_BYTES // _bytes_of_a_row(frame)))
            held.append(frame)
            while sum(each.height for each in held) >= size:
                whole = _joined(held)
                yield self._fitted(whole.head(size))
                held = [whole.tail(-size)] if whole.height > size else []
        if held:
            yield self._fitted(_joined(held))

    def names(self) -> list[str]:
        """A name a column: as in the header, empty for what stands to the right of it."""
        return self.heading.names + [""] * (self.columns - len(self.heading.names))

    def _clients(self, frames: Iterable[pl.DataFrame]) -> Iterable[pl.DataFrame]:
        report = settlements(self.heading.names) if self.heading.row else None
        return report.clients(frames, totals=self.totals, tally=self.tally) if report else frames

    def _begin(self, source: Iterator[pl.DataFrame]) -> list[pl.DataFrame]:
        """Read until the header can be told; return what was read."""
        first: list[pl.DataFrame] = []
        sample: list[tuple[int, list[str]]] = []
        wanted = SAMPLE + min(self.choice.header_row or 0, DEEPEST_HEADER)
        for frame in source:
            first.append(frame)
            sample += _sample(frame, wanted - len(sample))
            if len(sample) >= wanted or self.tally.names is not None:
                break
        self.heading = self._heading(sample)
        self.columns = len(self.heading.names)
        if self.heading.preamble:
            self.tally.skip("preamble", self.heading.preamble)
        if self.heading.upper:
            self.tally.note("two_row_header", [self.heading.upper, self.heading.row])
        if self.heading.is_made_up and sample and self.choice.header_row is None:
            self.tally.note("no_header")
        return first

    def _heading(self, sample: list[tuple[int, list[str]]]) -> Heading:
        names = self.tally.names
        if names is not None:
            return Heading(0, names, cells=len(names), is_given=True)
        return find_heading(sample, asked=self.choice.header_row)

    def _clean(self, frame: pl.DataFrame) -> pl.DataFrame:
        columns = [name for name in frame.columns if name not in ("row", "cells")]
        frame = frame.with_columns(pl.col(columns).fill_null(""))
        signs = frame.select(self._signs(frame, columns))
        keep = ~signs["above"]
        for kind in ("blank", "header_again", "total"):
            if signs[kind].any():
                is_skipped = signs[kind] & (keep | (kind == "blank"))
                if is_skipped.any():
                    self.tally.skip(kind, frame["row"].filter(is_skipped))
                    if kind == "total" and len(self.totals) < MOST_TOTALS:
                        self.totals += [list(cells[1:]) for cells in frame.filter(is_skipped).iter_rows()]
                keep &= ~signs[kind]
        for kind in ("short_row", "long_row"):
            is_odd = signs[kind] & keep
            if is_odd.any():
                self.tally.note(kind, frame["row"].filter(is_odd))
        if not keep.all():
            frame = frame.filter(keep)
        kept = max([len(self.heading.names), *self._filled_beyond(frame, columns)])
        self.columns = max(self.columns, kept)
        return frame.select("row", *(name for name in columns if int(name[1:]) < kept))

    def _signs(self, frame: pl.DataFrame, columns: list[str]) -> list[pl.Expr]:
        """What each row is besides a row of the table, all found in one pass."""
        never, row, cells = pl.lit(value=False), pl.col("row"), self.heading.cells
        beyond = [name for name in columns if int(name[1:]) >= cells]
        above = row.is_in(self.heading.preamble) | (row <= self.heading.row) if self._is_near_top(frame) else never
        signs = {
            "above": above,
            "blank": pl.all_horizontal(pl.col(columns).str.strip_chars() == ""),
            "header_again": self._is_header(columns) & (row > self.heading.row),
            "total": never if self.heading.is_given else _totals(frame, columns),
            "short_row": pl.col("cells") < cells if "cells" in frame.columns else never,
            "long_row": pl.any_horizontal(pl.col(beyond) != "") if beyond and self.heading.row else never,
        }
        return [(sign & row.is_not_null()).alias(kind) for kind, sign in signs.items()]

    def _is_near_top(self, frame: pl.DataFrame) -> bool:
        return bool(frame.height) and frame["row"][0] <= max([self.heading.row, *self.heading.preamble])

    def _is_header(self, columns: list[str]) -> pl.Expr:
        lines = self.heading.lines if len(self.heading.names) <= len(columns) else []
        named = [line for line in lines if sum(1 for name in line if name) >= 2]
        width = len(self.heading.names)
        again = [
            pl.all_horizontal(pl.col(f"c{place}") == name for place, name in enumerate((line + [""] * width)[:width]))
            for line in named
        ]
        return pl.any_horizontal(again) if again else pl.lit(value=False)

    def _filled_beyond(self, frame: pl.DataFrame, columns: list[str]) -> list[int]:
        """One more than the place of each filled column to the right of the known ones."""
        beyond = [name for name in columns if int(name[1:]) >= len(self.heading.names)]
        return [int(name[1:]) + 1 for name in beyond if (frame[name] != "").any()]

    def _fitted(self, frame: pl.DataFrame) -> pl.DataFrame:
        """All columns of the header, and to the right of it only those that this piece fills."""
        known = len(self.heading.names)
        frame = frame.with_columns(pl.lit("").alias(f"c{place}") for place in range(frame.width - 1, known))
        frame = frame.with_columns(pl.exclude("row").fill_null(""))
        width = frame.width - 1
        while width > known and not (frame[f"c{width - 1}"] != "").any():
            width -= 1
        return frame.select("row", *(f"c{place}" for place in range(width))).rechunk()


def _arranged(frame: pl.DataFrame, columns: list[int]) -> pl.DataFrame:
    """The columns at these places in this order, empty where there is none, as they were before we wrote them."""
    taken = [
        (pl.col(f"c{place}") if f"c{place}" in frame.columns else pl.lit(None, dtype=pl.String))
        .str.replace(MADE_INERT, "$1")
        .alias(f"c{number}")
        for number, place in enumerate(columns)
    ]
    return frame.select("row", *taken)


def _bytes_of_a_row(frame: pl.DataFrame) -> int:
    text = sum(int(frame[name].str.len_bytes().sum()) for name in frame.columns if name != "row")
    return max(1, text // frame.height + CELL_BYTES * (frame.width - 1))


def _joined(frames: list[pl.DataFrame]) -> pl.DataFrame:
    return frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal")


def _sample(frame: pl.DataFrame, rows: int) -> list[tuple[int, list[str]]]:
    """The first rows that are not blank, as lists of their own length."""
    found: list[tuple[int, list[str]]] = []
    for values in frame.head(rows * 20).iter_rows(named=True):
        number, length = values.pop("row"), values.pop("cells", None)
        cells = [value or "" for value in values.values()][:length]
        if any(cell.strip() for cell in cells):
            found.append((number, cells))
        if len(found) >= rows:
            break
    return found


def _totals(frame: pl.DataFrame, columns: list[str]) -> pl.Expr:
    """Rows that say «Итого» and else have amounts only; narrow tables have too little to tell it by."""
    if len(columns) < 3:
        return pl.lit(value=False)
    # Beyond the first columns nobody writes «Итого», and a chain over thousands of columns is slow.
    first = pl.coalesce(pl.when(pl.col(name) != "").then(pl.col(name)) for name in columns[:20])
    says = frame.select(first.str.strip_chars().str.contains(_TOTAL).fill_null(value=False)).to_series()
    if says.any():  # few by nature
        rows = frame.filter(says).select(columns).iter_rows()
        says = says.scatter(says.arg_true(), [_has_amounts_only(cells) for cells in rows])
    return pl.lit(says)


def _has_amounts_only(cells: tuple[str, ...]) -> bool:
    """Whether nothing but amounts stands behind the first word: who has a phone or a city is a client."""
    others = [cell.strip() for cell in cells if cell.strip()][1:]
    return all(_AMOUNT.fullmatch(cell[:60]) and not _PHONE.fullmatch(cell[:60]) for cell in others)
