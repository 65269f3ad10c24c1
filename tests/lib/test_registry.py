"""Kinds are found in their folder, once, by whoever asks first."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhivo.lib.registry import Registry, TakenKey


@dataclass(frozen=True)
class Kind:
    key: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package with two kinds, the first of which takes its time."""
    package = tmp_path / "kinds_of_a_test"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from zhivo.lib.registry import Registry\nkinds = Registry('kind', folder=__name__)\n"
    )
    kind = "from kinds_of_a_test import kinds\nclass Kind:\n    key = '%s'\nkinds.add(Kind)\n"
    (package / "slow.py").write_text("import time\ntime.sleep(0.05)\n" + kind % "slow")
    (package / "there.py").write_text(kind % "there")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "kinds_of_a_test"
    for name in [name for name in sys.modules if name.startswith("kinds_of_a_test")]:
        del sys.modules[name]


def test_a_taken_key_is_refused() -> None:
    registry: Registry[Kind] = Registry("kind")
    registry.add(Kind("one"))

    with pytest.raises(TakenKey, match="one"):
        registry.add(Kind("one"))


def test_the_folder_is_read_on_first_use(folder: str) -> None:
    kinds = __import__(folder).kinds

    assert f"{folder}.there" not in sys.modules
    assert {kind.key for kind in kinds} == {"slow", "there"}
    assert kinds.get("nobody") is None


def test_threads_that_ask_at_once_all_get_everything(folder: str) -> None:
    kinds = __import__(folder).kinds
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(len(kinds))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts == [2, 2, 2, 2]
