"""The worker's side of imports: find by id, call, done."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from zhivo.intake.models import Preflight
from zhivo.sources.models import Batch

Report = Callable[[Batch], None]
log = logging.getLogger(__name__)

# The web process knows the jobs by name only: what they do (Polars and all) is imported where it is done.


@app.task(name="intake.load", queue="import", pass_context=True)
def load_batch(context: JobContext, /, batch_id: int, **_more: object) -> None:
    """Write what a batch still needs, or take it back; a worker that is told to stop leaves behind a piece."""
    work_on(batch_id, is_over=context.should_abort)


@app.task(name="intake.preflight", queue="import", pass_context=True)
def foretell_drop(context: JobContext, /, drop_id: int, **_more: object) -> None:
    """Reckon what the files of a drop will do; a worker that is told to stop leaves it to another one."""
    foretell(drop_id, is_over=context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="intake.resume", queue="import", queueing_lock="intake.resume", pass_context=True)
def resume(context: JobContext, /, timestamp: int, **_more: object) -> None:
    """Go on with batches and preflights whose worker died; what somebody works on is left alone by its lock."""
    from zhivo.intake import preflight
    from zhivo.intake.load import unfinished

    preflight.remove_left_over()
    left = [(work_on, batch_id) for batch_id in unfinished()]
    for go_on, which in [*left, *((foretell, drop_id) for drop_id in preflight.unfinished())]:
        try:
            go_on(which, is_over=context.should_abort)
        except Exception:
            log.exception("%s %s was not resumed", go_on.__name__, which)


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


def foretell(
    drop_id: int, *, report: Callable[[Preflight], None] | None = None, is_over: Callable[[], bool] | None = None
) -> Preflight | None:
    """Reckon what is asked for of a drop, as `preflight.run`; wait up to ten minutes for a restarted database."""
    from zhivo.intake import preflight
    from zhivo.intake.patience import patiently

    return patiently(lambda: preflight.run(drop_id, report=report, is_over=is_over), is_over=is_over)


def foretell_later(drop_id: int) -> None:
    """Ask a worker to reckon the drop once the open transaction has been committed."""
    transaction.on_commit(lambda: foretell_drop.defer(drop_id=drop_id))


def load_later(batch_id: int) -> None:
    """Ask a worker to load the batch once the open transaction has been committed; those of a drop in turn."""
    drop = Batch.objects.values_list("drop", flat=True).get(pk=batch_id)
    job = load_batch.configure(lock=f"drop.{drop}") if drop else load_batch
    transaction.on_commit(lambda: job.defer(batch_id=batch_id))
