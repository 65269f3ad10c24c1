"""Files are read in a process of their own: a look at the beginning, or the whole file as pieces on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from zhivo.intake.readers import Choice, Refused
from zhivo.intake.readers.process import Child

__all__ = ["Choice", "Look", "Progress", "Refused", "SheetLook", "Summary", "look", "spool", "summary"]

DONE = "done.json"
SHAPE = 3  # of a piece; another number when its columns change, so that an import begun before is read again
PIECE_ROWS = 50_000
LOOK_SECONDS = 30  # of the processor
LOOK_SILENCE = 60  # of the clock: on a busy machine the reader may get half of it, or less
SILENCE_SECONDS = 600  # a reader that says nothing for so long is stuck
CPU_SECONDS = 120  # and one more for every megabyte


@dataclass(frozen=True)
class SheetLook:
    """The beginning of a sheet. `header_row` 0: no header, the names are ours. `fault`: why there are no rows."""

    name: str
    is_hidden: bool = False
    header_row: int = 0
    names: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # of these rows, as the file has them
    about_rows: int = 0
    facts: dict[str, Any] = field(default_factory=dict)  # skipped, notes, encoding, delimiter, how sure
    fault: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """What a page shows of a file at once."""

    kind: str
    sheets: list[SheetLook]
    chosen: str

    @property
    def sheet(self) -> SheetLook:
        """The chosen sheet."""
        return next(sheet for sheet in self.sheets if sheet.name == self.chosen)


@dataclass(frozen=True)
class ReadyFor:
    """What pieces are made ready for: the source that the rows are of, and the fields that its columns go to.

    `meanings`: field -> words of the source -> what they mean; `people`: the names that a responsible may be called by,
    None where that is not to be checked; `attributes`: the company's fields that hold more than text, with type and
    options. `is_foretold`: they are decided only, and never written.
    """

    origin: str
    mapping: list[str]
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    people: list[str] | None = None
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_foretold: bool = False
    what: str = "clients"  # or "purchases": then a piece holds whole purchases


@dataclass(frozen=True)
class Progress:
    """A piece that is ready: its number, file and rows, and how much of the sheet has been read (0 to 1)."""

    number: int
    piece: Path
    rows: int
    share: float


@dataclass(frozen=True)
class Summary:
    """What is known when a file has been read to its end (`done.json`)."""

    rows: int
    columns: int
    kind: str
    sheet: str
    header_row: int
    names: list[str]
    is_made_up: bool  # the names are ours: the file has no header
    pieces: int
    skipped: dict[str, dict[str, Any]]  # kind -> {count, rows}: preamble, blank, total, header_again, sep_line
    notes: dict[str, dict[str, Any]]  # kind -> {count, rows, ...}
    encoding: str
    delimiter: str
    records_read: int
    records_counted: int  # by other means; should be the same

    @property
    def difference(self) -> int:
        """Records that one of the two ways of counting did not see."""
        return self.records_read - self.records_counted


def look(path: Path, *, rows: int = 50, choice: Choice | None = None) -> Look:
    """Read the beginning of every sheet: names and at most `rows` rows, cells cut at 300 characters.

    Raises Refused.
    """
    job = {"do": "look", "rows": rows, **_job(path, choice or Choice(), cpu_seconds=LOOK_SECONDS)}
    with Child(job, silence=LOOK_SILENCE) as child:
        for answer in child.answers():
            if "look" in answer:
                found = answer["look"]
                return Look(found["kind"], [SheetLook(**sheet) for sheet in found["sheets"]], found["chosen"])
    raise Refused("parser_died")


def spool(
    path: Path,
    *,
    into: Path,
    choice: Choice | None = None,
    piece_rows: int = PIECE_ROWS,
    first_piece: int = 0,
    ready_for: ReadyFor | None = None,
) -> Generator[Progress, None, None]:
    """Read a sheet into pieces `00000.arrow`, `00001.arrow`... and yield each when it is there.

    They are raw, or with `ready_for` made ready to be written (`prepared.take`).

    To ask for the next piece says that the one before may go: the reader is at most four pieces ahead. The caller
    deletes what it has used. Piece k always holds the same rows, so a caller that was interrupted asks again from
    `first_piece`. A folder whose reading was finished is not read again. Raises Refused.
    """
    choice = choice or Choice()
    ready = asdict(ready_for) if ready_for else None
    mark = {**_identity(path), "choice": asdict(choice), "piece_rows": piece_rows, "ready_for": ready, "shape": SHAPE}
    into.mkdir(parents=True, exist_ok=True)
    finished = _finished(into, mark)
    if finished is not None and _has_pieces(into, finished, first_piece):
        yield from _ready(into, finished, first_piece)
        return
    _empty(into)
    size = path.stat().st_size >> 20
    job = {"do": "spool", "into": str(into.resolve()), "piece_rows": piece_rows, "first_piece": first_piece}
    job |= {"mark": mark, "ready_for": ready, **_job(path, choice, cpu_seconds=CPU_SECONDS + size)}
    with Child(job, silence=SILENCE_SECONDS) as child:
        for answer in child.answers():
            if "piece" in answer:
                number = answer["piece"]
                yield Progress(number, into / f"{number:05}.arrow", answer["rows"], answer["share"])
                child.take()
            if "done" in answer:
                return
    raise Refused("parser_died")


def summary(into: Path) -> Summary | None:
    """What a finished reading left in its folder; None while it is not finished."""
    try:
        done = json.loads((into / DONE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    header = done["header"]
    return Summary(
        header_row=header["row"],
        names=header["names"],
        is_made_up=header["is_made_up"],
        pieces=len(done["piece_sizes"]),
        encoding=done.get("encoding", ""),
        delimiter=done.get("delimiter", ""),
        **{key: done[key] for key in ("rows", "columns", "kind", "sheet", "skipped", "notes")},
        **{key: done[key] for key in ("records_read", "records_counted")},
    )


def _job(path: Path, choice: Choice, *, cpu_seconds: int) -> dict[str, Any]:
    return {"path": str(path.resolve()), "choice": asdict(choice), "cpu_seconds": cpu_seconds, "parent": os.getpid()}


def _identity(path: Path) -> dict[str, Any]:
    found = path.stat()
    return {"path": str(path.resolve()), "size": found.st_size, "changed": found.st_mtime_ns}


def _finished(into: Path, mark: dict[str, Any]) -> dict[str, Any] | None:
    try:
        done: dict[str, Any] = json.loads((into / DONE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return done if done.get("job") == mark else None


def _has_pieces(into: Path, done: dict[str, Any], first: int) -> bool:
    return all((into / f"{number:05}.arrow").exists() for number in range(first, len(done["piece_sizes"])))


def _ready(into: Path, done: dict[str, Any], first: int) -> Iterator[Progress]:
    total, so_far = max(1, done["rows"]), 0
    for number, rows in enumerate(done["piece_sizes"]):
        so_far += rows
        if number >= first:
            yield Progress(number, into / f"{number:05}.arrow", rows, so_far / total)


def _empty(into: Path) -> None:
    for left in (*into.glob("*.arrow"), *into.glob("*.words"), *into.glob("*.tmp"), *into.glob("*.spill"), into / DONE):
        left.unlink(missing_ok=True)
