"""An import hit at many random points goes on within a minute each time, and in the end nothing is lost or twice.

`KILLS=200 NIGHT_ROWS=1000000 .venv/bin/pytest tests/night/test_import_resumes.py -p no:randomly -s -m night`; what each
hit cost is written to NIGHT_REPORT as lines of JSON, if that names a file.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psycopg
import pytest

from tests.night.homes import Sums, command, postmaster, sums
from tests.night.test_import_survives import KILLS, queued, untouched
from zhivo.lib import postgres

__all__ = ["untouched"]

pytestmark = pytest.mark.night
LONGEST = 60.0  # seconds from a hit to the next committed piece
BETWEEN = float(os.environ.get("NIGHT_SECONDS", "8"))  # from a commit to the next hit at most; a piece takes less
AGAIN = 0.3  # of the hits are followed by another one before the import has gone on
ENDS = (signal.SIGQUIT, signal.SIGKILL)  # of the database: what a crash leaves, and what the kernel does
Make = Callable[[], Path]


@dataclass(frozen=True)
class Hit:
    """What was hit behind how many committed rows, and the seconds from there to the next commit.

    None where the next hit came first. `load` is that of the machine: beside other work everything takes longer.
    """

    what: str
    rows: int
    seconds: float | None
    load: float


@dataclass
class Worker:
    """A worker that is started again whenever it ends, as `zhivo run` does."""

    home: Path
    running: subprocess.Popen[str] | None = None
    is_over: threading.Event = field(default_factory=threading.Event)

    def keep(self) -> None:
        while not self.is_over.wait(0.2):
            if self.running is None or self.running.poll() is not None:
                silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
                self.running = command(self.home, "worker", process_group=0, **silent)

    def kill(self) -> None:
        if self.running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


@contextmanager
def worker(home: Path) -> Iterator[Worker]:
    kept = Worker(home)
    keeping = threading.Thread(target=kept.keep)
    keeping.start()
    try:
        yield kept
    finally:
        kept.is_over.set()
        keeping.join()
        kept.kill()


def test_an_import_goes_on_within_a_minute_wherever_it_is_hit(file: Path, untouched: Sums, new_home: Make) -> None:
    chance, hits = random.Random("points"), list[Hit]()
    while len(hits) < KILLS:
        home = new_home()
        queued(home, file)
        with worker(home) as kept:
            hits += hit_until_done(chance, home, kept, most=KILLS - len(hits))
        assert sums(home) == untouched
        postgres.destroy(home)
        print(said(hits), flush=True)
    assert max(hit.seconds for hit in hits if hit.seconds is not None) <= LONGEST


def hit_until_done(chance: random.Random, home: Path, kept: Worker, *, most: int) -> list[Hit]:
    """Hit an import again and again until it is done; every hit but those followed at once waits for a commit."""
    hits: list[Hit] = []
    while len(hits) < most:
        _wait(home, lambda *_: True)  # the server is up
        time.sleep(chance.uniform(0, BETWEEN))
        if (_progress(home) or (0, False))[1]:
            break
        what = _hit(chance, home, kept)
        at, since = time.monotonic(), _progress(home) or _wait(home, lambda *_: True)
        is_hit_again = chance.random() < AGAIN
        if is_hit_again:
            time.sleep(chance.uniform(0, BETWEEN))
        else:
            _wait(home, lambda rows, is_done, behind=since[0]: rows > behind or is_done)
        seconds = None if is_hit_again else round(time.monotonic() - at, 1)
        hits.append(Hit(what, since[0], seconds, round(os.getloadavg()[0], 1)))
        _note(hits[-1])
    _wait(home, lambda _rows, is_done: is_done)
    return hits


def _hit(chance: random.Random, home: Path, kept: Worker) -> str:
    what = chance.choice(("worker", "worker", "database", "database", "both"))
    if what != "worker":
        with suppress(FileNotFoundError, ProcessLookupError):  # it is being started just now
            os.kill(postmaster(home), chance.choice(ENDS))
    if what != "database":
        kept.kill()
    return what


def _progress(home: Path) -> tuple[int, bool] | None:
    """Rows that are committed and whether the batch is done; None while the base is away. It is never started here."""
    try:
        with psycopg.connect(postgres.url(home), connect_timeout=2) as base:
            found = base.execute("SELECT rows, state FROM sources_batch").fetchone()
    except psycopg.Error:
        return None
    assert found is not None
    assert found[1] in ("queued", "running", "done"), found
    return found[0], found[1] == "done"


def _wait(home: Path, is_so: Callable[[int, bool], bool]) -> tuple[int, bool]:
    until = time.monotonic() + 10 * LONGEST
    while time.monotonic() < until:
        now = _progress(home)
        if now is not None and is_so(*now):
            return now
        time.sleep(0.1)
    raise AssertionError("the import does not go on")


def _note(hit: Hit) -> None:
    if name := os.environ.get("NIGHT_REPORT"):
        with Path(name).open("a") as report:
            report.write(json.dumps(asdict(hit)) + "\n")


def said(hits: list[Hit]) -> str:
    """The hits so far in one line."""
    counts = {what: sum(hit.what == what for hit in hits) for what in ("worker", "database", "both")}
    seconds = sorted(hit.seconds for hit in hits if hit.seconds is not None)
    middle, longest = seconds[len(seconds) // 2], seconds[-1]
    most = max(hit.load for hit in hits)
    went_on = f"went on after {middle} s (median), {longest} s (longest of {len(seconds)})"
    return f"{len(hits)} hits {counts}; {went_on}; load of the machine up to {most}"
