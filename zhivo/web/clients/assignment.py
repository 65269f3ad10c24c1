"""Handing the picked clients, or the whole list, over to somebody."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from zhivo.clients import assign
from zhivo.clients.filters import NOBODY
from zhivo.clients.views import read
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients import bulk
from zhivo.web.clients.people import heirs
from zhivo.web.pages import tell


@allow("clients.assign")
@require_POST
def assignment(request: Request) -> HttpResponse:
    """Hand over and come back to the list where it was."""
    filters, refused = read(request.POST, user=request.user)
    to = _person(request)
    try:
        clients = bulk.clients_of(request, filters, refused)
        operation = assign.assign(clients=clients, to=to, by=request.user)
    except Refusal as refusal:
        tell(request, f"{refusal.message} {refusal.hint}".strip())
    else:
        tell(request, assign.KIND.sentence(operation), operation=operation)
    return bulk.back(request, filters)


def _person(request: Request) -> User | None:
    said = request.POST.get("to", "")
    if said == NOBODY:
        return None
    heir = next((person for person in heirs(request.user) if str(person.pk) == said), None)
    if heir is None:
        raise Http404
    return heir
