"""Stopping an import: what is written stays and can be undone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zhivo.intake import batches
from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow


@allow("imports.run")
@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    """Ask for the stop and go back to the import, which says when it has stopped."""
    batches.stop(batch=get_object_or_404(Batch, pk=pk))
    return redirect("imports:batch", pk=pk)
