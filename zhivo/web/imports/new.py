"""Dropping files: each becomes a draft batch, or is refused in a sentence."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from zhivo.intake import batches
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.imports.sight import drafts_of
from zhivo.web.imports.upload import MOST, MOST_FILES, receives_files
from zhivo.web.pages import page, tell


@receives_files
@allow("imports.run")
def new(request: Request) -> HttpResponse:
    """Show the place to drop files, or take those that were dropped."""
    if request.method != "POST":
        return shown(request)
    taken, refused = _taken(request)
    if not taken and not refused:
        refused = [{"name": "", "message": _("Choose at least one file."), "hint": ""}]
    if refused:
        return shown(request, taken=taken, refused=refused, status=422)
    if len(taken) > 1:
        tell(request, _("%(n)s files are read. Look through them one by one.") % {"n": len(taken)})
    url = reverse("imports:batch", args=[taken[0].pk])
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _taken(request: Request) -> tuple[list[Batch], list[dict[str, Any]]]:
    taken: list[Batch] = []
    refused: list[dict[str, Any]] = [_too_large(name) for name in request.too_large]  # type: ignore[attr-defined]
    refused += [refused_words(name, batches.not_kept(error)) for name, error in request.not_kept]  # type: ignore[attr-defined]
    for file in request.FILES.getlist("files"):
        name = file.name or ""
        try:
            taken.append(batches.receive(file=file.chunks(), name=name, by=request.user))
        except (Refusal, Refused) as fault:
            refused.append(refused_words(name, refusal_of(fault)))
    return taken, refused


def refused_words(name: str, refusal: Refusal) -> dict[str, Any]:
    """What the page says of something that was refused; `name` of the file, if it was one."""
    return {"name": name, "message": refusal.message, "hint": refusal.hint}


def _too_large(name: str) -> dict[str, Any]:
    message = _("The file is larger than %(most)s GB.") % {"most": MOST // 1024**3}
    return {"name": name, "message": message, "hint": _("Split it into parts and drop them together.")}


def shown(request: Request, *, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the page of a new import: what was `taken` and `refused`, the `text` that was pasted."""
    limits = {"most_gb": MOST // 1024**3, "most_bytes": MOST, "most_files": MOST_FILES}
    waiting = [] if "taken" in more else drafts_of(request.user)
    return page(request, "imports/new.html", limits | {"waiting": waiting} | more, region="result", status=status)
