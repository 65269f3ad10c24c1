"""One import: a draft to look through, its progress, what it did, or why it did not."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django_htmx.http import HttpResponseClientRefresh

from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.imports import draft, outcome, progress

State = Batch.State
_PAGES: dict[str, Callable[[Request, Batch], HttpResponse]] = {
    State.DRAFT: draft.draft,
    State.QUEUED: progress.progress,
    State.RUNNING: progress.progress,
    State.UNDOING: progress.progress,
    State.DONE: outcome.done,
    State.UNDONE: outcome.undone,
    State.FAILED: outcome.broken_off,
    State.CANCELLED: outcome.broken_off,
}


@allow("imports.run")
def batch(request: Request, pk: int) -> HttpResponse:
    """Show the import as its state asks; a draft also takes corrections by POST and goes by DELETE."""
    found = get_object_or_404(Batch.objects.select_related("source", "operation", "by"), pk=pk)
    if request.htmx and request.htmx.target == "progress" and not found.is_active:
        return HttpResponseClientRefresh()
    return _PAGES[found.state](request, found)
