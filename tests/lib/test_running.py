import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zhivo.lib import running

LIVE = "from zhivo.lib import running\nwith running.noted('worker'): print('up', flush=True); input()"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZHIVO_HOME", str(tmp_path))


def test_a_process_is_seen_while_it_runs_and_not_after_kill_9() -> None:
    with subprocess.Popen([sys.executable, "-c", LIVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()

        assert running.processes() == [running.Process("worker", other.pid)]
        assert running.processes("web") == []

        os.kill(other.pid, signal.SIGKILL)
        other.wait()

        assert running.processes() == []


def test_a_note_names_the_address() -> None:
    with running.noted("web", address="127.0.0.1:8000"):
        assert [one.address for one in running.processes("web")] == ["127.0.0.1:8000"]

    assert running.processes() == []
