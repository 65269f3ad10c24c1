"""The worker of the job queue: procrastinate inside our process, and what to do about jobs whose worker died."""

from typing import Any

from django.conf import settings
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.utils import utcnow

CARE = "zhivo.take_up_abandoned"
HEARTBEAT_SECONDS = 30.0
GRACE_SECONDS = 8.0  # a piece of an import takes less than five
AWAY_SECONDS = 5.0  # a base that is away longer ends the worker, which is started again: half a minute was lost else


def run_worker(*, alone: bool, wait: bool = True) -> None:
    """Do jobs until SIGTERM (or until the queue is empty if not `wait`).

    `alone` says that no other worker lives on this data folder: then every job in hand in an embedded database was left
    by a dead worker and starts again at once; otherwise after 30 seconds without a sign of life.
    """
    app: App = django_app
    with app.replace_connector(PsycopgConnector(kwargs=connector_params(), timeout=AWAY_SECONDS)) as working:
        dead_at_once = alone and settings.EMBEDDED_DATABASE
        _add_care_of_the_dead(working)
        _run(working, wait=wait, silence=0.0 if dead_at_once else HEARTBEAT_SECONDS)


def _run(app: App, *, wait: bool, silence: float) -> None:
    import asyncio

    async def work() -> None:
        async with app.open_async():
            await take_up_abandoned(app, silence=silence)
            await app.run_worker_async(
                wait=wait,
                # Two jobs side by side (threads): an import must not hold up a timer.
                concurrency=2,
                shutdown_graceful_timeout=GRACE_SECONDS,
                delete_jobs="never",
            )

    asyncio.run(work())


async def take_up_abandoned(app: App, *, silence: float) -> int:
    """Put back the jobs whose worker gave no sign of life for so many seconds; return how many."""
    abandoned = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silence))
    for job in abandoned:
        await app.job_manager.retry_job(job, retry_at=utcnow())
    return len(abandoned)


def _add_care_of_the_dead(app: App) -> None:
    if CARE in app.tasks:
        return

    @app.periodic(cron="* * * * *")
    @app.task(name=CARE, queueing_lock=CARE, pass_context=True)
    async def take_up(context: Any, timestamp: int) -> None:
        await take_up_abandoned(context.app, silence=HEARTBEAT_SECONDS)
