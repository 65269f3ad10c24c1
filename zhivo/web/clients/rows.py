"""A raw row of a client taken out of it: it becomes a client of its own, or goes back by the undo."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhivo.clients.membership import CannotSplit, split
from zhivo.clients.models import Membership
from zhivo.web.access import Request, allow
from zhivo.web.clients.client import visible
from zhivo.web.pages import tell


@allow("clients.edit")
@require_http_methods(["DELETE"])
def row(request: Request, pk: int, record: int) -> HttpResponse:
    """Split the row off and come back to the rows that are left: the new card goes when the split is undone."""
    client = visible(request.user, pk)
    membership = get_object_or_404(Membership.objects.select_related("record"), record=record, client=client)
    rest = reverse("clients:client", args=[client.pk]) + "?feed=rows&pane=feed"
    try:
        operation = split(record=membership.record, by=request.user)
    except CannotSplit as refusal:
        tell(request, refusal.message)
        return redirect(rest)
    tell(request, _("The row is split off «%(name)s»") % {"name": client.name}, operation=operation)
    return redirect(rest)
