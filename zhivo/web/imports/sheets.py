"""Taking a sheet in that was left out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zhivo.intake import sheets as found
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.pages import tell


@allow("imports.run")
@require_POST
def sheets(request: Request, pk: int) -> HttpResponse:
    """Make a draft of the sheet `take_in` of the same file, and show it."""
    batch = get_object_or_404(Batch.objects.select_related("source"), pk=pk)
    try:
        batch = found.take_in(batch=batch, sheet=request.POST.get("take_in", "").replace("\x00", ""))
    except (Refusal, Refused) as fault:
        tell(request, refusal_of(fault).message)
    return redirect("imports:batch", pk=batch.pk)
