"""The people who work here: the list, an invitation, one person, his log-in link."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhivo.clients import tally
from zhivo.journal import people as acts
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.pages import page, tell
from zhivo.web.people.forms import InvitationForm, PersonForm


@allow("people.manage")
def people(request: Request) -> HttpResponse:
    """List the people, those who left at the end."""
    everybody: QuerySet[User] = User.objects.select_related("team").order_by("-is_active", "name")
    led = tally.led_by()
    rows = [(person, led.get(person.pk, 0)) for person in everybody]
    return page(request, "people/list.html", {"rows": rows, "working": sum(person.is_active for person, _led in rows)})


@allow("people.manage")
def new(request: Request) -> HttpResponse:
    """Invite a person: he is added, and a log-in link for him is shown once."""
    form = InvitationForm(request.POST or None, by=request.user, initial={"roles": ["manager"]})
    if request.method != "POST":
        return page(request, "people/new.html", {"form": form})
    if form.is_valid():
        try:
            operation = acts.invite(by=request.user, **form.cleaned_data)
        except acts.CannotChange as refusal:
            form.add_error("email" if refusal.code == "email_taken" else None, str(refusal.message))
        else:
            return _with_link(request, User.objects.get(pk=operation.data["person"]))
    return page(request, "people/new.html", {"form": form}, status=422)


@allow("people.manage")
def person(request: Request, pk: int) -> HttpResponse:
    """Show one person, or change his name, roles, team and whether he works here."""
    found = get_object_or_404(User.objects.select_related("team"), pk=pk)
    initial = {"name": found.name, "roles": found.roles, "team": found.team_id}
    form = PersonForm(request.POST or None, by=request.user, initial=initial)
    context = {"form": form, "person": found, "led": tally.led_by().get(pk, 0)} | _limits(request.user, found)
    if request.method != "POST":
        return page(request, "people/person.html", context)
    if "works" in request.POST:
        form = PersonForm(initial, by=request.user)
        context["form"] = form
    if form.is_valid():
        try:
            operation = acts.change(
                person=found, by=request.user, is_active=_works(request, found), **_values(form, found, request.user)
            )
        except acts.CannotChange as refusal:
            form.add_error(None, str(refusal.message))
        else:
            if operation:
                tell(request, _("%(name)s: saved.") % {"name": found.name}, operation=operation)
            return redirect("people:person", pk=pk)
    return page(request, "people/person.html", context, status=422)


@allow("people.manage")
@require_POST
def link(request: Request, pk: int) -> HttpResponse:
    """Make a log-in link and show it once."""
    return _with_link(request, get_object_or_404(User, pk=pk))


def _with_link(request: Request, person: User) -> HttpResponse:
    try:
        path = acts.link(person=person, by=request.user)
    except acts.CannotChange as refusal:
        tell(request, refusal.message)
        return redirect("people:person", pk=person.pk)
    return page(request, "people/link.html", {"person": person, "link": request.build_absolute_uri(path)})


def _limits(user: User, person: User) -> dict[str, Any]:
    """Say what of the person's page is closed to this user, so that the page does not offer it."""
    return {
        "may_touch": acts.may_touch(person, by=user),
        "own_roles": person.pk == user.pk and acts.OWNER not in user.roles,
    }


def _works(request: Request, person: User) -> bool:
    return request.POST["works"] == "yes" if "works" in request.POST else person.is_active


def _values(form: PersonForm, person: User, user: User) -> dict[str, Any]:
    """Return what was typed; the roles that the form does not offer stay as they are."""
    values = dict(form.cleaned_data)
    offered = {key for key, _label in form.fields["roles"].choices}  # type: ignore[attr-defined]
    values["roles"] = sorted({*values["roles"], *(set(person.roles) - offered)})
    return values
