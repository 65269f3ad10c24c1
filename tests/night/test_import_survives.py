"""Imports and undos hit at random points: nothing lost, nothing twice.

Slow, so not part of `bin/test`: `.venv/bin/pytest tests/night -p no:randomly -s -m night` (KILLS=200 NIGHT_ROWS=1000000
for the long run).
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.night.homes import OF_BATCHES, Sums, command, postmaster, state, sums, zhivo
from zhivo.lib import postgres

pytestmark = pytest.mark.night
KILLS = int(os.environ.get("KILLS", "10"))
LATEST = float(os.environ.get("NIGHT_SECONDS", "10"))  # a hit comes so many seconds after a start at most
DATABASE_ENDS = (signal.SIGQUIT, signal.SIGKILL, signal.SIGINT)  # what a crash leaves, worse, and an orderly restart
QUEUE = """
import sys
import django; django.setup()
from zhivo.cli.database import database, prepare
from zhivo.intake import batches
from pathlib import Path
with database():
    prepare()
    path = Path(sys.argv[1])
    batch = batches.receive(file=[path.read_bytes()], name=path.name, by=None)
    batches.start(batch=batch, by=None)
"""
Make = Callable[[], Path]


@pytest.fixture(scope="module")
def untouched(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Sums:
    home = tmp_path_factory.mktemp("whole")
    try:
        code, out, _ = zhivo(home, "import", str(file), "--json")
        told = json.loads(out)
        assert code == 0
        assert told["clients_created"] + told["clients_joined"] + told["held"] + told["refused"] == told["rows"]
        return sums(home)
    finally:
        postgres.destroy(home)


def until(end: str, chance: random.Random, home: Path, *words: str) -> int:
    """Run a command, killed each time, until the batch is at its end; return how often it was killed at work."""
    kills = 0
    while state(home).get("state") != end:
        running = command(home, *words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            # Every kill gives the next run a little more time, so a slow machine comes to the end too.
            _out, err = running.communicate(timeout=chance.uniform(0.5, LATEST + kills / 2))
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()
            kills += 1
            continue
        assert running.returncode == 0, err
    return kills


def test_a_killed_import_and_a_killed_undo_go_on_where_they_stopped(
    file: Path, untouched: Sums, new_home: Make
) -> None:
    chance, kills, undo_kills, rounds = random.Random("import"), 0, 0, 0
    while kills < KILLS or undo_kills < KILLS / 5:
        home = new_home()
        assert zhivo(home, "init")[0] == 0
        empty = sums(home)
        kills += until("done", chance, home, "import", str(file), "--json")
        assert sums(home) == untouched
        undo_kills += until("undone", chance, home, "undo", str(state(home)["operation"]), "--json")
        assert without_batches(sums(home)) == without_batches(empty)
        postgres.destroy(home)
        rounds += 1
        print(f"import: {rounds} rounds, {kills} kills of the import, {undo_kills} of the undo")


def test_a_killed_worker_goes_on_where_it_stopped(file: Path, untouched: Sums, new_home: Make) -> None:
    chance, kills, rounds = random.Random("worker"), 0, 0
    while kills < KILLS:
        home = new_home()
        queued(home, file)
        # The server stays up between two workers, as it does beside the pages.
        with postgres.ensure_running(home):
            while state(home)["state"] != "done":
                kills += killed_worker(chance, home, latest=LATEST + rounds)
                assert state(home)["state"] in ("queued", "running", "done")
        assert sums(home) == untouched
        postgres.destroy(home)
        rounds += 1
        print(f"worker: {rounds} rounds, {kills} kills of the worker")


def test_an_import_outlives_its_database(file: Path, untouched: Sums, new_home: Make) -> None:
    chance, hits, rounds = random.Random("database"), 0, 0
    while hits < KILLS:
        home = new_home()
        assert zhivo(home, "init")[0] == 0
        running = command(home, "import", str(file), "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with running:
            while running.poll() is None and state(home).get("state") not in ("running", "done"):
                time.sleep(0.2)  # a start that finds no database is another matter
            latest = LATEST
            while running.poll() is None:
                hits += hit_database(chance, home, running, latest=latest)
                latest += 0.5
            out, err = running.communicate()
        assert running.returncode == 0, err
        assert json.loads(out)["rows"] == state(home)["rows"]
        assert sums(home) == untouched
        postgres.destroy(home)
        rounds += 1
        print(f"database: {rounds} rounds, {hits} hits")


def queued(home: Path, file: Path) -> None:
    import sys

    settings = {"ZHIVO_HOME": str(home), "DJANGO_SETTINGS_MODULE": "zhivo.settings"}
    subprocess.run([sys.executable, "-c", QUEUE, str(file)], env=os.environ | settings, check=True)


def killed_worker(chance: random.Random, home: Path, *, latest: float) -> int:
    """Let a worker work for a random while and kill it; 1 if it was killed at work."""
    running = command(home, "worker", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + chance.uniform(0.5, latest)
    with running:
        while time.monotonic() < until and state(home)["state"] != "done":
            assert running.poll() is None
            time.sleep(0.2)
        is_at_work = state(home)["state"] != "done"
        running.kill()
    return int(is_at_work)


def hit_database(chance: random.Random, home: Path, running: subprocess.Popen[str], *, latest: float) -> int:
    """Wait for a random while and end the server in one of the ways it may end; 1 if it was there to be hit."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        running.wait(timeout=chance.uniform(0.1, latest))
        return 0
    try:
        os.kill(postmaster(home), chance.choice(DATABASE_ENDS))
    except (FileNotFoundError, ProcessLookupError):  # it is being started just now
        return 0
    return 1


def without_batches(found: Sums) -> Sums:
    return {what: values for what, values in found.items() if what not in OF_BATCHES}
