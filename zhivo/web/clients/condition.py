"""A condition on an own field as it was typed: read by the field's type, and on to the list that it narrows."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from zhivo.clients.attributes import field_of
from zhivo.clients.conditions import BETWEEN, FROM, HOLDS, IS, NOT, TO, UP_TO, Condition, is_sound
from zhivo.clients.models import Attribute
from zhivo.clients.views import read
from zhivo.lib.refusal import Refusal
from zhivo.quality.typed import typed
from zhivo.web.access import Request, allow
from zhivo.web.clients import own, sentence
from zhivo.web.pages import tell


@allow("clients.view")
def condition(request: Request, pk: int) -> HttpResponse:
    """Lead to the list with what was typed about a field; say what cannot be read and leave the list as it is."""
    attribute = get_object_or_404(Attribute, pk=pk)
    filters, _refused = read(request.GET, user=request.user)
    try:
        asked = _asked(attribute, request)
    except Refusal as refusal:
        tell(request, refusal.message)
        return redirect(reverse("clients:list") + sentence.url_of(filters, part=f"{own.KEY}{pk}"))
    changed = own.put(filters, asked) if asked and is_sound(asked) else own.without(filters, attribute)
    return redirect(reverse("clients:list") + sentence.url_of(changed))


def _asked(attribute: Attribute, request: Request) -> Condition | None:
    """Return the condition, None where nothing was typed; raises Refusal for what the type cannot read."""
    value, last = (request.GET.get(name, "").strip() for name in ("value", "last"))
    comparison = request.GET.get("comparison", "")
    if comparison in (HOLDS, IS, NOT):
        return Condition(attribute, comparison, value) if value else None
    first, end = (_read(attribute, text) for text in (value, last))
    if first and end:
        return Condition(attribute, IS, first) if first == end else Condition(attribute, BETWEEN, f"{first}{TO}{end}")
    return Condition(attribute, FROM, first) if first else Condition(attribute, UP_TO, end) if end else None


def _read(attribute: Attribute, text: str) -> str:
    return typed(field=field_of(attribute), value=text)[0] if text else ""
