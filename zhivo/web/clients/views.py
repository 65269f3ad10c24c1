"""The user's saved lists: made from the list that is shown, renamed, shared, put in order, taken out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhivo.clients import views as kept
from zhivo.clients.filters import Filters
from zhivo.clients.models import SavedView
from zhivo.clients.views import CannotKeep, read
from zhivo.web.access import Request, allow
from zhivo.web.clients import sentence, views_tabs
from zhivo.web.pages import page, tell

STEPS = {"back": -1, "on": 1}


@allow("clients.view")
def views(request: Request) -> HttpResponse:
    """Show the saved lists; a POST keeps the list that it names."""
    if request.method == "POST":
        return _keep(request)
    return _page(request)


@allow("clients.view")
def counts(request: Request) -> HttpResponse:
    """Show the tabs with their numbers."""
    filters, _refused = read(request.GET, user=request.user)
    context = views_tabs.context(filters, user=request.user, is_counted=True)
    return page(request, "clients/tabs.html", context, region="tabs")


@allow("clients.view")
@require_http_methods(["POST", "PUT", "DELETE"])
def view(request: Request, pk: int) -> HttpResponse:
    """Rename or move a saved list (POST), let it ask what the shown list asks (PUT), take it out (DELETE)."""
    found = get_object_or_404(kept.visible_to(request.user), pk=pk)
    if not kept.may_change(found, request.user):
        raise Http404
    if request.method == "DELETE":
        operation = kept.remove(view=found, by=request.user)
        tell(request, _("The list «%(name)s» is deleted") % {"name": found.name}, operation=operation)
        return redirect("clients:views")
    return _overwrite(request, found) if request.method == "PUT" else _change(request, found)


def _keep(request: Request) -> HttpResponse:
    filters, refused = read(request.POST, user=request.user)
    name = request.POST.get("name", "")
    try:
        if refused:
            raise CannotKeep("not_understood", _("A condition of the address is not understood and left out."))
        made = kept.keep(name=name, filters=filters, is_shared="is_shared" in request.POST, by=request.user)
    except CannotKeep as refusal:
        return _page(request, fault=refusal, asked=filters, name=name)
    tell(request, _("The list «%(name)s» is kept") % {"name": made.name})
    return redirect(reverse("clients:list") + f"?view={made.pk}")


def _change(request: Request, found: SavedView) -> HttpResponse:
    if request.POST.get("step") in STEPS:
        kept.move(view=found, step=STEPS[request.POST["step"]])
        return redirect("clients:views")
    name = request.POST.get("name", "")
    try:
        operation = kept.rename(view=found, name=name, is_shared="is_shared" in request.POST, by=request.user)
    except CannotKeep as refusal:
        return _page(request, fault=refusal, at=found.pk, name=name)
    if operation is not None:
        tell(request, _("The list «%(name)s» is changed") % {"name": name}, operation=operation)
    return redirect("clients:views")


def _overwrite(request: Request, found: SavedView) -> HttpResponse:
    filters, refused = read(request.POST, user=request.user)
    operation = None if refused else kept.overwrite(view=found, filters=filters, by=request.user)
    if operation is not None:
        tell(request, _("The list «%(name)s» is changed") % {"name": found.name}, operation=operation)
    return redirect(reverse("clients:list") + f"?view={found.pk}")


def _page(
    request: Request,
    *,
    fault: CannotKeep | None = None,
    asked: Filters | None = None,
    at: int | None = None,
    name: str = "",
) -> HttpResponse:
    """Show the lists; after a refusal with its sentence at the field that it is about."""
    user = request.user
    lists = [(one, sentence.name_of(kept.filters_of(one)[0]), kept.may_change(one, user)) for one in kept.offered(user)]
    context = {
        "lists": lists,
        "own": user.pk,
        "may_share": user.can("views.share"),
        "fault": fault,
        "at": at,
        "name": name,
        "asked": asked.asked() if asked is not None else {},
        "asked_words": sentence.name_of(asked) if asked is not None else "",
    }
    return page(request, "clients/views.html", context, region="lists", status=422 if fault else 200)
