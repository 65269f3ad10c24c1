"""Handing the picked clients, or the whole list, over to somebody."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhivo.clients import assign
from zhivo.clients.filters import NOBODY, Filters, find
from zhivo.clients.models import Client
from zhivo.clients.queries import ClientQuerySet
from zhivo.clients.views import read
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients import sentence
from zhivo.web.clients.clients import picked_of, whole_number
from zhivo.web.clients.people import heirs
from zhivo.web.pages import tell


@allow("clients.assign")
@require_POST
def assignment(request: Request) -> HttpResponse:
    """Hand over and come back to the list where it was."""
    filters, refused = read(request.POST, user=request.user)
    to = _person(request)
    try:
        # A filter that was not understood must not widen a bulk act to the whole base.
        clients = Client.objects.none() if refused else _clients(request, filters)
        operation = assign.assign(clients=clients, to=to, by=request.user)
    except Refusal as refusal:
        tell(request, f"{refusal.message} {refusal.hint}".strip())
    else:
        tell(request, assign.KIND.sentence(operation), operation=operation)
    place = {name: whole_number(request.POST.get(name, "")) for name in ("after", "before", "around")}
    return redirect(reverse("clients:list") + sentence.url_of(filters, **place))


def _person(request: Request) -> User | None:
    said = request.POST.get("to", "")
    if said == NOBODY:
        return None
    heir = next((person for person in heirs(request.user) if str(person.pk) == said), None)
    if heir is None:
        raise Http404
    return heir


def _clients(request: Request, filters: Filters) -> ClientQuerySet:
    if request.POST.get("all"):
        return find(user=request.user, filters=filters)
    picked = picked_of(request)
    if not picked:
        raise Refusal("nobody_picked", _("Nobody is picked."))
    return Client.objects.visible_to(request.user).filter(pk__in=picked)
