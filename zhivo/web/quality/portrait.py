"""The portrait: which fields a client is to have and what each weighs; who has filled how much of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhivo.clients.models import Kind
from zhivo.journal.models import Operation
from zhivo.lib.numbers import NBSP, number
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.known import known
from zhivo.quality.portrait.portraits import CannotSave
from zhivo.quality.portrait.rates import FEW, by_field, rates, whole
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.pages import page, tell
from zhivo.web.quality.portrait_draft import Draft
from zhivo.web.quality.portrait_rates import Standings

KINDS = (Kind.PERSON, Kind.COMPANY)


@allow("clients.view")
def portrait(request: Request) -> HttpResponse:
    """Show the portrait of a kind, and how full the portraits of the clients are that the user sees."""
    kind = kind_of(request.GET.get("kind", "")) or Kind.PERSON
    draft = Draft.of(portraits.of(kind))
    return page(request, "quality/portrait.html", _context(request, draft), region="portrait")


@allow("portrait.edit")
@require_POST
def fields(request: Request) -> HttpResponse:
    """Save the portrait as a whole, or give its form back with a field added, moved or taken out."""
    kind = kind_of(request.POST.get("kind", ""))
    if kind is None:
        raise Http404
    draft = Draft.read(request.POST, kind=kind)
    if request.POST.get("act", "save") != "save":
        draft.act(request.POST["act"], new=request.POST.get("new", ""))
        return page(request, "quality/portrait.html", _context(request, draft), region="portrait")
    if not draft.has_errors:
        before = _rate(request.user)
        try:
            operation = portraits.save(kind=kind, asked=draft.asked(), by=request.user)
        except CannotSave as refusal:
            draft.error = str(refusal.message)
        else:
            _tell(request, operation, before=before)
            return redirect(f"{reverse('quality:portrait')}?kind={kind}")
    return page(request, "quality/portrait.html", _context(request, draft), region="portrait", status=422)


def kind_of(said: str) -> Kind | None:
    """Return the kind of clients that an address names."""
    return Kind(said) if said in Kind.values else None


def _tell(request: Request, operation: Operation | None, *, before: str) -> None:
    if operation is None:
        tell(request, _("Nothing has changed."))
        return
    after = _rate(request.user)
    said = _("The portrait is saved. Filled: it was %(before)s, it is %(after)s.") if before and after else ""
    tell(
        request, said % {"before": before, "after": after} if said else _("The portrait is saved."), operation=operation
    )


def _rate(user: User) -> str:
    """Return how full the portraits are in words, "" of few clients."""
    every = portraits.every()
    fill = whole(rates(known(every).seen_by(user), every).values())
    return f"{number((fill.rate or 0) * 100, 1)}{NBSP}%" if fill.clients >= FEW else ""


def _context(request: Request, draft: Draft) -> dict[str, Any]:
    every = portraits.every()
    counts = known(every).seen_by(request.user)
    return {
        "draft": draft,
        "free": draft.free,
        "lines": draft.lines(by_field(counts, kind=draft.kind)),
        "kinds": [(kind, _("Persons") if kind == Kind.PERSON else _("Companies")) for kind in KINDS],
        "may_edit": request.user.can("portrait.edit"),
        "may_fill": request.user.can("clients.edit"),
        "standings": Standings(counts, every),
        "least": portraits.LIGHTEST,
        "most": portraits.HEAVIEST,
        "longest": portraits.LONGEST,
    }
