import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from django.contrib.auth import get_user_model

from tests.command_line import Zhivo
from zhivo.lib import postgres


@pytest.mark.django_db
def test_init_makes_an_owner_who_can_log_in_and_only_once(zhivo: Zhivo) -> None:
    first = zhivo("init", "--admin", "Anna@example.ru")
    zhivo("init", "--admin", "boris@example.ru")

    owner = get_user_model()._default_manager.get()
    assert (owner.email, owner.roles) == ("anna@example.ru", ["owner", "administrator"])
    assert "http://localhost:8000/login/" in first.out


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    postgres.destroy(tmp_path / "home")


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def start(home: Path, port: int) -> tuple["subprocess.Popen[str]", str]:
    """Start everything; return the process and the address it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "zhivo", "run", "--empty", "--port", str(port)],
        env=os.environ | {"ZHIVO_HOME": str(home), "ZHIVO_LANGUAGE": "en", "PYTHONWARNINGS": "default"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Zhivo works: "):
            return process, line.split(": ", 1)[1].strip()
    raise AssertionError("no page")


def status_of(address: str) -> int:
    asking = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    asking.request("GET", "/login/")
    status = asking.getresponse().status
    asking.close()
    return status


def family_of(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def gone(processes: list[psutil.Process], *, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in processes):
            return True
        time.sleep(0.05)
    return False


def test_everything_starts_survives_kill_9_and_stops_together(home: Path, busy_port: int) -> None:
    first, address = start(home, busy_port)
    family = family_of(first)

    assert address != f"http://localhost:{busy_port}"
    assert status_of(address) == 200

    first.kill()
    first.communicate()
    assert gone(family, within=30)

    again, address = start(home, busy_port)
    family = family_of(again)
    next(one for one in family if "worker" in one.cmdline()).kill()

    assert status_of(address) == 200
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=60)
    assert again.returncode == 0
    assert gone(family, within=10)
    assert not postgres.stop(home)
