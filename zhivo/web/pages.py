"""A page, or the region of it that htmx asked for, and the note about what was just done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from zhivo.journal.models import Operation
from zhivo.web.frame import Frame


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    region: str | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Answer with the whole page, or with its partial `region` if htmx asked (and a new note beside it)."""
    context = {"frame": Frame(request), **(context or {})}
    htmx = getattr(request, "htmx", None)
    in_part = region is not None and htmx and not htmx.boosted and not htmx.history_restore_request
    response = render(request, f"{template}#{region}" if in_part else template, context, status=status)
    if in_part and messages.get_messages(request):
        response.write(render_to_string("parts/_note.html", {"swap": True}, request=request))
    patch_vary_headers(response, ["HX-Request"])
    return response


def tell(request: HttpRequest, text: object, *, operation: Operation | None = None) -> None:
    """Say once, on this answer or the next page, what was done; with an operation the note offers its undo."""
    messages.info(request, str(text), extra_tags=str(operation.pk) if operation else "")
