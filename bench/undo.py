"""How long it takes to take a whole import back, beside the import itself."""

from __future__ import annotations

from bench.imports import Imported
from bench.measure import Measure, Stopwatch
from zhivo.clients.models import Client
from zhivo.intake import jobs
from zhivo.journal import undo


def run(imported: Imported) -> Measure:
    """Undo the import and check that nobody is left of it."""
    operation = imported.batch.operation
    if operation is None:
        raise RuntimeError("the import has no operation")
    with Stopwatch() as watch:
        undo.undo(operation=operation, by=None)
        jobs.work_on(imported.batch.pk)
    left = Client.objects.count()
    if left:
        raise RuntimeError(f"{left} clients are left after the undo")
    rows, seconds = imported.measure.rows, imported.measure.seconds
    return Measure("undo", rows, watch.seconds, "the import", watch.seconds / seconds, watch.peak_mb)
