import asyncio
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from zhivo.lib.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True)


def statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE task_name = 'tests.noted' ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def noted() -> Any:
    done: list[int] = []
    with connection.cursor() as cursor:  # Django does not know these tables and does not empty them after a test
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")

    @app.task(name="tests.noted")
    def note(number: int) -> None:
        done.append(number)

    yield note, done
    del app.tasks["tests.noted"]


def test_waiting_jobs_are_done(noted: Any) -> None:
    note, done = noted
    note.defer(number=7)

    run_worker(alone=False, wait=False)

    assert done == [7]
    assert statuses() == ["succeeded"]


def test_a_job_whose_worker_was_killed_is_done_again_at_the_next_start(noted: Any) -> None:
    note, done = noted
    note.defer(number=7)
    taken_by_a_worker_that_dies()
    assert statuses() == ["doing"]

    run_worker(alone=True, wait=False)

    assert done == [7]
    assert statuses() == ["succeeded"]


def taken_by_a_worker_that_dies() -> None:
    async def take() -> None:
        async with working.open_async():
            worker = await working.job_manager.register_worker()
            await working.job_manager.fetch_job(queues=None, worker_id=worker)

    with app.replace_connector(app.connector.get_worker_connector()) as working:
        asyncio.run(take())
