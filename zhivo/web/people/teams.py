"""Teams with their heads: a head sees the clients of his team."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from zhivo.journal import people as acts
from zhivo.team.models import Team
from zhivo.web.access import Request, allow
from zhivo.web.pages import page, tell
from zhivo.web.people.forms import TeamForm


@allow("people.manage")
def teams(request: Request) -> HttpResponse:
    """List the teams, or make one."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operation = acts.make_team(by=request.user, **form.cleaned_data)
        except acts.CannotChange as refusal:
            form.add_error("name", str(refusal.message))
        else:
            tell(request, _("Team «%(name)s» is made.") % form.cleaned_data, operation=operation)
            return redirect("people:teams")
    working = Count("members", filter=Q(members__is_active=True))
    every = Team.objects.select_related("head").annotate(working=working).order_by("name")
    return page(request, "people/teams.html", {"form": form, "teams": every}, status=422 if form.errors else 200)


@allow("people.manage")
def team(request: Request, pk: int) -> HttpResponse:
    """Show a team, or change its name and head."""
    found = get_object_or_404(Team, pk=pk)
    form = TeamForm(request.POST or None, initial={"name": found.name, "head": found.head_id})
    if request.method == "POST" and form.is_valid():
        try:
            operation = acts.change_team(team=found, by=request.user, **form.cleaned_data)
        except acts.CannotChange as refusal:
            form.add_error("name", str(refusal.message))
        else:
            if operation:
                tell(request, _("Team «%(name)s» is changed.") % form.cleaned_data, operation=operation)
            return redirect("people:teams")
    members = found.members.filter(is_active=True).order_by("name")
    context = {"form": form, "team": found, "members": members}
    return page(request, "people/team.html", context, status=422 if form.errors else 200)
