"""Setting an import going."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zhivo.intake import batches
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.imports import draft
from zhivo.web.imports.choices import save_choices
from zhivo.web.imports.reasons import refusal_of


@allow("imports.run")
@require_POST
def run(request: Request, pk: int) -> HttpResponse:
    """Start a draft with what its form says, or let one that broke off or was stopped go on."""
    batch = get_object_or_404(Batch.objects.select_related("source", "operation", "by"), pk=pk)
    try:
        if batch.state == Batch.State.DRAFT and "field" in request.POST:
            batch = save_choices(request, batch)
        batches.start(batch=batch, by=request.user)
    except (Refusal, Refused) as refusal:
        if batch.state != Batch.State.DRAFT:
            return redirect("imports:batch", pk=pk)  # somebody was faster: its page says where it is
        return draft.shown(request, batch, refusal=refusal_of(refusal), status=422)
    return redirect("imports:batch", pk=pk)
