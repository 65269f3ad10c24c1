"""Which clients of the list an act of many is about, and the bar under the list that offers such acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from zhivo.clients import attributes
from zhivo.clients.edit import COLUMNS, VALUES
from zhivo.clients.filters import Filters, find
from zhivo.clients.models import Client, Tag
from zhivo.clients.queries import ClientQuerySet
from zhivo.intake.fields import CLIENT_FIELDS
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User
from zhivo.web.access import Request
from zhivo.web.clients import sentence
from zhivo.web.clients.words import label_of

PICKED_MOST = 1000
TAGS_MOST = 300  # in the menu; a longer list is narrowed by typing, and any name may be typed
PLACES = ("after", "before", "around")


def whole_number(text: str) -> int | None:
    """Return the positive number of an address, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 and int(text) else None


def picked_of(request: Request) -> list[int]:
    """Return the ids of the clients that are ticked in a list."""
    return [number for text in request.POST.getlist("client")[:PICKED_MOST] if (number := whole_number(text))]


def clients_of(request: Request, filters: Filters, refused: list[str]) -> ClientQuerySet:
    """Return the clients that the act is about: the ticked ones, or with `all` the whole list. Raises Refusal.

    A condition that was not understood must not widen the act to the whole base.
    """
    if request.POST.get("all"):
        return Client.objects.none() if refused else find(user=request.user, filters=filters)
    picked = picked_of(request)
    if not picked:
        raise Refusal("nobody_picked", _("Nobody is picked."))
    return Client.objects.visible_to(request.user).filter(pk__in=picked)


def back(request: Request, filters: Filters) -> HttpResponse:
    """Return to the list where it was."""
    place = {name: whole_number(request.POST.get(name, "")) for name in PLACES}
    return redirect(reverse("clients:list") + sentence.url_of(filters, **place))


def carried(request: Request, filters: Filters) -> list[tuple[str, str]]:
    """Return what a further step of the act carries along: the list, the place in it and who is ticked."""
    said = [*filters.asked().items()]
    said += [(name, value) for name in (*PLACES, "all") if (value := request.POST.get(name, ""))]
    return said if request.POST.get("all") else [*said, *(("client", str(pk)) for pk in picked_of(request))]


def fields() -> dict[str, str]:
    """Return the fields that one value may be put into for many: what each is called, by its key."""
    ours = [key for key in (*CLIENT_FIELDS, "company_form") if key in COLUMNS | VALUES]
    own = {attributes.field_of(one): one.label for one in attributes.offered()}
    return {key: label_of(key) for key in dict.fromkeys(ours)} | own


def bar(user: User) -> dict[str, Any]:
    """Return what the bar needs of a person who may edit clients."""
    if not user.can("clients.edit"):
        return {}
    return {
        "bulk_fields": list(fields().items()),
        "bulk_tags": list(Tag.objects.order_by("name").values_list("pk", "name")[:TAGS_MOST]),
    }
