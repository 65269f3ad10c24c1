"""The worker's side of imports: find by id, call, done."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from zhivo.sources.models import Batch

Report = Callable[[Batch], None]
log = logging.getLogger(__name__)

# The web process knows the jobs by name only: what they do (Polars and all) is imported where it is done.


@app.task(name="intake.load", queue="import", pass_context=True)
def load_batch(context: JobContext, /, batch_id: int, **_more: object) -> None:
    """Write what a batch still needs, or take it back; a worker that is told to stop leaves behind a piece."""
    work_on(batch_id, is_over=context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="intake.resume", queue="import", queueing_lock="intake.resume", pass_context=True)
def resume(context: JobContext, /, timestamp: int, **_more: object) -> None:
    """Go on with batches whose worker died; a batch that somebody works on is left alone by its lock."""
    from zhivo.intake.load import unfinished

    for batch_id in unfinished():
        try:
            work_on(batch_id, is_over=context.should_abort)
        except Exception:
            log.exception("Batch %s was not resumed", batch_id)


def work_on(batch_id: int, *, report: Report | None = None, is_over: Callable[[], bool] | None = None) -> Batch:
    """Do what the batch's state asks for and return it.

    Behind every piece `report` is called with the batch and `is_over` is asked whether to leave the rest for later.
    Waits up to ten minutes for a database that was restarted. Raises Refusal when the disk is full.
    """
    from zhivo.intake import load, undo
    from zhivo.intake.patience import patiently

    def work() -> Batch:
        batch = Batch.objects.get(pk=batch_id)
        if batch.state == Batch.State.UNDOING:
            return undo.undo_batch(batch, is_over=is_over)
        return load.load(batch_id, report=report, is_over=is_over)

    return patiently(work, is_over=is_over)


def load_later(batch_id: int) -> None:
    """Ask a worker to load the batch once the open transaction has been committed; those of a drop in turn."""
    drop = Batch.objects.values_list("drop", flat=True).get(pk=batch_id)
    job = load_batch.configure(lock=f"drop.{drop}") if drop else load_batch
    transaction.on_commit(lambda: job.defer(batch_id=batch_id))
