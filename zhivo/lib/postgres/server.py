"""Start, find and stop the embedded server of a data folder; the last process that uses it turns it off."""

import errno
import fcntl
import os
import shlex
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import IO

import psutil
import psycopg
from django.utils.translation import gettext_lazy as _

from zhivo.lib.postgres.place import DATABASE, ROLE, Place, binaries, major_version, our_name, place, run_as, url
from zhivo.lib.postgres.tuning import options
from zhivo.lib.refusal import Refusal

# Long enough to read the log again after a hard stop in the middle of a big import.
START_SECONDS = 60
# What libc does with letters where the builtin provider is not asked; macOS may lack the first.
LOCALES = ("C.UTF-8", "en_US.UTF-8")


@dataclass
class Server:
    """A running embedded server that this process uses; `release` it (or leave the `with`) when done."""

    home: Path
    url: str
    started_by_us: bool
    _use: IO[str]

    def release(self) -> None:
        """Give the server up; stop it if no other process uses it. Safe to repeat."""
        if self._use.closed:
            return
        with _one_at_a_time(self.home):
            try:
                fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            else:
                _stop(place(self.home))
            finally:
                self._use.close()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *error: object) -> None:
        self.release()


def ensure_running(home: Path, *, durable: bool = True) -> Server:
    """Find the server of this data folder or start it, making the cluster and the database if they are missing.

    `durable=False` trades safety against power cuts for speed (tests). Raises Refusal with the reason of a failure.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _one_at_a_time(home):
        # A lock dies with its process, even with kill -9: so nobody counts users, and nobody counts wrong.
        use = (home / "postgres.users").open("w")
        try:
            fcntl.flock(use, fcntl.LOCK_SH)
            started = _ensure_running(place(home), durable=durable)
        except BaseException:
            use.close()
            raise
    return Server(home=home, url=url(home), started_by_us=started, _use=use)


def keep_running(home: Path, *, until: Event) -> None:
    """Start the server again whenever it is gone, looking once a second; the caller is one of its users."""
    while not until.wait(1):
        if not _is_running(place(home)):
            with suppress(Refusal):  # said in its log; the next second may have more room
                ensure_running(home).release()


def _ensure_running(where: Place, *, durable: bool) -> bool:
    if _is_running(where) and _answers(where):
        return False
    _make_cluster(where, durable=durable)
    before = _sizes(where)
    _start(where, durable=durable)
    if not _answers(where):
        raise _not_started(_said_since(where, before))
    _make_database(where.home)
    return True


def stop(home: Path) -> bool:
    """Stop the server of this data folder whoever uses it; say whether there was one."""
    if not home.exists():
        return False
    with _one_at_a_time(home):
        return _stop(place(home))


def destroy(home: Path) -> None:
    """Stop the server and remove its data for ever."""
    stop(home)
    where = place(home)
    shutil.rmtree(where.run, ignore_errors=True)
    shutil.rmtree(where.base, ignore_errors=True)


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    with (home / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pid_file(where: Place) -> Path:
    return where.data / "postmaster.pid"


def _noted_pid(where: Place) -> int | None:
    try:
        return int(_pid_file(where).read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _is_running(where: Place) -> bool:
    """Whether the noted process lives and really is this server (numbers are given anew after a crash)."""
    pid = _noted_pid(where)
    if pid is None:
        return False
    try:
        process = psutil.Process(pid)
        return process.name().startswith("postgres") and Path(process.cwd()) == where.data.resolve()
    except psutil.Error:
        return False


def _make_cluster(where: Place, *, durable: bool) -> None:
    if (where.data / "PG_VERSION").exists():
        found = (where.data / "PG_VERSION").read_text().strip()
        if found != major_version():
            raise Refusal(
                "data_of_another_version",
                _("The data is of PostgreSQL %(found)s, and PostgreSQL %(ours)s is installed."),
                hint=_("Install the version of Zhivo that wrote it, make a backup, and restore it here."),
                values={"found": found, "ours": major_version()},
            )
        return
    # Made aside and moved into place: a cluster half made by an interrupted start looks whole.
    draft = where.base / "data.new"
    for locale in LOCALES:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if where.account:
            os.chown(draft, where.account.uid, where.account.gid)
        made = run_as(where.account, _initdb(where, draft, locale, durable=durable))
        if made.returncode == 0:
            draft.rename(where.data)
            return
    raise _not_started(made.stderr)


def _initdb(where: Place, data: Path, locale: str, *, durable: bool) -> list[str | Path]:
    return [
        binaries(where.account) / "initdb",
        f"--pgdata={data}",
        f"--username={ROLE}",
        "--auth=reject",  # pg_hba.conf beside the data says who comes in
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        f"--locale={locale}",
        *([] if durable else ["--no-sync"]),
    ]


def _start(where: Place, *, durable: bool) -> None:
    _forget_foreign_pid(where)
    hba, ident = _say_who_may_enter(where)
    chosen = options(sockets=where.run, hba=hba, ident=ident, durable=durable)
    settings = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in chosen.items())
    log = where.data / "start.log"
    deadline = time.monotonic() + START_SECONDS
    while True:
        said_before = _sizes(where)
        started = run_as(where.account, [*_pg_ctl(where, "start"), f"--log={log}", f"--options={settings}"])
        if started.returncode == 0:
            return
        said = _said_since(where, said_before) or started.stderr
        # After kill -9 the children of the old server need a moment to notice and to let go of the memory they share;
        # and a start or a stop whose process was killed is still under way.
        if not any(sign in said for sign in ("shared memory block", "lock file")) or time.monotonic() > deadline:
            raise _not_started(said)
        time.sleep(0.2)
        if _is_running(where) and _answers(where):
            return


def _sizes(where: Place) -> dict[Path, int]:
    """The logs of the server by their size: they belong to the account, and root writes nothing there."""
    logs = [where.data / "start.log", *(where.data / "log").glob("*.log")]
    return {log: log.stat().st_size for log in logs if log.exists()}


def _said_since(where: Place, before: dict[Path, int]) -> str:
    """What was written into the logs since then."""
    now = _sizes(where)
    # One that shrank was begun anew, as the log of a weekday is every week.
    begun = {log: before.get(log, 0) if before.get(log, 0) <= size else 0 for log, size in now.items()}
    return "\n".join(log.read_bytes()[begin:].decode(errors="replace") for log, begin in begun.items())


def _pg_ctl(where: Place, do: str) -> list[str | Path]:
    program = binaries(where.account) / "pg_ctl"
    return [program, do, "--wait", f"--timeout={START_SECONDS}", "--silent", f"--pgdata={where.data}"]


def _forget_foreign_pid(where: Place) -> None:
    """Remove the note of a dead server whose number is another process's now: PostgreSQL would take it for itself."""
    pid = _noted_pid(where)
    if pid is not None and psutil.pid_exists(pid):
        _pid_file(where).unlink()
        (where.run / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _say_who_may_enter(where: Place) -> tuple[Path, Path]:
    """Only the user who owns the data folder (the kernel tells who connects, so there is no password to keep)."""
    hba, ident = where.base / "pg_hba.conf", where.base / "pg_ident.conf"
    names = {our_name(), where.account.name if where.account else our_name()}
    hba.write_text(f"local all {ROLE} peer map=zhivo\n")
    ident.write_text("".join(f'zhivo "{name}" {ROLE}\n' for name in sorted(names)))
    for path in (hba, ident):
        path.chmod(0o644)  # the account reads them
    return hba, ident


def _answers(where: Place) -> bool:
    """Wait until the running server lets us in; say no if it dies meanwhile or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and _is_running(where):
        try:
            psycopg.connect(url(where.home, database="postgres"), connect_timeout=5).close()
            return True
        except psycopg.OperationalError:
            time.sleep(0.05)
    return False


def _make_database(home: Path) -> None:
    with psycopg.connect(url(home, database="postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _stop(where: Place) -> bool:
    if not _is_running(where):
        return False
    run_as(
        where.account,
        [*_pg_ctl(where, "stop"), "--mode=fast"],
    )
    return True


def _not_started(said: str) -> Refusal:
    if os.strerror(errno.ENOSPC) in said:
        return Refusal(
            "disk_full",
            _("There is no room left on the disk, so the database server does not start."),
            hint=_("Free some space and start again. What is written stays."),
        )
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    signs = ("PANIC", "FATAL", "error:")
    telling = next((line for line in lines if any(sign in line for sign in signs)), lines[-1] if lines else "")
    return Refusal(
        "database_does_not_start",
        _("The database server does not start."),
        hint=_("PostgreSQL says: %(said)s"),
        values={"said": telling[:300]},
    )
