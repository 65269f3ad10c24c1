"""An import killed, its database killed, its disk filled, at random points: nothing lost, nothing twice.

Slow, so not part of `bin/test`: `.venv/bin/pytest tests/night -p no:randomly -s` (KILLS=200 for the long run).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.night
ROWS = int(os.environ.get("NIGHT_ROWS", "200000"))
KILLS = int(os.environ.get("KILLS", "10"))
ZHIVO = [str(Path(sys.executable).with_name("zhivo"))]


def zhivo(home: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ZHIVO, *words], env=os.environ | {"ZHIVO_HOME": str(home)}, text=True, capture_output=True, check=check
    )


def sums(home: Path) -> list[tuple[object, ...]]:
    """What is in the base, by content and not by id: the ids of a killed piece leave gaps."""
    import psycopg

    from zhivo.lib import postgres

    with postgres.ensure_running(home), psycopg.connect(postgres.url(home)) as base:
        return [
            base.execute(query).fetchone() or ()
            for query in (
                "SELECT count(*), count(DISTINCT (batch_id, row)),"
                " sum(hashtextextended(cells, outcome)::numeric) FROM sources_record",
                "SELECT count(*), sum(hashtextextended(name || coalesce(inn, ''), 0)::numeric) FROM clients_client",
                "SELECT count(*), sum(hashtextextended(value, 0)::numeric) FROM clients_contactpoint",
                "SELECT count(*), count(DISTINCT record_id) FROM clients_membership",
                "SELECT count(*) FROM clients_relation",
                "SELECT rows, clients_created, clients_joined, held, refused FROM sources_batch",
            )
        ]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "list.csv"
    subprocess.run(
        [sys.executable, "-m", "bench.lists", "--rows", str(ROWS), "--seed", "7", "--out", str(path)], check=True
    )
    return path


@pytest.fixture(scope="module")
def untouched(file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    home = tmp_path_factory.mktemp("whole")
    answer = json.loads(zhivo(home, "import", str(file), "--json").stdout)
    assert answer["rows"] == ROWS
    assert answer["clients_created"] + answer["clients_joined"] + answer["held"] + answer["refused"] == ROWS
    found = sums(home)
    zhivo(home, "stop")
    return found


def killed_import(home: Path, file: Path, hit: str, after: float) -> None:
    running = subprocess.Popen(
        [*ZHIVO, "import", str(file), "--json"],
        env=os.environ | {"ZHIVO_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    if hit == "worker":
        running.send_signal(signal.SIGKILL)
        running.wait()
    else:
        from zhivo.lib.postgres.place import Place

        pid = int((Place(home).data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)  # an immediate shutdown: what a crash leaves
        running.wait(timeout=700)


@pytest.mark.parametrize("hit", ["worker", "database"])
def test_an_import_killed_at_random_points_ends_as_if_nothing_had_happened(
    hit: str, file: Path, untouched: list[tuple[object, ...]], tmp_path: Path
) -> None:
    chance = random.Random(hit)
    for _ in range(KILLS):
        killed_import(tmp_path, file, hit, chance.uniform(0.5, 12))

    zhivo(tmp_path, "import", str(file), "--json")

    assert sums(tmp_path) == untouched
    zhivo(tmp_path, "stop")
