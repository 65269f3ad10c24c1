"""Files are read in a process of their own: a look at the beginning, or the whole file as pieces on disk."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from zhivo.intake.readers import Choice, Refused

__all__ = ["Choice", "Look", "Progress", "Refused", "SheetLook", "Summary", "look", "spool", "summary"]

log = logging.getLogger(__name__)

DONE = "done.json"
PIECE_ROWS = 50_000
LOOK_SECONDS = 30
SILENCE_SECONDS = 600  # a reader that says nothing for so long is stuck
CPU_SECONDS = 120  # and one more for every megabyte
_ROOT = Path(__file__).parent.parent.parent


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
    with _Child(job, silence=LOOK_SECONDS) as child:
        for answer in child.answers():
            if "look" in answer:
                found = answer["look"]
                return Look(found["kind"], [SheetLook(**sheet) for sheet in found["sheets"]], found["chosen"])
    raise Refused("parser_died")


def spool(
    path: Path, *, into: Path, choice: Choice | None = None, piece_rows: int = PIECE_ROWS, first_piece: int = 0
) -> Iterator[Progress]:
    """Read a sheet into pieces `00000.arrow`, `00001.arrow`... and yield each when it is there.

    To ask for the next piece says that the one before may go: the reader is at most four pieces ahead. The caller
    deletes what it has used. Piece k always holds the same rows, so a caller that was interrupted asks again from
    `first_piece`. A folder whose reading was finished is not read again. Raises Refused.
    """
    choice = choice or Choice()
    mark = {**_identity(path), "choice": asdict(choice), "piece_rows": piece_rows}
    into.mkdir(parents=True, exist_ok=True)
    finished = _finished(into, mark)
    if finished is not None and _has_pieces(into, finished, first_piece):
        yield from _ready(into, finished, first_piece)
        return
    _empty(into)
    size = path.stat().st_size >> 20
    job = {"do": "spool", "into": str(into.resolve()), "piece_rows": piece_rows, "first_piece": first_piece}
    job |= {"mark": mark, **_job(path, choice, cpu_seconds=CPU_SECONDS + size)}
    with _Child(job, silence=SILENCE_SECONDS) as child:
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
    for left in (*into.glob("*.arrow"), *into.glob("*.tmp"), into / DONE):
        left.unlink(missing_ok=True)


class _Child:
    """The reading process: its answers, and what its death means."""

    def __init__(self, job: dict[str, Any], *, silence: float) -> None:
        self.silence = silence
        self.is_late = False
        self.errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self.process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "zhivo.intake.readers.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=_environment(),
            cwd=tempfile.gettempdir(),
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )
        self._tell(json.dumps(job))

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            with suppress(OSError):
                if stream:
                    stream.close()

    def take(self) -> None:
        """Let the reader go on by one piece."""
        self._tell("")

    def answers(self) -> Iterator[dict[str, Any]]:
        """Answers until there are no more; raises Refused for a refusal and for a death."""
        while line := self._line():
            answer: dict[str, Any] = json.loads(line)
            if "refused" in answer:
                if answer.get("fault"):
                    log.warning("A reader failed: %s", answer["fault"])
                raise Refused(answer["refused"], answer["data"])
            yield answer
        raise self._death()

    def _line(self) -> str:
        stuck = threading.Timer(self.silence, self._give_up)
        stuck.daemon = True
        stuck.start()
        try:
            return self.process.stdout.readline() if self.process.stdout else ""
        finally:
            stuck.cancel()

    def _tell(self, line: str) -> None:
        with suppress(OSError, ValueError):  # a dead reader is noticed when it is listened to
            if self.process.stdin:
                self.process.stdin.write(line + "\n")
                self.process.stdin.flush()

    def _give_up(self) -> None:
        self.is_late = True
        self._kill()

    def _kill(self) -> None:
        with suppress(OSError):
            if sys.platform == "win32":
                self.process.kill()
            elif self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)

    def _death(self) -> Refused:
        ended = self.process.wait()
        said = self._last_words()
        log.warning("A reader ended with %s: %s", ended, said or "no word")
        if self.is_late or ended == -getattr(signal, "SIGXCPU", 0):
            return Refused("too_slow")
        if "memory allocation" in said or "MemoryError" in said or ended == -signal.SIGKILL:
            return Refused("too_big")
        return Refused("parser_died")

    def _last_words(self) -> str:
        """Where a library panicked; nothing else, as messages may quote the file."""
        self.errors.seek(0, 2)
        self.errors.seek(max(0, self.errors.tell() - 4_096))
        lines = self.errors.read().decode("utf-8", "replace").splitlines()
        known = ("panicked at", "memory allocation of", "MemoryError", "No module named")
        return " | ".join(line[:200] for line in lines if any(word in line for word in known))


def _environment() -> dict[str, str]:
    """Little of ours: no secrets reach a process that reads what strangers send."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "LANG") if name in os.environ}
    limits = {"POLARS_MAX_THREADS": "2", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "2"}
    return kept | limits | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
