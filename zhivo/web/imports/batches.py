"""All imports, the newest first."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpResponse

from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
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
    context = {
        "lines": [(one, *STATES[one.state], _source(one)) for one in shown[:ON_A_PAGE]],
        "older": shown[ON_A_PAGE - 1].pk if len(shown) > ON_A_PAGE else None,
        "is_first": not before,
        "undoable": {one.pk for one in shown if request.user.can("imports.undo") and is_undoable(one)},
    }
    return page(request, "imports/list.html", context, region="lines")


def _source(batch: Batch) -> str:
    """The source's name where the file's does not say it already."""
    return "" if batch.source.name in (batch.file_name, PurePath(batch.file_name).stem) else batch.source.name
