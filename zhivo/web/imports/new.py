"""Dropping files: together they become a drop of drafts; what cannot be read is refused in a sentence."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from zhivo.intake import batches, drops, sheets
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Drop
from zhivo.web.access import Request, allow
from zhivo.web.imports.handed_in import note_refused
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.imports.sight import drafts_of
from zhivo.web.imports.upload import MOST, MOST_FILES, receives_files
from zhivo.web.pages import page


@receives_files
@allow("imports.run")
def new(request: Request) -> HttpResponse:
    """Show the place to drop files, or take those that were dropped."""
    if request.method != "POST":
        return shown(request)
    drop = _asked_drop(request) or drops.create(by=request.user)
    taken, refused = _taken(request, drop)
    if not drop.batches.exists():
        drop.delete()
        return shown(request, refused=refused or [_nothing()], status=422)
    note_refused(request, drop, refused)
    url = reverse("imports:batch", args=[(taken or drops.batches(drop))[0].pk])
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _asked_drop(request: Request) -> Drop | None:
    """Return the drop that the files are to be added to: one that exists and has not begun."""
    asked = request.POST.get("drop", request.GET.get("drop", ""))
    found = Drop.objects.filter(pk=int(asked[:18])).first() if asked.isdecimal() else None
    if found is None or found.batches.exclude(state=Batch.State.DRAFT).exists():
        return None
    return found if found.batches.exists() else None


def _taken(request: Request, drop: Drop) -> tuple[list[Batch], list[dict[str, Any]]]:
    taken: list[Batch] = []
    refused: list[dict[str, Any]] = [_too_large(name) for name in request.too_large]  # type: ignore[attr-defined]
    refused += [refused_words(name, batches.not_kept(error)) for name, error in request.not_kept]  # type: ignore[attr-defined]
    for file in request.FILES.getlist("files"):
        name = file.name or ""
        try:
            taken += sheets.receive(file=file.chunks(), name=name, by=request.user, drop=drop)
        except (Refusal, Refused) as fault:
            refused.append(refused_words(name, refusal_of(fault)))
    return taken, refused


def refused_words(name: str, refusal: Refusal) -> dict[str, Any]:
    """What the page says of something that was refused; `name` of the file, if it was one."""
    return {"name": name, "message": refusal.message, "hint": refusal.hint}


def _nothing() -> dict[str, Any]:
    return {"name": "", "message": _("Choose at least one file."), "hint": ""}


def _too_large(name: str) -> dict[str, Any]:
    message = _("The file is larger than %(most)s GB.") % {"most": MOST // 1024**3}
    return {"name": name, "message": message, "hint": _("Split it into parts and drop them together.")}


def shown(request: Request, *, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the page of a new import: what was `refused`, the `text` that was pasted."""
    limits = {"most_gb": MOST // 1024**3, "most_bytes": MOST, "most_files": MOST_FILES}
    drop = _asked_drop(request)
    waiting = [] if drop else drafts_of(request.user)
    return page(
        request, "imports/new.html", limits | {"waiting": waiting, "drop": drop} | more, region="result", status=status
    )
