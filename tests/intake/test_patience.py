"""Work waits for a database that went away, and no longer than it should."""

from __future__ import annotations

import psycopg
import pytest
from django.db import OperationalError, connection

from zhivo.intake.patience import is_disk_full, patiently
from zhivo.lib.refusal import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def answer() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return int(cursor.fetchone()[0])


def cut() -> None:
    """End the connection of this thread from the server's side."""
    answer()
    with psycopg.connect(connection.connection.info.dsn) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])


def test_work_is_done_again_from_its_start_after_the_database_went_away() -> None:
    runs: list[int] = []

    def work() -> int:
        runs.append(1)
        if len(runs) == 1:
            cut()
        return answer()

    assert patiently(work) == 1
    assert len(runs) == 2


def test_a_process_that_is_to_end_waits_no_more() -> None:
    def work() -> int:
        cut()
        return answer()

    with pytest.raises(OperationalError):
        patiently(work, is_over=lambda: True)


def test_a_refused_statement_is_not_waited_for() -> None:
    def work() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing")

    with pytest.raises(Exception, match="nothing"):
        patiently(work)


def test_a_full_disk_is_known_by_whoever_says_so() -> None:
    said = OperationalError()
    said.__cause__ = psycopg.errors.DiskFull()

    assert is_disk_full(said)
    assert is_disk_full(Refusal("disk_full", "full"))
    assert not is_disk_full(OperationalError())
