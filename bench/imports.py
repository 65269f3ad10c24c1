"""How fast a list becomes a base: a made-up csv through the door in, end to end, beside a plain COPY of its text."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from bench.lists import COLUMNS
from bench.measure import Measure, Stopwatch
from bench.words import MANAGERS
from zhivo.intake import batches, jobs
from zhivo.sources.models import Batch
from zhivo.team.models import User

CHUNK = 1024 * 1024
SEED = 7
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Imported:
    """The base that an import made, and how it went."""

    batch: Batch
    measure: Measure


def run(file: Path) -> Imported:
    """Import a list into the empty base at hand, and compare; leaves the base for the other benchmarks."""
    with Stopwatch() as watch:
        batch = load(file)
    if batch.state != Batch.State.DONE:
        raise RuntimeError(f"the import ended as {batch.state}: {batch.fault}")
    plain = copy_plainly(file)
    outcome = {name: getattr(batch, name) for name in ("clients_created", "clients_joined", "held", "refused")}
    return Imported(
        batch,
        Measure(
            "import",
            batch.rows,
            watch.seconds,
            "COPY of the same columns as text into a table without indexes",
            watch.seconds / plain,
            watch.peak_mb,
            outcome | {"megabytes": round(file.stat().st_size / CHUNK, 1)},
        ),
    )


def make_list(*, rows: int, out: Path) -> None:
    """Write the list in a process of its own, so that its memory is not counted."""
    order = ["-m", "bench.lists", "--rows", str(rows), "--seed", str(SEED), "--out", str(out)]
    subprocess.run([sys.executable, *order], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def hire() -> None:
    """Make the people whom the list names as responsible, and an owner."""
    User.objects.create_user("owner@bench.example", None, name="Собственник", roles=["owner"])
    for number, name in enumerate(MANAGERS):
        User.objects.create_user(f"manager{number}@bench.example", None, name=name, roles=["manager"])


def load(file: Path) -> Batch:
    """Receive, map and write a file as the command line does; return the batch as it ended."""
    batch = receive(file)
    batches.start(batch=batch, by=None)
    return jobs.work_on(batch.pk)


def receive(file: Path) -> Batch:
    """Take a file in as a draft whose columns are mapped."""
    with file.open("rb") as content:
        batch = batches.receive(file=iter(lambda: content.read(CHUNK), b""), name=file.name, by=None)
    return batches.choose(batch=batch)


def copy_plainly(file: Path, *, columns: Sequence[str] = COLUMNS) -> float:
    """Return the seconds in which PostgreSQL alone takes the text of the same columns."""
    declared = ", ".join(f'"{name}" text' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_plain ({declared})")
        begun = time.perf_counter()
        with cursor.copy("COPY bench_plain FROM STDIN (FORMAT csv, HEADER)") as copy, file.open("rb") as content:
            while block := content.read(CHUNK):
                copy.write(block)
        seconds = time.perf_counter() - begun
        cursor.execute("DROP TABLE bench_plain")
    return seconds
