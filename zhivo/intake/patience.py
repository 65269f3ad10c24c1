"""Work that outlives its database: while that is away it is waited for, or started again where it is ours."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext_lazy as _

from zhivo.lib import postgres
from zhivo.lib.home import home
from zhivo.lib.refusal import Refusal
from zhivo.lib.room import is_out_of_room

PATIENCE = 600  # seconds to wait for a database, each time it goes away
DISK_FULL = "53100"
Done = TypeVar("Done")


def patiently(work: Callable[[], Done], *, is_over: Callable[[], bool] | None = None) -> Done:
    """Do the work, again from its start whenever the database went away meanwhile; return what it returns.

    The work must go on behind what it has committed. Raises what it raises while the database is there, and what was
    the last fault when ten minutes were not enough or `is_over` says that this process is to end. Raises Refusal when
    the embedded database has no room left to start in.
    """
    while True:
        try:
            return work()
        except DatabaseError as error:
            if is_disk_full(error) or is_there() or not _comes_back(is_over):
                raise


def _comes_back(is_over: Callable[[], bool] | None) -> bool:
    """Wait until the database lets this thread in again; say no when it takes too long or this process is to end."""
    connection.close()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not (is_over is not None and is_over()):
        _bring_back()
        try:
            connection.ensure_connection()
        except DatabaseError:
            time.sleep(1)
        else:
            return True
    return False


def is_there() -> bool:
    """Whether the database still answers on the connection of this thread."""
    return connection.connection is not None and connection.is_usable()


def is_disk_full(error: BaseException) -> bool:
    """Whether it failed for want of room: on the server's disk, or on ours."""
    if isinstance(error, Refusal):
        return error.code == "disk_full"
    return is_out_of_room(error) or getattr(error.__cause__, "sqlstate", None) == DISK_FULL


def refuse_full_disk() -> Refusal:
    """Return the refusal of work that found no room and goes on by itself, or at the next call, when there is some."""
    return Refusal(
        "disk_full",
        _("There is no room left on the disk."),
        hint=_("Free some space and start again. What is written stays."),
    )


def _bring_back() -> None:
    """Start the embedded server where it is gone; whoever opened the database for this process still holds it."""
    if not settings.EMBEDDED_DATABASE:
        return
    try:
        postgres.ensure_running(home()).release()
    except Refusal as refusal:
        if refusal.code == "disk_full":
            raise
