"""One value for the picked clients or the whole list: the field, the value, how many it changes, then the act."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zhivo.clients.edit import BadValue
from zhivo.clients.filters import Filters
from zhivo.clients.one_value import KIND, foresee, put
from zhivo.clients.queries import ClientQuerySet
from zhivo.clients.views import read
from zhivo.journal.models import Operation
from zhivo.lib.numbers import number
from zhivo.lib.refusal import Refusal
from zhivo.quality.typed import typed
from zhivo.web.access import Request, allow
from zhivo.web.clients import bulk, sentence
from zhivo.web.clients.words import shown
from zhivo.web.pages import page, tell


@allow("clients.edit")
@require_POST
def bulk_edit(request: Request) -> HttpResponse:
    """Ask for the value, then show what it does, and with `sure` do it; a refusal stands at the value."""
    filters, refused = read(request.POST, user=request.user)
    field = request.POST.get("field", "")
    if field not in bulk.fields():
        raise Http404
    try:
        clients = bulk.clients_of(request, filters, refused)
        if "value" not in request.POST or "again" in request.POST:
            return _form(request, filters, clients, field)
        return _with_value(request, filters, clients, field)
    except Refusal as refusal:
        tell(request, f"{refusal.message} {refusal.hint}".strip())
        return bulk.back(request, filters)


def _form(
    request: Request, filters: Filters, clients: ClientQuerySet, field: str, fault: BadValue | None = None
) -> HttpResponse:
    """Ask for the value, after a refusal with its sentence at the field."""
    context = _context(request, filters, field)
    context["count"] = foresee(clients=clients, field=field, value=None).clients
    if fault is not None:
        context |= {"error": fault.message, "hint": fault.hint}
    return page(request, "clients/bulk_edit.html", context, region="step", status=422 if fault else 200)


def _with_value(request: Request, filters: Filters, clients: ClientQuerySet, field: str) -> HttpResponse:
    is_emptying = "empty" in request.POST
    said = "" if is_emptying else request.POST["value"].strip()
    try:
        if not said and not is_emptying:
            raise BadValue("no_value", _("Write a value, or empty the field."))
        value, also = typed(field=field, value=said) if said else (None, {})
        if "sure" in request.POST:
            operation = put(clients=clients, field=field, value=value, also=also, by=request.user, said=_said(field))
            tell(request, _done(operation, field), operation=operation)
            return bulk.back(request, filters)
        seen = foresee(clients=clients, field=field, value=value)
    except BadValue as fault:
        return _form(request, filters, clients, field, fault)
    context = _context(request, filters, field)
    context |= {"seen": seen, "count": seen.clients, "is_emptying": is_emptying}
    context["text"] = shown(field, value) if value else ""
    return page(request, "clients/bulk_edit.html", context, region="step")


def _done(operation: Operation, field: str) -> str:
    """Return what was done, with the value: who has typed it may read it, who reads the journal may not."""
    value, count = operation.data["value"], operation.data["count"]
    if value is None:
        return KIND.sentence(operation)
    words = {"field": bulk.fields()[field], "value": shown(field, value), "count": number(count)}
    said = ngettext(
        "%(field)s: «%(value)s» for %(count)s client", "%(field)s: «%(value)s» for %(count)s clients", count
    )
    return said % words


def _context(request: Request, filters: Filters, field: str) -> dict[str, Any]:
    return {
        "field": field,
        "edit_label": bulk.fields()[field],
        "value": request.POST.get("value", ""),
        "carried": bulk.carried(request, filters),
        "list_url": sentence.url_of(filters, **{name: request.POST.get(name, "") for name in bulk.PLACES}),
        "list_name": sentence.name_of(filters),
        "is_all": bool(request.POST.get("all")),
    }


def _said(field: str) -> dict[str, str]:
    """Return what the field is called in every language: who reads the journal may read another one."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = bulk.fields()[field]
    return said
