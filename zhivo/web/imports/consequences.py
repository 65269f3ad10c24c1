"""The page of consequences: what the files of a drop will do, before anything is written."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from zhivo.intake import drops, preflight
from zhivo.intake.models import Preflight
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.quality.reasons import SETTLED
from zhivo.sources.models import Batch, Drop
from zhivo.web.access import Request, allow
from zhivo.web.imports import columns, draft, forecast, outcome, progress, words_asked
from zhivo.web.imports.handed_in import handed_in
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.imports.sight import sees_draft
from zhivo.web.pages import page

ON_ITS_WAY = (Preflight.State.QUEUED, Preflight.State.RUNNING)
OVER = (Batch.State.DONE, Batch.State.UNDONE, Batch.State.CANCELLED, Batch.State.FAILED)


@allow("imports.run")
def consequences(request: Request, pk: int) -> HttpResponse:
    """Show where the reckoning is, or what it found; by POST it is asked for. Files being written are elsewhere."""
    found = get_object_or_404(Drop.objects.select_related("by"), pk=pk)
    states = set(drops.batches(found).values_list("state", flat=True))
    if states != {Batch.State.DRAFT}:
        return redirect("imports:drop", pk=pk)
    if request.method == "POST":
        preflight.ask(drop=found)
        return redirect("imports:consequences", pk=pk)
    return shown(request, found)


@allow("imports.run")
@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    """Ask for the reckoning to be given up and go back to the page, which says when it is."""
    preflight.stop(get_object_or_404(Drop, pk=pk))
    return redirect("imports:consequences", pk=pk)


def shown(request: Request, found: Drop, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """Answer with the page as the reckoning asks, with what was refused if anything was."""
    current = preflight.of(found)
    last = current or Preflight.objects.filter(drop=found).first()
    is_on_its_way = current is not None and current.state in ON_ITS_WAY
    if request.htmx and request.htmx.target == "progress" and not is_on_its_way:
        return HttpResponseClientRefresh()
    batches = list(drops.batches(found))
    files = handed_in(request, found, batches, open_batch=_chosen(request, batches))
    context = {"drop": found, "batches": batches, "files": files, "refusal": refusal, "preflight": last}
    if current is not None and is_on_its_way:
        return page(request, "imports/reckoning.html", context | _progress(current), region="progress", status=status)
    if last is None or last.state != Preflight.State.DONE:
        return page(request, "imports/unreckoned.html", context | _stopped(last), status=status)
    return page(
        request, "imports/consequences.html", context | _numbers(request, found, last, current, refusal), status=status
    )


def _progress(current: Preflight) -> dict[str, Any]:
    far = preflight.progress(current)
    return {
        "progress": far,
        "is_estimate": far.total is not None and far.rows < far.total,
        "is_stopping": current.stop_asked_at is not None,
        "is_idle": not progress.has_worker(),
    }


def _stopped(last: Preflight | None) -> dict[str, Any]:
    """Why there are no numbers: never asked for, stopped, out of date before it was done, or broken off at a file."""
    fault = last.fault if last and last.state == Preflight.State.FAILED else None
    if not fault:
        return {"fault": None}
    broken = Batch.objects.filter(pk=fault.get("batch")).first()
    return {
        "fault": refusal_of(Refused(fault["code"], fault.get("data"))),
        "broken": broken,
        "is_beyond_us": fault["code"] == "not_foretold",
    }


def _numbers(
    request: Request, found: Drop, last: Preflight, current: Preflight | None, refusal: Refusal | None
) -> dict[str, Any]:
    sees = sees_draft(request.user, found)
    foretold = forecast.of(last)
    rows = forecast.Rows(found.pk, sees=sees and current is not None)
    batches = list(drops.batches(found))
    batch = _chosen(request, batches)
    groups = words_asked.groups(last, chosen=words_asked.typed(request.POST), refusal=refusal)
    return {
        "forecast": foretold,
        "sums": forecast.sums(foretold, rows),
        "doubts": forecast.doubts(foretold, rows),
        "notes": foretold.notes,
        "groups": groups,
        "asked": sum(len(group.asks) for group in groups),
        "doubtful": [one for one in batches if _has_questions(last.counts.get(str(one.pk), {}))],
        "is_stale": current is None,
        "base_has_changed": current is not None and _has_changed_since(last),
        "sees": sees,
        "batch": batch,
        **_columns(batch, asked={group.key: len(group.asks) for group in groups}),
    }


def _has_questions(counts: dict[str, Any]) -> bool:
    """Say whether a file has rows that need a person."""
    return bool(counts.get("refused") or counts.get("held") or set(counts.get("reasons", {})) - SETTLED)


def _has_changed_since(last: Preflight) -> bool:
    """Say whether an import was written or taken back after the reckoning: its numbers may be others now."""
    return Batch.objects.filter(state__in=OVER, finished_at__gt=last.finished_at or last.asked_at).exists()


def _chosen(request: Request, batches: list[Batch]) -> Batch:
    """The batch whose columns are shown: the one that was asked for, else the first."""
    return next((batch for batch in batches if str(batch.pk) == request.GET.get("file")), batches[0])


def _columns(batch: Batch, *, asked: dict[str, int]) -> dict[str, Any]:
    """The table of columns: each with the field it goes to and how many of its words are asked about."""
    try:
        sheet = draft.look(batch).sheet
    except Refused:
        return {"columns": []}
    table = columns.table(batch, rows=sheet.rows)
    fields = [batch.mapping[column.trust.number] for column in table]
    return {
        "columns": [
            (column, field, outcome.field_words(field, what=batch.what), asked.get(field, 0))
            for column, field in zip(table, fields, strict=True)
        ],
        "sheet": sheet,
        "unsure": sum(column.trust.is_doubtful for column in table),
    }
