"""The tests' PostgreSQL: one template per set of migrations, copied for every process that needs a database."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg

ROOT = Path(__file__).parent.parent
# Set here, for pytest loads this file (pyproject.toml, addopts) before Django reads its settings.
HOME = ROOT / ".cache" / "tests"
os.environ |= {"ZHIVO_HOME": str(HOME), "SECRET_KEY": "only-for-tests-" * 4}
for name in ("DATABASE_URL", "ZHIVO_URL", "ZHIVO_HOSTS", "ZHIVO_LANGUAGE", "ZHIVO_DEBUG"):
    os.environ.pop(name, None)


def pytest_configure() -> None:
    """What differs in tests: files are served as they are, passwords are hashed fast."""
    from django.conf import settings

    settings.STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The threads of a worker end with its test, and would leave their connections open.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@contextmanager
def fresh_database() -> Iterator[str]:
    """A migrated, empty database of this process's own for the time of the block; yields its name."""
    from zhivo.lib import postgres
    from zhivo.lib.refusal import Refusal

    try:
        server = postgres.ensure_running(HOME, durable=False)
    except Refusal:
        # Made without fsync, so a power cut may have spoilt it; nothing in it is worth keeping.
        postgres.destroy(HOME)
        server = postgres.ensure_running(HOME, durable=False)
    name = f"test_{os.getpid()}"
    with server, psycopg.connect(postgres.url(HOME, database="postgres"), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE {name} TEMPLATE "{_template(admin)}"')
        _number_apart(name)
        try:
            yield name
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def first_number() -> int:
    """Return behind which number this process numbers what has a folder of its number, a thousand at most."""
    return (os.getpid() % 10_000 + 1) * 1000


def _number_apart(name: str) -> None:
    """Let no two processes number alike what has a folder of its number: they share a data folder."""
    from zhivo.lib import postgres

    with psycopg.connect(postgres.url(HOME, database=name), autocommit=True) as base:
        for table in ("sources_batch", "intake_preflight"):
            base.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first_number()])


def _template(admin: psycopg.Connection[Any]) -> str:
    name = f"template_{_fingerprint()}"
    admin.execute("SELECT pg_advisory_lock(1)")
    try:
        names = [row[0] for row in admin.execute("SELECT datname FROM pg_database ORDER BY oid")]
        if name not in names:
            _drop_left_overs(admin, names)
            admin.execute('DROP DATABASE IF EXISTS "building" WITH (FORCE)')
            admin.execute('CREATE DATABASE "building"')
            _migrate("building")
            admin.execute(f'ALTER DATABASE "building" RENAME TO "{name}"')
    finally:
        admin.execute("SELECT pg_advisory_unlock(1)")
    return name


def _fingerprint() -> str:
    made_of = [ROOT / "requirements.lock", *sorted(ROOT.glob("zhivo/**/migrations/*.py"))]
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in made_of)).hexdigest()[:12]


def _migrate(name: str) -> None:
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


def _drop_left_overs(admin: psycopg.Connection, names: list[str]) -> None:
    """Remove the databases of killed test runs, and all templates but the newest three (other branches use those)."""
    templates = [name for name in names if name.startswith("template_")]
    killed = [name for name in names if name.startswith("test_") and not psutil.pid_exists(int(name[5:]))]
    for name in [*templates[:-3], *killed]:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
