"""The list for a mailing service: its clients with their personal links to the form."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhivo.clients import listing
from zhivo.clients.form_links import TooMany
from zhivo.clients.models import Client
from zhivo.clients.views import read
from zhivo.intake import mailing
from zhivo.web.access import Request, allow
from zhivo.web.clients import sentence
from zhivo.web.clients.export import said_of
from zhivo.web.clients.own_form import path_of
from zhivo.web.downloads import download
from zhivo.web.pages import tell


@allow("clients.export")
@require_POST
def form_links(request: Request) -> HttpResponse:
    """Make the links of the list and send it; a condition that is not understood sends nothing."""
    filters, refused = read(request.POST, user=request.user)
    back = redirect(reverse("clients:list") + sentence.url_of(filters))
    if refused:
        tell(request, _("A condition of the address is not understood, so nothing was written into a file."))
        return back
    base = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    try:
        parts = mailing.begin(
            clients=listing.ordered(user=request.user, filters=filters),
            seen=Client.objects.visible_to(request.user),
            address=lambda link: base + path_of(link),
            by=request.user,
            said=said_of(filters, is_picked=False),
        )
    except TooMany as refusal:
        tell(request, f"{refusal.message} {refusal.hint}")
        return back
    return download(parts, name=f"{_('Links to the form')} {timezone.localdate():%Y-%m-%d}", kind="csv")
