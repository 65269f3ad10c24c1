"""What every command that touches the base does first and last: PostgreSQL up, checked, and down again."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from django.utils.translation import gettext_lazy as _

from zhivo.lib import home, postgres
from zhivo.lib.refusal import Refusal

# Any number, the same in every process: two commands must not migrate at once.
MIGRATING = 7_001


@contextmanager
def database() -> Iterator[None]:
    """Have a fit PostgreSQL for the time of the block; raise Refusal where there is none."""
    with postgres.ensure_running(home.home()) if settings.EMBEDDED_DATABASE else nullcontext():
        try:
            _check()
            yield
        finally:
            connections.close_all()


def _check() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().splitlines()
        raise Refusal(
            "no_database",
            _("The database does not answer."),
            hint=_("Check DATABASE_URL. PostgreSQL says: %(said)s"),
            values={"said": reason[0] if reason else ""},
        ) from None
    postgres.check(connection.connection)


def is_prepared() -> bool:
    """Whether every migration has been applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def prepare() -> None:
    """Apply the migrations that are missing; one process at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            if not is_prepared():
                call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def refuse_unprepared() -> None:
    """Raise Refusal if migrations are missing, for a process that should not apply them itself."""
    if not is_prepared():
        raise Refusal("not_prepared", _("The base is not prepared for this version."), hint=_("Run: zhivo init"))
