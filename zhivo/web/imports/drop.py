"""Files that came together: looked through one by one, written, stopped and taken back as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_POST

from zhivo.intake import batches, drops, fields
from zhivo.intake.reading import Refused
from zhivo.journal.kinds import kinds
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Drop
from zhivo.web.access import Request, allow
from zhivo.web.imports import draft
from zhivo.web.imports.choices import save_choices
from zhivo.web.imports.handed_in import handed_in
from zhivo.web.imports.progress import is_worked_on
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.imports.words import STATES
from zhivo.web.pages import page, tell

_SUMMED = ("rows", "clients_created", "clients_joined", "held", "refused", "unchanged", "companies_created")
_OUTCOMES = {"clients_created": "created", "clients_joined": "joined", "held": "held", "refused": "refused"}


@dataclass(frozen=True)
class Line:
    """A file or a sheet of the drop, and how far it is."""

    batch: Batch
    words: str | Promise
    dot: str
    progress: batches.Progress


@allow("imports.run")
def drop(request: Request, pk: int) -> HttpResponse:
    """Show what became of the files, or lead to the first draft while nothing has begun."""
    found = get_object_or_404(Drop, pk=pk)
    every = list(drops.batches(found))
    if not every:
        raise Http404
    if len(every) == 1 or all(batch.state == Batch.State.DRAFT for batch in every):
        return redirect("imports:batch", pk=every[0].pk)
    return page(request, "imports/drop.html", _context(request, found, every), region="drop")


def _context(request: Request, drop: Drop, every: list[Batch]) -> dict[str, Any]:
    is_active = any(batch.is_active for batch in every)
    there = [batch for batch in every if batch.state != Batch.State.UNDONE]  # what was taken back did nothing
    return {
        "drop": drop,
        "files": handed_in(request, drop, every),
        "lines": [Line(batch, *STATES[batch.state], batches.progress(batch)) for batch in every],
        "sums": {name: sum(getattr(batch, name) for batch in there) for name in _SUMMED}
        | {"rows": sum(batch.rows for batch in every)},
        "urls": {name: _rows(there, name, outcome) for name, outcome in _OUTCOMES.items()}
        if request.user.can("clients.view")
        else {},
        "is_undone": not there,
        "sees_rows": request.user.can("clients.view"),
        "is_active": is_active,
        "is_written": any(batch.state in drops.BEING_WRITTEN for batch in every),
        "is_idle": is_active and not any(is_worked_on(batch) for batch in every),
        "waiting": [batch for batch in every if batch.state in drops.TO_START],
        "may_undo": not is_active and _is_undoable(request, drop),
    }


def _rows(batches: list[Batch], name: str, outcome: str) -> str:
    """Where the rows of one number are: on a page of their own where one file has them, else file by file below."""
    having = [batch for batch in batches if getattr(batch, name)]
    if len(having) != 1 or having[0].what != fields.CLIENTS:
        return "#by-file"
    return f"{reverse('imports:rows', args=[having[0].pk])}?outcome={outcome}"


def _is_undoable(request: Request, drop: Drop) -> bool:
    known = drops.operation(drop)
    kind = kinds.get(known.kind) if known else None
    return bool(request.user.can("imports.undo") and known and kind and kind.undoable(known))


@allow("imports.run")
@require_POST
def run(request: Request, pk: int) -> HttpResponse:
    """Start all that is not written yet, with what the form of the open draft (`batch`) says."""
    found = get_object_or_404(Drop, pk=pk)
    asked = request.POST.get("batch", "")
    open_one = drops.batches(found).filter(pk=int(asked[:18]) if asked.isdecimal() else 0).first()
    try:
        if open_one is not None and open_one.state == Batch.State.DRAFT and "field" in request.POST:
            open_one = save_choices(request, open_one)
        drops.start(drop=found, by=request.user)
    except (Refusal, Refused) as fault:
        if open_one is not None and open_one.state == Batch.State.DRAFT:
            return draft.shown(request, open_one, refusal=refusal_of(fault), status=422)
        tell(request, refusal_of(fault).message)
    return redirect("imports:drop", pk=pk)


@allow("imports.run")
@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    """Ask all that is being written to stop."""
    drops.stop(drop=get_object_or_404(Drop, pk=pk))
    return redirect("imports:drop", pk=pk)


@allow("imports.undo")
def undo(request: Request, pk: int) -> HttpResponse:
    """Show what taking all files back will do, or begin it."""
    found = get_object_or_404(Drop, pk=pk)
    every = list(drops.batches(found))
    if not _is_undoable(request, found) or any(batch.is_active for batch in every):
        return redirect("imports:drop", pk=pk)
    if request.method == "POST":
        try:
            drops.undo(drop=found, by=request.user)
        except Refusal as refusal:
            tell(request, refusal.message)
        return redirect("imports:drop", pk=pk)
    written = [batch for batch in every if batch.operation is not None and batch.state != Batch.State.UNDONE]
    rows = sum(batch.rows for batch in written)
    files = handed_in(request, found, every)
    return page(request, "imports/drop_undo.html", {"drop": found, "written": written, "rows": rows, "files": files})
