"""Running a batch: pieces are read and made ready in a process of their own while the one before is being written.

A run may be killed at any moment: a piece is committed whole with its place in the batch, so the next run goes on
behind the last one. One run of a batch at a time, under an advisory lock that a dead process lets go.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from zhivo.clients import events, search
from zhivo.intake import batches, drops, pieces, preflight, prepared, reading
from zhivo.intake.fields import PURCHASES
from zhivo.intake.patience import is_disk_full, is_there, refuse_full_disk
from zhivo.intake.purchases import pieces as purchases
from zhivo.intake.purchases import ready
from zhivo.journal.models import Operation
from zhivo.lib.home import folder
from zhivo.sources.models import Batch

log = logging.getLogger(__name__)
LOCK_CLASS = 0x6261  # advisory locks of batches, by their id

loaded = events.kinds.add(events.EventKind("batch.loaded", "Loaded", "upload", ("batch", "rows", "source")))
Report = Callable[[Batch], None]
IsOver = Callable[[], bool]


class Stopped(Exception):
    """A person asked for the batch to be stopped."""


class Interrupted(Exception):
    """This process is to end; the batch goes on in another."""


def load(batch_id: int, *, report: Report | None = None, is_over: IsOver | None = None) -> Batch:
    """Do all the work that a queued or interrupted batch still needs and return it as it ended.

    Behind every piece `report` is called with the batch and `is_over` is asked whether to leave the rest for later.

    Safe to call again and from several processes: whoever holds the batch's lock works, the others return at once.
    Raises DatabaseError when the database goes away, and Refusal when there is no room even to note that there is none.
    """

    def behind_a_piece(batch: Batch) -> None:
        if report is not None:
            report(batch)
        if is_over is not None and is_over():
            raise Interrupted

    try:
        return _load(batch_id, behind_a_piece)
    except DatabaseError as error:
        if not is_disk_full(error):
            raise
        return _full(batch_id)


@contextmanager
def claimed(batch_id: int, *, lock_class: int = LOCK_CLASS) -> Iterator[bool]:
    """Hold the batch's lock while working on it; False when another process does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [lock_class, batch_id])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine and connection.connection is not None and not connection.connection.closed:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [lock_class, batch_id])
            except DatabaseError:
                connection.close()  # the session's end lets the lock go


def _load(batch_id: int, report: Report) -> Batch:
    with claimed(batch_id) as is_mine:
        batch = Batch.objects.select_related("operation", "source").get(pk=batch_id)
        if not is_mine or batch.state not in drops.BEING_WRITTEN or drops.in_front(batch):
            return batch
        # A run begins anew where the database crashed, and pieces that had not reached its disk took their words along.
        search.forget_words()
        batch.state = Batch.State.RUNNING
        batch.started_at = batch.started_at or timezone.now()
        batch.save(update_fields=["state", "started_at"])
        try:
            _write_all(batch, report)
        except Stopped:
            return _end(batch, Batch.State.CANCELLED)
        except Interrupted:
            return batch
        except reading.Refused as refused:
            return _failed(batch_id, refused.code, refused.data)
        except DatabaseError as error:
            if is_disk_full(error) or not is_there():
                raise
            return _broken(batch_id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the batch must not run for ever
            return _full(batch_id) if is_disk_full(error) else _broken(batch_id)
        return _end(batch, Batch.State.DONE)


def _write_all(batch: Batch, report: Report) -> None:
    spool = folder("spool", str(batch.pk))
    with closing(batches.spool(batch, into=spool, first_piece=batch.pieces.count())) as pieces_read:
        for step in pieces_read:
            _write_one(batch, step, report)
    batches.note(batch, spool)


def _write_one(batch: Batch, step: reading.Progress, report: Report) -> None:
    if Batch.objects.filter(pk=batch.pk, stop_asked_at__isnull=False).exists():
        raise Stopped
    since, before = time.monotonic(), batch.seconds
    with transaction.atomic(), connection.cursor() as cursor:
        # A crash may take the last pieces back, and then whole: they are written again. The batch's end waits for all.
        cursor.execute("SET LOCAL synchronous_commit = off")
        _write_piece(batch, step)
        batch.seconds = before + time.monotonic() - since
        if step.share > 0:
            batch.rows_total = round(batch.rows / step.share) if step.share < 1 else batch.rows
        batch.save(update_fields=["seconds", "rows_total"])
    (ready if batch.what == PURCHASES else prepared).remove(step.piece)
    report(batch)


def _write_piece(batch: Batch, step: reading.Progress) -> None:
    if batch.what == PURCHASES:
        purchases.write(batch, ready.take(step.piece, number=step.number))
    else:
        pieces.write(batch, prepared.take(step.piece, number=step.number))


def _end(batch: Batch, state: str) -> Batch:
    with transaction.atomic():
        batch.state, batch.finished_at, batch.stop_asked_at = state, timezone.now(), None
        batch.rows_total = batch.rows if state == Batch.State.DONE else batch.rows_total
        batch.save()
        operation = batch.operation
        if operation is not None:
            operation.state = Operation.State.DONE if state == Batch.State.DONE else Operation.State.CANCELLED
            operation.data = {**operation.data, "rows": batch.rows}
            operation.save()
        drops.settle(batch.drop)
        preflight.forget_written(batch.drop)
        shutil.rmtree(folder("spool", str(batch.pk)), ignore_errors=True)
        search.settle()
        events.record(loaded, by=batch.by, batch=batch.pk, rows=batch.rows, source=batch.source_id)
    return batch


def _full(batch_id: int) -> Batch:
    try:
        return _failed(batch_id, "disk_full", {})
    except DatabaseError as error:
        if is_disk_full(error):
            raise refuse_full_disk() from error
        raise


def _broken(batch_id: int) -> Batch:
    log.exception("Batch %s broke", batch_id)
    return _failed(batch_id, "broke", {})


def _failed(batch_id: int, code: str, data: dict[str, Any]) -> Batch:
    batch = Batch.objects.select_related("operation").get(pk=batch_id)
    batch.state, batch.fault, batch.finished_at = Batch.State.FAILED, {"code": code, "data": data}, timezone.now()
    batch.save(update_fields=["state", "fault", "finished_at"])
    shutil.rmtree(folder("spool", str(batch.pk)), ignore_errors=True)
    if batch.operation is not None:
        batch.operation.state = Operation.State.FAILED
        batch.operation.data = {**batch.operation.data, "rows": batch.rows}
        batch.operation.save()
        drops.settle(batch.drop)
    preflight.forget_written(batch.drop)
    return batch


def unfinished() -> list[int]:
    """Return the ids of the batches that still hold work: those to be written in their order, those to be undone last.

    The newest is undone first, as a drop is.
    """
    ids = Batch.objects.values_list("pk", flat=True)
    written, undone = ids.filter(state__in=drops.BEING_WRITTEN), ids.filter(state=Batch.State.UNDOING)
    return [*written.order_by("pk"), *undone.order_by("-pk")]
