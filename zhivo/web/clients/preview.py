"""The side panel of the list: the opened client in short."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from zhivo.clients.filters import Filters
from zhivo.clients.models import Client
from zhivo.clients.timeline import entries
from zhivo.clients.views import read
from zhivo.quality.numbering import describe
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients import feed, pairs, sentence
from zhivo.web.clients.words import label_of, local_time, shown, standing_of
from zhivo.web.pages import page

LINES = 3
FIELDS = ("birthday", "city", "company", "position", "inn", "occupation", "activity", "comment")


@allow("clients.view")
def panel(request: Request, pk: int) -> HttpResponse:
    """Show the client in short, as the list's side panel."""
    client = get_object_or_404(Client.objects.visible_to(request.user).select_related("responsible", "standing"), pk=pk)
    filters, _refused = read(request.GET, user=request.user)
    return page(request, "clients/panel.html", context(client, filters=filters, user=request.user), region="panel")


def context(client: Client, *, filters: Filters, user: User) -> dict[str, Any]:
    """Return what the panel shows."""
    points = sorted(client.contact_points.all(), key=lambda point: (point.medium != "phone", point.position))
    lines = feed.lines(entries(client)[:LINES], user=user)
    return {
        "opened": client,
        "opened_url": sentence.url_of(filters),
        "standing": standing_of(client),
        "points": [(point, described(point.medium, point.value)) for point in points],
        "known": known(client),
        "last": lines,
        "pairs": pairs.open_of(client, user=user)[:2],
        "because": because(filters),
    }


def described(medium: str, value: str) -> str:
    """Return what a number says of itself: region, operator, the time there."""
    if medium != "phone":
        return ""
    number = describe(value)
    return ", ".join(filter(None, (number.region, number.operator, local_time(number.time_zone))))


def known(client: Client) -> list[tuple[str, str]]:
    """Return the few fields worth a glance: label and value."""
    found = []
    for field in FIELDS:
        value = getattr(client, field, None) or client.values.get(field)
        if value and not (field == "company" and client.kind == "company"):
            text = value.isoformat() if field == "birthday" else str(value)
            found.append((label_of(field), shown(field, text)))
    return found


def because(filters: Filters) -> str:
    """Return why the client is in the list: what it was narrowed to."""
    said = [" ".join(filter(None, (part.lead, part.words))) for part in sentence.parts(filters)]
    kind = {"person": _("a person"), "company": _("a company")}.get(filters.kind)
    return ", ".join([kind, *said] if kind else said)
