"""Clients typed into a grid from a notebook: kept and checked while one types, then a draft like a file's."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhivo.intake import batches, fields, typed_rows
from zhivo.intake.reading import Refused
from zhivo.intake.typed_rows import Grid, Remark
from zhivo.lib.refusal import Refusal
from zhivo.web.access import Request, allow
from zhivo.web.imports.new import refused_words
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.pages import page

LEAST_ROWS = 20
FREE_ROWS = 5  # behind what is typed


@allow("imports.run")
def typed(request: Request) -> HttpResponse:
    """Show the grid as it was left, take other columns for it, or hand the rows in."""
    if request.method != "POST":
        return _shown(request, typed_rows.kept(by=request.user))
    grid = _posted(request.POST)
    try:
        if "hand_in" in request.POST:
            batch = typed_rows.hand_in(grid, by=request.user)
            return redirect("imports:batch", pk=batch.pk)
        typed_rows.keep(grid.with_columns(request.POST.getlist("column")), by=request.user)
    except OSError as error:
        return _shown(request, grid, refusal=batches.not_kept(error), status=422)
    except (Refusal, Refused) as fault:
        return _shown(request, grid, refusal=refusal_of(fault), status=422)
    return redirect("imports:typed")


@allow("imports.run")
@require_POST
def kept(request: Request) -> HttpResponse:
    """Keep what is typed, and answer with what is to be said of each row."""
    grid = _posted(request.POST)
    try:
        typed_rows.keep(grid, by=request.user)
    except OSError as error:
        return JsonResponse({"fault": batches.not_kept(error).message}, status=507)
    said = {place: [_as_json(one) for one in remarks] for place, remarks in _checked(request, grid).items()}
    at = timezone.localtime().strftime("%H:%M:%S")
    return JsonResponse({"said": said, "kept": _("kept at %(time)s") % {"time": at}})


def _posted(form: QueryDict) -> Grid:
    """Return the grid of the form: as one text by the script, or a field a cell without it."""
    if "grid" in form:
        try:
            said = json.loads(str(form["grid"]))
            return typed_rows.cleaned(said["columns"], said["rows"])
        except (ValueError, TypeError, KeyError, AttributeError):
            return Grid()
    columns = [key for key in typed_rows.OFFERED if f"cell-{key}" in form]
    rows = zip(*(form.getlist(f"cell-{key}") for key in columns), strict=False)
    return typed_rows.cleaned(columns, list(map(list, rows)))


def _checked(request: Request, grid: Grid) -> dict[int, list[Remark]]:
    return typed_rows.check(grid, by=request.user)


def _as_json(remark: Remark) -> dict[str, Any]:
    url = reverse("clients:client", args=[remark.client]) if remark.client else ""
    return {"text": remark.text, "isGrave": remark.is_grave, "url": url}


def _shown(request: Request, grid: Grid, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    said = _checked(request, grid)
    free = max(LEAST_ROWS - len(grid.rows), FREE_ROWS)
    rows = [*grid.rows, *([""] * len(grid.columns) for _row in range(free))]
    labels = {key: str(fields.get(key).label) for key in typed_rows.OFFERED}
    context = {
        "columns": [(key, labels[key]) for key in grid.columns],
        "offered": [(key, label, key in grid.columns) for key, label in labels.items()],
        "rows": [
            (
                [(*column, cell) for column, cell in zip(((k, labels[k]) for k in grid.columns), row, strict=True)],
                said.get(place, []),
            )
            for place, row in enumerate(rows)
        ],
        "typed": sum(1 for row in grid.rows if any(row)),
        "refusal": refused_words("", refusal) if refusal else None,
        "most": typed_rows.MOST_ROWS,
    }
    return page(request, "imports/typed.html", context, status=status)
