"""The tags of one client, put on and taken off on his card."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhivo.clients import tagging
from zhivo.clients.models import Client, Tag
from zhivo.lib.refusal import Refusal
from zhivo.web.access import Request, allow
from zhivo.web.clients.bulk import whole_number
from zhivo.web.clients.client import visible
from zhivo.web.pages import tell


@allow("clients.edit")
@require_http_methods(["POST", "DELETE"])
def client_tags(request: Request, pk: int) -> HttpResponse:
    """Put the named tag on the client (POST), or take that of `tag` off (DELETE); come back to the card."""
    client = visible(request.user, pk)
    found, said = Client.objects.filter(pk=client.pk), request.POST
    try:
        if request.method == "DELETE":
            tag = get_object_or_404(Tag, pk=whole_number(said.get("tag", "")) or 0)
            operation = tagging.take_off(clients=found, tag=tag, by=request.user)
            text = _("The tag «%(name)s» is taken off") % {"name": tag.name}
        else:
            operation = tagging.put(clients=found, name=said.get("name", ""), by=request.user)
            text = _("The tag «%(name)s» is put on") % {"name": operation.data["name"]}
    except Refusal as refusal:
        tell(request, refusal.message)
    else:
        tell(request, text, operation=operation)
    query = request.GET.urlencode()
    return redirect(reverse("clients:client", args=[client.pk]) + (f"?{query}" if query else ""))
