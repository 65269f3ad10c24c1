"""Phones and e-mails that are marked: why, on how many cards, and a person's word against it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from django.core.exceptions import BadRequest
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhivo.clients import marks as values
from zhivo.clients.models import Client, ContactPoint, ValueMark
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.bulk import whole_number
from zhivo.web.clients.words import mark_words, shown
from zhivo.web.pages import page, tell

ON_A_PAGE = 50
KINDS: dict[str, str | Promise] = {
    "dummy": gettext_lazy("Dummies by repetition"),
    "dead": gettext_lazy("Dead"),
    "shared": gettext_lazy("Of several people"),
    "fine": gettext_lazy("A person vouched for them"),
}


@dataclass(frozen=True)
class Line:
    """A marked value as the page shows it."""

    mark: ValueMark
    value: str
    words: str
    holders: int


@allow("clients.view")
def marks(request: Request) -> HttpResponse:
    """Show the marked values of a kind that clients of the user have, the newest first."""
    kind = request.GET.get("kind", "dummy")
    kind = kind if kind in KINDS else "dummy"
    seen = _seen(request.user)
    counts = dict(seen.values_list("kind").annotate(n=Count("pk")))
    found = seen.filter(kind=kind).select_related("by").order_by("-pk")
    if before := whole_number(request.GET.get("before", "")):
        found = found.filter(pk__lt=before)
    listed = list(found[: ON_A_PAGE + 1])
    context = {
        "kind": kind,
        "kinds": [(key, words, counts.get(key, 0)) for key, words in KINDS.items()],
        "lines": _lines(listed[:ON_A_PAGE], request.user),
        "before": listed[ON_A_PAGE - 1].pk if len(listed) > ON_A_PAGE else None,
        "may_mark": request.user.can("questions.answer"),
    }
    return page(request, "quality/marks.html", context, region="lines")


@allow("questions.answer")
@require_POST
def mark(request: Request, pk: int) -> HttpResponse:
    """Mark a value as another kind, for good: no rule says anything of it any more."""
    found, kind = get_object_or_404(_seen(request.user), pk=pk), request.POST.get("kind", "")
    if kind not in KINDS:
        raise BadRequest("no such kind")
    one = pl.DataFrame([(found.medium, found.value, "by_hand", "{}")], schema=values.SCHEMA, orient="row")
    try:
        operation = values.put(values=one, kind=kind, by=request.user)
    except values.NothingToMark as refusal:
        tell(request, refusal.message)
    else:
        tell(request, _("%(value)s is marked anew") % {"value": shown(found.medium, found.value)}, operation=operation)
    return redirect(f"{reverse('quality:marks')}?kind={found.kind}")


def _seen(user: User) -> QuerySet[ValueMark]:
    """Marks of values that a client of the user has; who sees everybody sees those that nobody has, too."""
    if user.sees_clients_of() is None:
        return ValueMark.objects.all()
    clients = Client.objects.visible_to(user).values("pk")
    held = ContactPoint.objects.filter(value=OuterRef("value"), medium=OuterRef("medium"), client__in=clients)
    return ValueMark.objects.filter(Exists(held))


def _lines(listed: list[ValueMark], user: User) -> list[Line]:
    clients = Client.objects.visible_to(user).values("pk")
    held = ContactPoint.objects.filter(value__in=[one.value for one in listed], client__in=clients)
    holders = dict(held.values_list("value").annotate(n=Count("client")))
    return [Line(one, shown(one.medium, one.value), mark_words(one), holders.get(one.value, 0)) for one in listed]
