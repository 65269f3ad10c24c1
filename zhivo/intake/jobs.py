"""The worker's side of imports: find by id, call, done."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from zhivo.sources.models import Batch

# The web process knows the jobs by name only: what they do (Polars and all) is imported where it is done.


@app.task(name="intake.load", queue="import")
def load_batch(batch_id: int, **_more: object) -> None:
    """Write what a batch still needs, or take it back."""
    work_on(batch_id)


@app.periodic(cron="* * * * *")
@app.task(name="intake.resume", queue="import")
def resume(timestamp: int, **_more: object) -> None:
    """Go on with batches whose worker died; a batch that somebody works on is left alone by its lock."""
    from zhivo.intake.load import unfinished

    for batch_id in unfinished():
        work_on(batch_id)


def work_on(batch_id: int) -> Batch:
    """Do what the batch's state asks for and return it."""
    from zhivo.intake import load, undo

    batch = Batch.objects.get(pk=batch_id)
    return undo.undo_batch(batch) if batch.state == Batch.State.UNDOING else load.load(batch_id)


def load_later(batch_id: int) -> None:
    """Ask a worker to load the batch once the open transaction has been committed."""
    transaction.on_commit(lambda: load_batch.defer(batch_id=batch_id))
