"""The personal link to the form on a card: made, copied, taken back; and when it was answered."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhivo.clients import form_links
from zhivo.web.access import Request, allow
from zhivo.web.clients.client import visible
from zhivo.web.pages import tell


@allow("clients.edit")
@require_http_methods(["POST", "DELETE"])
def form_link(request: Request, pk: int) -> HttpResponse:
    """Make a link to the form of the client, or take his links back."""
    client = visible(request.user, pk)
    if request.method == "DELETE":
        form_links.revoke(client=client, by=request.user)
        tell(request, _("The link no longer works"))
    else:
        operation = form_links.make(clients=[client.pk], by=request.user)
        tell(request, _("A link for %(name)s is made") % {"name": client.name}, operation=operation)
    return redirect(f"{reverse('clients:client', args=[client.pk])}?pane=more")
