"""Consents on a card: to what the client agreed, in which words; taken back when he says so."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhivo.clients import consents
from zhivo.clients.models import Consent
from zhivo.web.access import Request, allow
from zhivo.web.clients.client import visible
from zhivo.web.pages import tell


@allow("clients.edit")
@require_http_methods(["DELETE"])
def consent(request: Request, pk: int, consent: int) -> HttpResponse:
    """Write down that the client has taken a consent back."""
    client = visible(request.user, pk)
    found = get_object_or_404(Consent.objects.filter(client=client), pk=consent)
    if consents.withdraw(consent=found, by=request.user):
        tell(request, _("The consent is taken back"))
    return redirect(f"{reverse('clients:client', args=[client.pk])}?pane=more")
