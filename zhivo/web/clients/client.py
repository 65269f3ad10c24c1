"""The card of a client."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from zhivo.clients.models import Client
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.card import Card
from zhivo.web.pages import page

REGIONS = ("facts", "feed")


@allow("clients.view")
def client(request: Request, pk: int) -> HttpResponse:
    """Show a client; one that was merged leads to the card it is part of."""
    found = visible(request.user, pk)
    if found.pk != pk:
        return redirect("clients:client", found.pk)
    card = Card(found, query=request.GET, user=request.user)
    region = request.htmx.target if request.htmx.target in REGIONS else "card"
    return page(request, "clients/client.html", card.context(), region=region)


def visible(user: User, pk: int) -> Client:
    """Return the client, or the one it was merged into, if the user sees it; raise Http404 otherwise."""
    seen = Client.objects.visible_to(user).select_related("responsible", "standing").defer("tokens")
    found = seen.filter(pk=pk).first() or seen.filter(absorbed=pk).first()
    if found is None:
        raise Http404
    return found
