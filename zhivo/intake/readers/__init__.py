"""Readers of files: one module here for one kind of file, found by what the file holds, not by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from zhivo.lib.registry import Registry

if TYPE_CHECKING:
    import polars as pl

    from zhivo.intake.readers.tally import Tally

MOST_COLUMNS = 16_384  # as many as Excel has


class Refused(Exception):
    """A file that cannot be read: a stable `code` for programs, `data` for the sentence (`refusals.py`)."""

    def __init__(self, code: str, data: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.data: dict[str, Any] = data or {}


@dataclass(frozen=True)
class Choice:
    """What a person decided about a file; None is left to us. `header_row` 0 says that there is no header.

    `columns` is for a file that we made and that comes back (`completions.py`): the places of its columns that are
    taken, in this order; formulas that we had made harmless are themselves again.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    columns: list[int] | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet of a file; a text file has one without a name. `size` is in bytes of its text."""

    name: str
    is_hidden: bool = False
    size: int = 0


class Reader(Protocol):
    """A file of one kind, opened for reading."""

    key: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]

    def __init__(self, path: Path, *, choice: Choice, is_quick: bool) -> None:
        """Open the file; `is_quick` says that only its beginning is wanted, soon. Raises Refused."""

    @classmethod
    def recognises(cls, path: Path, head: bytes) -> bool:
        """Whether a file that begins with these bytes is of this kind."""

    def sheets(self) -> list[Sheet]:
        """The sheets in the order of the file."""

    def frames(self, sheet: str, tally: Tally) -> Iterator[pl.DataFrame]:
        """Every row of a sheet: `row` Int64, `c0`... String or null, and `cells` where a row has its own length.

        Frames may differ in width. What was odd is told to the tally. Raises Refused.
        """

    def share(self) -> float:
        """How much of the sheet has been read, 0 to 1."""

    def close(self) -> None:
        """Let go of the file."""


kinds: Registry[type[Reader]] = Registry("reader", folder=__name__)
