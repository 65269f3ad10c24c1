"""From a draft to its consequences: what its form says is kept, and the reckoning asked for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zhivo.intake import drops, preflight
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.imports import draft
from zhivo.web.imports.choices import save_choices
from zhivo.web.imports.reasons import refusal_of


@allow("imports.run")
@require_POST
def foretelling(request: Request, pk: int) -> HttpResponse:
    """Keep the choices of a draft and go on to what all files of its drop will do."""
    batch = get_object_or_404(Batch.objects.select_related("source", "operation", "by"), pk=pk)
    if batch.state != Batch.State.DRAFT:
        return redirect("imports:batch", pk=pk)
    try:
        if "field" in request.POST:
            batch = save_choices(request, batch)
        drop = drops.of(batch)
        preflight.ask(drop=drop)
    except (Refusal, Refused) as refusal:
        return draft.shown(request, batch, refusal=refusal_of(refusal), status=422)
    return redirect("imports:consequences", pk=drop.pk)
