"""The journal: who did what and when, newest first, with an undo where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhivo.journal import people  # noqa: F401 (declares its kinds)
from zhivo.journal.kinds import OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.journal.undo import CannotUndo, undo
from zhivo.team.models import User
from zhivo.web.access import SIGNED_IN, Request, allow
from zhivo.web.clients.words import label_of
from zhivo.web.journal.sight import may_undo, seen_clients
from zhivo.web.pages import page, tell

PAGE_ROWS = 50
FAMILIES = (
    ("import", ("import",)),
    ("client", ("client.", "clients.", "question.", "tag.", "view.")),
    ("people", ("person.", "team.")),
)


@dataclass(frozen=True)
class Line:
    """One line of the journal as this person may read it."""

    operation: Operation
    kind: OperationKind | None
    text: str
    url: str
    may_undo: bool
    detail: str = ""

    @property
    def day(self) -> date:
        """Return the day of the act in the firm's time."""
        return timezone.localtime(self.operation.at).date()


@allow("journal.view")
def journal(request: Request) -> HttpResponse:
    """Show a page of the journal, from the row that the address names."""
    family = request.GET.get("of", "")
    edge = _edge(request.GET.get("before", ""))
    operations = list(_older(_of(family), edge)[: PAGE_ROWS + 1])
    lines = lines_of(operations[:PAGE_ROWS], user=request.user)
    last = operations[PAGE_ROWS - 1] if len(operations) > PAGE_ROWS else None
    context: dict[str, Any] = {
        "days": [(day, list(group)) for day, group in groupby(lines, key=lambda line: line.day)],
        "family": family,
        "families": [("", _("All")), ("import", _("Imports")), ("client", _("Clients")), ("people", _("People"))],
        "next": f"{last.at.isoformat()}~{last.pk}" if last else "",
        # Lines that join those above need no second heading of the same day.
        "shown_day": timezone.localtime(edge[0]).date() if edge and request.htmx else None,
    }
    return page(request, "journal/journal.html", context, region="lines")


@allow(SIGNED_IN)
@require_POST
def undoing(request: Request, pk: int) -> HttpResponse:
    """Take an operation back, if the person may do what it did and sees the client it is about."""
    operation = get_object_or_404(Operation.objects.select_related("by"), pk=pk)
    if not may_undo(request.user, operation):
        raise Http404
    try:
        operation = undo(operation=operation, by=request.user)
    except CannotUndo as refusal:
        tell(request, refusal.message)
    else:
        tell(request, _outcome(operation))
    return redirect(_back(request))


def lines_of(operations: list[Operation], *, user: User) -> list[Line]:
    """Return the lines that this person may read: a client whom he does not see is not named."""
    seen = seen_clients(operations, user=user)
    return [_line(operation, seen.get(operation.pk, set()), user) for operation in operations]


def _line(operation: Operation, seen: set[int], user: User) -> Line:
    kind = kinds.get(operation.kind)
    if kind is None:
        return Line(operation, None, operation.kind, "", may_undo=False)
    is_hidden = kind.names_clients and not seen
    text = str(kind.label) if is_hidden else kind.sentence(operation)
    detail = label_of(operation.data["field"]) if operation.data.get("field") and not is_hidden else ""
    return Line(operation, kind, text, _url(operation, seen, user), may_undo(user, operation, seen=seen), detail)


def _url(operation: Operation, seen: set[int], user: User) -> str:
    """Return the page of what the act was about, if this person may open it."""
    batch = getattr(operation, "batch", None)
    if batch is not None and user.can("imports.run"):
        return reverse("imports:batch", args=[batch.pk])
    if "drop" in operation.data and user.can("imports.run"):
        return reverse("imports:drop", args=[operation.data["drop"]])
    if seen:
        return reverse("clients:client", args=[min(seen)])
    if "person" in operation.data and user.can("people.manage"):
        return reverse("people:person", args=[operation.data["person"]])
    return ""


def _of(family: str) -> QuerySet[Operation]:
    operations = Operation.objects.select_related("by", "undone_by", "batch").order_by("-at", "-id")
    wanted = Q()
    for prefix in dict(FAMILIES).get(family, ()):
        wanted |= Q(kind__startswith=prefix)
    return operations.filter(wanted)


def _older(operations: QuerySet[Operation], edge: tuple[datetime, int] | None) -> QuerySet[Operation]:
    """Keep what is older than the row that the address names."""
    if edge is None:
        return operations
    at, pk = edge
    return operations.filter(at__lte=at).exclude(at=at, pk__gte=pk)


def _edge(before: str) -> tuple[datetime, int] | None:
    """Read the row that an address names; one made up by hand names none, and the newest are shown."""
    said, _sign, pk = before[:60].partition("~")
    try:
        at = parse_datetime(said)
    except ValueError:
        return None
    return (at, int(pk)) if at and at.tzinfo and pk.isascii() and pk.isdigit() and len(pk) < 19 else None


def _outcome(operation: Operation) -> str:
    if operation.state == Operation.State.UNDOING:
        return _("The undo has begun, it goes on by itself.")
    if operation.kept:
        return _("Undone, except what was changed since: %(n)s.") % {"n": len(operation.kept)}
    return _("Undone.")


def _back(request: Request) -> str:
    """Return the page the undo was pressed on, if it is ours."""
    came = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        came, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came if came and is_ours else reverse("home:home")
