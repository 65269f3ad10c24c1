"""Changing one field of a card: put, conflict with somebody else's change, refusal under the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhivo.clients.edit import Stale, edited
from zhivo.clients.edit import shown as now_of
from zhivo.clients.models import Client, Event
from zhivo.intake import by_hand
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.quality.attribute_types import OPTIONS_APART
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.card import Card
from zhivo.web.clients.client import visible
from zhivo.web.clients.people import heirs
from zhivo.web.clients.words import label_of, shown
from zhivo.web.fields.controls import drawn
from zhivo.web.pages import page, tell

TRIES = 3  # somebody may write beside us again and again, but not for ever
MEDIA = ("phone", "email")


@dataclass(frozen=True)
class Typed:
    """What the form of one field holds: `was` is the value it was opened with."""

    field: str
    value: str
    before: str | None
    was: str
    version: int

    @property
    def key(self) -> str:
        """Return how the address names the field that is edited."""
        return f"{self.field}:{self.before}" if self.before else self.field

    @property
    def is_as_it_was(self) -> bool:
        """Say whether nothing was changed: then there is nothing to keep."""
        spoken = self.was.replace("-", "") if self.field == "phone" else self.was
        written = "".join(self.value.split()).replace("-", "") if self.field == "phone" else self.value.strip()
        return bool(self.was) and written == spoken


@allow("clients.edit")
@require_http_methods(["POST", "DELETE"])
def facts(request: Request, pk: int) -> HttpResponse:
    """Put a value into a field, or take it away; show both values when somebody else changed the same field."""
    client = visible(request.user, pk)
    typed = _typed(request)
    if typed.is_as_it_was and request.method == "POST":
        return _back(request, client)
    if typed.field == "responsible" and not _may_lead(typed.value, request):
        raise PermissionDenied
    try:
        operation = put(client, typed, by=request.user)
    except Stale as stale:
        return _answer(request, client, typed, conflict=conflict_of(client, typed, stale.version))
    except Refusal as refusal:
        return _answer(request, client, typed, error=str(refusal), hint=str(refusal.hint))
    tell(request, _("%(field)s: changed") % {"field": label_of(typed.field)}, operation=operation)
    return _back(request, client)


def _may_lead(said: str, request: Request) -> bool:
    may_assign = request.user.can("clients.assign")
    return may_assign and (not said or said in {str(person.pk) for person in heirs(request.user)})


def _back(request: Request, client: Client) -> HttpResponse:
    query = request.GET.urlencode()
    response = redirect(reverse("clients:client", args=[client.pk]) + (f"?{query}" if query else ""))
    response.status_code = 303
    return response


def _typed(request: Request) -> Typed:
    said = request.POST
    version = said.get("version", "")
    return Typed(
        field=said.get("field", "")[:200],
        value="" if request.method == "DELETE" else OPTIONS_APART.join(said.getlist("value")),
        before=said.get("before") or None,
        was=said.get("was", ""),
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
    )


def put(client: Client, typed: Typed, *, by: User) -> Operation:
    """Change the field; a change of another field in between is no conflict and is passed over.

    Raises Stale for a change of the same field, Refusal for a value that cannot be.
    """
    version = typed.version
    for attempt in range(TRIES):
        try:
            return by_hand.edit(
                client=client,
                field=typed.field,
                value=typed.value,
                before=typed.before,
                version=version,
                by=by,
            )
        except Stale as stale:
            client = visible(by, client.pk)
            if attempt == TRIES - 1 or _now(client, typed) != typed.was:
                raise
            version = stale.version
    raise AssertionError


def _now(client: Client, typed: Typed) -> str:
    """Return the value that the field has now; of a contact point itself while it is there."""
    if typed.field not in MEDIA:
        return now_of(client, typed.field) or ""
    there = client.contact_points.filter(medium=typed.field, value=(typed.before or "").split(";")[0]).exists()
    return typed.was if there or not typed.before else ""


def conflict_of(client: Client, typed: Typed, version: int) -> dict[str, Any]:
    """Return what both have said of the field, and the version that a second try has to name."""
    client = visible_again(client)
    last = Event.objects.filter(client=client, kind=edited.key, data__field=typed.field).select_related("by")
    event = last.order_by("-pk").first()
    theirs = _now(client, typed)
    return {
        "who": event.by.name if event and event.by else "",
        "theirs": shown(typed.field, theirs),
        "mine": typed.value,
        "was": theirs,
        "version": version,
    }


def visible_again(client: Client) -> Client:
    """Return the client as it is now."""
    return Client.objects.select_related("responsible", "standing").get(pk=client.pk)


def _answer(request: Request, client: Client, typed: Typed, **more: Any) -> HttpResponse:
    query = request.GET.copy()
    query["edit"] = typed.key
    card = Card(visible_again(client), query=query, user=request.user)
    context = card.context() | {"typed": typed} | more
    if context["edit_own"]:
        context["own_input"] = drawn(context["edit_own"], value=typed.value, is_bad=True)
    return page(request, "clients/client.html", context, region="facts", status=422)
