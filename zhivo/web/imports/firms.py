"""The firms that an import made because a person's row named them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from zhivo.clients.models import Client
from zhivo.intake import report
from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.pages import page

ON_A_PAGE = 50


@allow("clients.view")
def firms(request: Request, pk: int) -> HttpResponse:
    """Show a page of the firms that the person may see, behind the id `after`."""
    batch = get_object_or_404(Batch.objects.select_related("source"), pk=pk)
    after = request.GET.get("after", "")
    ids = report.firms(batch).filter(pk__gt=int(after[:18]) if after.isdecimal() else 0).values("pk")
    found = list(Client.objects.visible_to(request.user).filter(pk__in=ids).order_by("pk")[: ON_A_PAGE + 1])
    next_after = found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else None
    return page(
        request, "imports/firms.html", {"batch": batch, "firms": found[:ON_A_PAGE], "after": next_after}, region="lines"
    )
