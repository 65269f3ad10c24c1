"""All imports, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpResponse

from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.imports.handed_in import files_and_sheets
from zhivo.web.imports.undo import is_undoable
from zhivo.web.imports.words import STATES
from zhivo.web.pages import page

ON_A_PAGE = 50


@allow("imports.run")
def batches(request: Request) -> HttpResponse:
    """Show a page of imports, those before the one that `before` names."""
    found = Batch.objects.select_related("source", "by", "operation").order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal():
        found = found.filter(pk__lt=int(before[:18]))
    shown = list(found[: ON_A_PAGE + 1])
    groups = _groups(shown[:ON_A_PAGE])
    context = {
        "lines": [(one, *STATES[one.state], _source(one), groups.get(one.pk)) for one in shown[:ON_A_PAGE]],
        "older": shown[ON_A_PAGE - 1].pk if len(shown) > ON_A_PAGE else None,
        "is_first": not before,
        "undoable": {one.pk for one in shown if request.user.can("imports.undo") and is_undoable(one)},
    }
    return page(request, "imports/list.html", context, region="lines")


@dataclass(frozen=True)
class Group:
    """Files that came together; `sums` stand in the line above the first of them."""

    drop: int
    is_first: bool
    words: str
    sums: Mapping[str, Any]


def _groups(shown: list[Batch]) -> dict[int, Group]:
    """Return the group of each shown batch that came with others, by the batch's id."""
    came = Batch.objects.filter(drop__in={one.drop_id for one in shown if one.drop_id}).values("drop")
    there = ~Q(state=Batch.State.UNDONE)  # what was taken back did nothing
    did = {
        name: Sum(name, filter=there, default=0) for name in ("clients_created", "clients_joined", "held", "refused")
    }
    summed = {"rows": Sum("rows"), **did}
    counted = came.annotate(tables=Count("pk"), files=Count("file_digest", distinct=True), **summed)
    many = {one["drop"]: one for one in counted.filter(tables__gt=1)}
    groups: dict[int, Group] = {}
    before = None
    for one in shown:
        if one.drop_id in many:
            sums = many[one.drop_id]
            words = files_and_sheets(files=sums["files"], tables=sums["tables"])
            groups[one.pk] = Group(one.drop_id, one.drop_id != before, words, sums)
        before = one.drop_id
    return groups


def _source(batch: Batch) -> str:
    """The source's name where the file's does not say it already."""
    return "" if batch.source.name in (batch.file_name, PurePath(batch.file_name).stem) else batch.source.name
