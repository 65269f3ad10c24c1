"""An import on its way, in or out: how far it is, and whether anybody works on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from zhivo.intake import batches, report
from zhivo.sources.models import Batch
from zhivo.web.access import Request
from zhivo.web.imports.handed_in import of_batch
from zhivo.web.imports.sight import drafts_of
from zhivo.web.pages import page

HEARTBEAT = 60  # seconds without one: nobody works on the queue


def progress(request: Request, batch: Batch) -> HttpResponse:
    """Show how far the batch is; the region asks again by itself."""
    is_undoing = batch.state == Batch.State.UNDOING
    far = report.undo_progress(batch) if is_undoing else batches.progress(batch)
    is_estimate = not is_undoing and far.total is not None and far.rows < far.total
    context = {
        "batch": batch,
        "progress": replace(far, total=rounded(far.total)) if is_estimate else far,
        "is_estimate": is_estimate,
        "is_undoing": is_undoing,
        "is_stopping": batch.stop_asked_at is not None,
        "is_idle": not is_worked_on(batch),
        "files": of_batch(request, batch),
        "others": drafts_of(request.user),
    }
    return page(request, "imports/progress.html", context, region="progress")


def rounded(total: int | None) -> int | None:
    """Round a total that is reckoned from the share of the file that was read: two figures of it are worth showing."""
    return None if total is None else round(total, 2 - len(str(total)))


def is_worked_on(batch: Batch) -> bool:
    """Say whether a worker is alive, or some other process (`zhivo import`) has this very batch in hand."""
    return has_worker() or report.is_worked_on(batch)


def has_worker() -> bool:
    """Say whether a worker is alive."""
    since = timezone.now() - timedelta(seconds=HEARTBEAT)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).exists()
