"""Taking an import back: first what that will do, then doing it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from zhivo.intake import report
from zhivo.journal.kinds import kinds
from zhivo.journal.undo import CannotUndo
from zhivo.journal.undo import undo as take_back
from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.pages import page, tell


@allow("imports.undo")
def undo(request: Request, pk: int) -> HttpResponse:
    """Show what an undo will do, or begin it."""
    batch = get_object_or_404(Batch.objects.select_related("source", "operation"), pk=pk)
    if batch.operation is None or not is_undoable(batch):
        return redirect("imports:batch", pk=pk)
    if request.method == "POST":
        try:
            take_back(operation=batch.operation, by=request.user)
        except CannotUndo as refusal:
            tell(request, refusal)
        return redirect("imports:batch", pk=pk)
    repeated = report.repeated_since(batch)
    context = {
        "batch": batch,
        "goes": batch.rows - repeated,
        "clients": 0 if repeated else report.clients_made(batch),  # of rows that stay it is not known whose they are
        "edited": report.edited_since(batch),
        "repeated": repeated,
    }
    return page(request, "imports/undo.html", context)


def is_undoable(batch: Batch) -> bool:
    """Say whether an undo may be offered: it has an operation that is over, and is not being undone."""
    kind = kinds.get(batch.operation.kind) if batch.operation else None
    over = (Batch.State.DONE, Batch.State.FAILED, Batch.State.CANCELLED)
    return bool(batch.state in over and batch.operation and kind and kind.undoable(batch.operation))
