"""The list as a file, or what is ticked in it: the very clients and order that are shown, sent while it is made."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhivo.clients import listing
from zhivo.clients.filters import Filters
from zhivo.clients.models import Client
from zhivo.clients.views import read
from zhivo.intake import exports
from zhivo.web.access import Request, allow
from zhivo.web.clients import sentence
from zhivo.web.clients.bulk import picked_of
from zhivo.web.downloads import download
from zhivo.web.pages import tell


@allow("clients.export")
@require_POST
def export(request: Request) -> HttpResponse:
    """Send the list as a file; a condition that is not understood sends nothing, for it would send too much."""
    filters, refused = read(request.POST, user=request.user)
    kind = request.POST.get("format", "")
    if kind not in exports.FORMATS:
        return HttpResponseBadRequest()
    if refused:
        tell(request, _("A condition of the address is not understood, so nothing was written into a file."))
        return redirect(reverse("clients:list") + sentence.url_of(filters))
    clients = listing.ordered(user=request.user, filters=filters)
    picked = [] if request.POST.get("all") else picked_of(request)
    _operation, parts = exports.begin(
        suffix=kind,
        clients=clients.filter(pk__in=picked) if picked else clients,
        seen=Client.objects.visible_to(request.user),
        by=request.user,
        said=said_of(filters, is_picked=bool(picked)),
    )
    return download(parts, name=f"{_('Clients')} {timezone.localdate():%Y-%m-%d}", kind=kind)


def said_of(filters: Filters, *, is_picked: bool) -> dict[str, str]:
    """Return what the list is called in every language: who reads the journal may read another one."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            name = sentence.name_of(filters)
            said[language] = _("ticked in the list “%(list)s”") % {"list": name} if is_picked else name
    return said
