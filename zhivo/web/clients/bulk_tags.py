"""A tag put on the picked clients or the whole list, or taken off them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from zhivo.clients import tagging
from zhivo.clients.models import Tag
from zhivo.clients.views import read
from zhivo.lib.refusal import Refusal
from zhivo.web.access import Request, allow
from zhivo.web.clients import bulk
from zhivo.web.pages import tell


@allow("clients.edit")
@require_POST
def bulk_tags(request: Request) -> HttpResponse:
    """Put the tag of `put` (its number) or of `name` (typed) on the clients, or take that of `take` off them.

    Not `tag`: by that name the list itself may be narrowed.
    """
    filters, refused = read(request.POST, user=request.user)
    said = request.POST
    try:
        clients = bulk.clients_of(request, filters, refused)
        if said.get("take"):
            operation = tagging.take_off(clients=clients, tag=_tag(said["take"]), by=request.user)
            text = tagging.UNTAGGED.sentence(operation)
        else:
            name = _tag(said["put"]).name if said.get("put") else said.get("name", "")
            operation = tagging.put(clients=clients, name=name, by=request.user)
            text = tagging.TAGGED.sentence(operation)
    except Refusal as refusal:
        tell(request, f"{refusal.message} {refusal.hint}".strip())
    else:
        tell(request, text, operation=operation)
    return bulk.back(request, filters)


def _tag(said: str) -> Tag:
    number = bulk.whole_number(said)
    if number is None:
        raise Http404
    return get_object_or_404(Tag, pk=number)
