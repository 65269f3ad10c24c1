"""`zhivo doctor`: what is well here and what is not, a line each."""

import argparse
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.cli.commands import argument, command
from zhivo.cli.database import database, is_prepared
from zhivo.lib import home, running
from zhivo.lib.refusal import Refusal

# An import of a million rows with its indexes and the log of changes takes about so much.
LEAST_FREE_GB = 3
# A job that waits longer means that nobody works.
LONGEST_WAIT_SECONDS = 120


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    key: str
    ok: bool
    says: str


@command(
    group="care",
    help=gettext_lazy("Look whether everything is well"),
    examples=("zhivo doctor", "zhivo doctor --json"),
    arguments=(argument("--json", action="store_true", help=gettext_lazy("print one JSON object")),),
    needs_database=False,
)
def doctor(options: argparse.Namespace) -> int:
    """Print every finding; the code is 1 if anything is wrong."""
    found = [*_folder(), *_processes(), *_database()]
    if options.json:
        print(json.dumps({"checks": [asdict(one) for one in found]}, ensure_ascii=False))
    else:
        print("\n".join(f"{'✓' if one.ok else '✗'} {one.says}" for one in found))
    return 0 if all(one.ok for one in found) else 1


def _folder() -> Iterator[Finding]:
    path = home.folder()
    closed = path.stat().st_mode & 0o077 == 0
    says = _("Data folder: %(path)s") if closed else _("Data folder is open to other users of this machine: %(path)s")
    yield Finding("folder", closed, says % {"path": path})
    free = shutil.disk_usage(path).free / 1024**3
    says = _("Free space: %(free).0f GB") if free >= LEAST_FREE_GB else _("Little free space: %(free).1f GB")
    yield Finding("disk", free >= LEAST_FREE_GB, says % {"free": free})


def _processes() -> Iterator[Finding]:
    found = running.processes()
    for what, on, off in (
        ("web", _("The screens are served: %(address)s"), _("The screens are not served")),
        ("worker", _("A worker works"), _("No worker works; commands do the jobs themselves")),
    ):
        process = next((one for one in found if one.what == what), None)
        yield Finding(what, True, (on if process else off) % {"address": process.address if process else ""})


def _database() -> Iterator[Finding]:
    try:
        with database():
            yield Finding("database", True, _server())
            yield _safety()
            ready = is_prepared()
            yield Finding("prepared", ready, _("The base is prepared") if ready else _("Not prepared: run zhivo init"))
            if ready:
                yield _queue()
                yield from _orphans()
    except Refusal as refusal:
        yield Finding(refusal.code, False, f"{refusal} {refusal.hint}")


def _server() -> str:
    version, size = _row(
        "SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))"
    )
    whose = _("our own") if settings.EMBEDDED_DATABASE else _("by DATABASE_URL")
    return _("PostgreSQL %(version)s (%(whose)s), the base takes %(size)s") % {
        "version": str(version).split()[0],
        "whose": whose,
        "size": size,
    }


def _safety() -> Finding:
    safe = _row("SELECT current_setting('fsync')::bool AND current_setting('full_page_writes')::bool")[0]
    says = _("Data survives a power cut") if safe else _("fsync or full_page_writes is off: a power cut loses data")
    return Finding("safety", bool(safe), says)


def _queue() -> Finding:
    waiting, seconds, failed = _row(
        """
        SELECT count(*) FILTER (WHERE status = 'todo'),
               coalesce(extract(epoch FROM now() - min(since) FILTER (WHERE status = 'todo')), 0),
               count(*) FILTER (WHERE status = 'failed')
        FROM procrastinate_jobs job
        CROSS JOIN LATERAL (
            SELECT greatest(max(at), job.scheduled_at) AS since FROM procrastinate_events WHERE job_id = job.id
        ) event
        WHERE status = 'failed' OR (status = 'todo' AND since <= now())
        """
    )
    stuck = seconds > LONGEST_WAIT_SECONDS
    says = _("Jobs waiting: %(waiting)d, failed: %(failed)d")
    if stuck:
        says = _("Jobs waiting: %(waiting)d, the first for %(minutes)d min; failed: %(failed)d")
    return Finding("jobs", not stuck, says % {"waiting": waiting, "failed": failed, "minutes": seconds // 60})


def _orphans() -> Iterator[Finding]:
    from zhivo.intake.orphans import orphans

    found = orphans()
    if not found:
        yield Finding("orphans", True, _("Every row of the base belongs to something"))
    for one in found:
        says = _(
            "%(table)s: rows without their %(column)s: %(rows)d. The pages leave them out; keep a copy of the data"
            " folder and send us this line"
        )
        yield Finding(f"orphans.{one.table}.{one.column}", False, says % asdict(one))


def _row(query: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone() or ()
