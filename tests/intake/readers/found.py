"""Reading a file in this process: the same readers, without the cost of another process a test."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhivo.intake.readers import Choice
from zhivo.intake.readers.child import choose_sheet, open_reader
from zhivo.intake.readers.table import Table
from zhivo.intake.readers.tally import Tally


@dataclass
class Found:
    """A table as it was read."""

    names: list[str]
    rows: list[list[str]]
    numbers: list[int]
    pieces: list[pl.DataFrame]
    table: Table
    tally: Tally

    def skipped(self) -> dict[str, list[int]]:
        return {kind: entry["rows"] for kind, entry in self.tally.skipped.items()}

    def notes(self) -> dict[str, list[int]]:
        return {kind: entry["rows"] for kind, entry in self.tally.notes.items()}


Read = Callable[..., Found]


def read(path: Path, *, piece_rows: int = 50_000, **choice: object) -> Found:
    chosen = Choice(**choice)  # type: ignore[arg-type]
    tally = Tally()
    table = Table(choice=chosen, tally=tally)
    with closing(open_reader(path, choice=chosen)) as reader:
        sheet = chosen.sheet if chosen.sheet is not None else choose_sheet(reader)
        pieces = list(table.pieces(reader.frames(sheet, tally), rows=piece_rows))
    names = table.names()
    rows: list[list[str]] = []
    numbers: list[int] = []
    for piece in pieces:
        for number, *cells in piece.iter_rows():
            numbers.append(number)
            rows.append(cells + [""] * (len(names) - len(cells)))
    assert tally.records_read == tally.records_counted
    return Found(names, rows, numbers, pieces, table, tally)
