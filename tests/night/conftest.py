"""What night runs share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zhivo.lib import postgres


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of made-up clients, NIGHT_ROWS long."""
    path = tmp_path_factory.mktemp("lists") / "list.csv"
    rows = os.environ.get("NIGHT_ROWS", "200000")
    subprocess.run([sys.executable, "-m", "bench.lists", "--rows", rows, "--seed", "7", "--out", str(path)], check=True)
    return path


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """Makes data folders; each goes with its server when the test ends."""
    made: list[Path] = []

    def make() -> Path:
        made.append(tmp_path / f"home{len(made)}")
        return made[-1]

    yield make
    for home in made:
        postgres.destroy(home)
