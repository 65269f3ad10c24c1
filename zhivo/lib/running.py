"""Which of our long processes run on this data folder: each holds a lock on a file that names it."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from zhivo.lib import home


@dataclass(frozen=True)
class Process:
    """A running `zhivo run`, `web` or `worker`."""

    what: str
    pid: int
    address: str = ""


@contextmanager
def noted(what: str, *, address: str = "") -> Iterator[None]:
    """Note this process as running for the time of the block; after kill -9 the note is void by itself."""
    path = home.folder("running") / f"{what}-{os.getpid()}"
    with path.open("w") as note:
        fcntl.flock(note, fcntl.LOCK_EX)
        note.write(json.dumps(asdict(Process(what, os.getpid(), address))))
        note.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def processes(what: str | None = None) -> list[Process]:
    """Those that run now (of one kind); notes of the dead are removed on the way."""
    found = [one for path in sorted(home.folder("running").iterdir()) if (one := _read(path))]
    return [one for one in found if what in (None, one.what)]


def _read(path: Path) -> Process | None:
    try:
        with path.open("r+") as note:
            fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
            return None
    except FileNotFoundError:
        return None
    except BlockingIOError:
        try:
            return Process(**json.loads(path.read_text()))
        except ValueError:  # it locks first and writes a moment later
            return None
