import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from zhivo.lib import postgres
from zhivo.lib.postgres.place import place
from zhivo.lib.refusal import Refusal

START = "from zhivo.lib import postgres; s = postgres.ensure_running(Path(sys.argv[1]), durable=False)"


@pytest.fixture(scope="module")
def a_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("server") / "home"
    yield home
    postgres.destroy(home)


@pytest.fixture
def home(a_home: Path) -> Iterator[Path]:
    """A data folder whose server is stopped, before and after."""
    yield a_home
    postgres.stop(a_home)


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[Path]:
    """A data folder that never had a server."""
    yield tmp_path / "home"
    postgres.destroy(tmp_path / "home")


def pid_of(home: Path) -> int:
    return int((place(home).data / "postmaster.pid").read_text().split()[0])


def one_row(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    return row and row[0]


def test_the_second_user_finds_the_server_and_the_last_one_stops_it(home: Path) -> None:
    first = postgres.ensure_running(home, durable=False)
    second = postgres.ensure_running(home, durable=False)
    pid = pid_of(home)

    first.release()

    assert (first.started_by_us, second.started_by_us) == (True, False)
    assert one_row(second.url, "SELECT lower('Ё')") == "ё"

    second.release()

    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert not postgres.stop(home)


def test_data_survives_kill_9_of_the_server(home: Path) -> None:
    with postgres.ensure_running(home) as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("DROP TABLE IF EXISTS kept")
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(pid_of(home), signal.SIGKILL)

        with postgres.ensure_running(home) as again:
            assert again.started_by_us
            assert one_row(again.url, "SELECT number FROM kept") == 7


def test_a_server_that_is_kept_running_is_back_after_kill_9(home: Path) -> None:
    over = threading.Event()
    with postgres.ensure_running(home) as server:
        keeper = threading.Thread(target=postgres.keep_running, args=[home], kwargs={"until": over})
        keeper.start()
        killed = pid_of(home)
        os.kill(killed, signal.SIGKILL)

        deadline, answer = time.monotonic() + 20, None
        while answer != 1 and time.monotonic() < deadline:
            time.sleep(0.2)
            with contextlib.suppress(psycopg.OperationalError):
                answer = one_row(server.url, "SELECT 1")
        over.set()
        keeper.join()

        assert answer == 1
        assert pid_of(home) != killed


def test_a_noted_number_that_belongs_to_another_process_now_is_no_server(home: Path) -> None:
    postgres.ensure_running(home, durable=False).release()
    # A sleeper of the server's own account: the one case in which PostgreSQL itself takes it for a server.
    account = place(home).account
    with subprocess.Popen(["sleep", "60"], user=account.uid if account else None) as stranger:
        note = place(home).data / "postmaster.pid"
        note.write_text(f"{stranger.pid}\n{place(home).data}\n1\n5432\n{place(home).run}\n\n0 0\nready\n")

        with postgres.ensure_running(home, durable=False) as server:
            assert server.started_by_us
            assert one_row(server.url, "SELECT 1") == 1

        assert stranger.poll() is None
        stranger.kill()


def test_commands_started_at_once_make_one_server(new_home: Path) -> None:
    script = f"import sys; from pathlib import Path; {START}; print(s.started_by_us, flush=True); input(); s.release()"
    commands = [
        subprocess.Popen(
            [sys.executable, "-c", script, new_home], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]

    started = [command.stdout.readline().strip() for command in commands if command.stdout]
    for command in commands:
        command.communicate("\n", timeout=30)

    assert sorted(started) == ["False", "False", "True"]


def test_a_user_of_the_server_that_dies_is_not_counted(home: Path) -> None:
    script = f"import os, sys; from pathlib import Path; {START}; os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", script, home], check=False)
    pid = pid_of(home)

    with postgres.ensure_running(home, durable=False) as server:
        assert not server.started_by_us
        assert pid_of(home) == pid

    assert not (place(home).data / "postmaster.pid").exists()


def test_a_cluster_half_made_is_made_anew(new_home: Path) -> None:
    new_home.mkdir()
    draft = place(new_home).base / "data.new"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")

    with postgres.ensure_running(new_home, durable=False) as server:
        assert one_row(server.url, "SELECT 1") == 1


def test_data_of_another_version_is_refused_in_words(home: Path) -> None:
    postgres.ensure_running(home, durable=False).release()
    version = place(home).data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("12\n")

    with pytest.raises(Refusal) as refused:
        postgres.ensure_running(home)
    version.write_text(ours)

    assert refused.value.code == "data_of_another_version"
    assert "12" in str(refused.value)


def test_nothing_listens_on_the_network_and_the_folders_are_closed(home: Path) -> None:
    with postgres.ensure_running(home, durable=False) as server:
        assert one_row(server.url, "SHOW listen_addresses") == ""
        assert [path.stat().st_mode & 0o077 for path in (place(home).data, place(home).run)] == [0, 0]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_another_user_of_the_machine_is_not_let_in(home: Path) -> None:
    with postgres.ensure_running(home, durable=False) as server:
        run = place(home).run
        # Not only the folder keeps strangers out, the server does too: open it as a careless administrator might.
        run.chmod(0o755)
        (run / ".s.PGSQL.5432").chmod(0o777)
        script = f"import os, psycopg; os.setuid(65534); psycopg.connect({server.url!r})"
        stranger = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        run.chmod(0o700)

    assert "Peer authentication failed" in stranger.stderr


def test_the_socket_of_a_deep_folder_is_short_enough(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100)

    host = postgres.url(deep).split("host=")[1].replace("%2F", "/")

    assert len(f"{host}/.s.PGSQL.5432.lock") < 104


def test_starting_takes_little_time(home: Path) -> None:
    postgres.ensure_running(home, durable=False).release()

    since = time.monotonic()
    postgres.ensure_running(home, durable=False).release()

    assert time.monotonic() - since < 5


def test_what_the_server_says_to_its_own_log_is_the_reason_that_is_told(home: Path) -> None:
    with postgres.ensure_running(home, durable=False):
        data = place(home).data
    log, away = data / "pg_wal", data / "pg_wal.away"
    log.rename(away)

    try:
        with pytest.raises(Refusal) as refusal:
            postgres.ensure_running(home, durable=False)
    finally:
        shutil.rmtree(log, ignore_errors=True)
        away.rename(log)

    assert refusal.value.code == "database_does_not_start"
    assert "FATAL" in refusal.value.hint or "PANIC" in refusal.value.hint
    assert "pg_wal" in refusal.value.hint or "checkpoint" in refusal.value.hint


def test_a_server_without_room_is_a_full_disk() -> None:
    from zhivo.lib.postgres.server import _not_started

    said = 'LOG:  redirecting\nFATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device'

    assert _not_started(said).code == "disk_full"


@pytest.mark.parametrize("after", [0.0, 0.03, 0.06, 0.1, 0.2])
def test_a_start_or_a_stop_that_was_killed_half_way_is_no_hindrance(home: Path, after: float) -> None:
    said = "print(flush=True); "
    begin = f"import sys; from pathlib import Path; {said}{START}; {said}s.release()"
    for line in (1, 2):  # while it starts, while it stops
        words = [sys.executable, "-c", begin, str(home)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(line):
                process.stdout.readline()
            time.sleep(after)
            process.kill()

        with postgres.ensure_running(home, durable=False) as server:
            assert one_row(server.url, "SELECT 1") == 1
