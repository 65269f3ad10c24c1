"""A database and a folder for a benchmark alone: made anew on the server in use, gone afterwards."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext_lazy as _

from zhivo.lib import home, postgres
from zhivo.lib.refusal import Refusal

NAME = "zhivo_bench"
_RUNNING = 7_002  # any number, the same in every process
_CREATE = (
    f"CREATE DATABASE {NAME} TEMPLATE template0 ENCODING 'UTF8'"
    " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8'"
)


@contextmanager
def scratch() -> Iterator[Path]:
    """Work on an empty migrated database and an empty data folder for the time of the block; yields the folder.

    The user's own base is not touched. Raises Refusal when another benchmark runs or no database may be made.
    """
    theirs, home_before = connection.settings_dict["NAME"], os.environ.get("ZHIVO_HOME")
    with psycopg.connect(**_address(), autocommit=True) as admin:
        if not admin.execute("SELECT pg_try_advisory_lock(%s)", [_RUNNING]).fetchone() == (True,):
            raise Refusal("bench_runs", _("Another benchmark runs on this server."))
        shutil.rmtree(home.home() / "bench", ignore_errors=True)  # of a run that was killed
        folder = home.folder("bench")
        try:
            _make(admin)
            _use(NAME, folder)
            postgres.check(_driver())
            call_command("migrate", interactive=False, verbosity=0)
            yield folder
        finally:
            _use(theirs, home_before)
            admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            shutil.rmtree(folder, ignore_errors=True)


def _address() -> dict[str, Any]:
    known = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options: dict[str, Any] = known["OPTIONS"]
    return {name: known[key] for name, key in named.items() if known[key]} | options


def _make(admin: psycopg.Connection[Any]) -> None:
    try:
        admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        admin.execute(_CREATE)
    except psycopg.errors.InsufficientPrivilege:
        raise Refusal(
            "no_bench_database",
            _("The benchmark needs a database of its own, and this user may not make one."),
            hint=_("Let the server's administrator run: ALTER ROLE … CREATEDB;"),
        ) from None


def _use(database: str, folder: Path | str | None) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
    if folder is None:
        os.environ.pop("ZHIVO_HOME", None)
    else:
        os.environ["ZHIVO_HOME"] = str(folder)


def _driver() -> psycopg.Connection[Any]:
    connection.ensure_connection()
    driver: psycopg.Connection[Any] = connection.connection
    return driver
