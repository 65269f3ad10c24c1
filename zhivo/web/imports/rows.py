"""The rows of an import as they came, with what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise

from zhivo.clients.models import Client
from zhivo.intake import report
from zhivo.intake.fields import PURCHASES
from zhivo.sources.models import Batch, Outcome
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.imports.reasons import reason_words
from zhivo.web.imports.sight import sees_refused
from zhivo.web.imports.words import BOUGHT, OUTCOMES, ROW, WHY
from zhivo.web.pages import page

ON_A_PAGE = 50
LONGEST_CELL = 200
MOST_CELLS = 100  # of a row; all of them are in the card of its client


@dataclass(frozen=True)
class Line:
    """A row as the page shows it: cells of somebody else's client are kept back."""

    number: int
    outcome: str | Promise
    why: str | Promise
    client: Client | None
    is_hidden: bool
    cells: list[str]
    reasons: list[str]


@allow("clients.view")
def rows(request: Request, pk: int) -> HttpResponse:
    """Show a page of rows of one outcome or with one doubtful value, behind the record `after`."""
    batch = get_object_or_404(Batch.objects.select_related("source"), pk=pk)
    if batch.state == Batch.State.UNDONE:  # its page says what became of its rows
        return redirect("imports:batch", pk=pk)
    chosen, reason, after = (request.GET.get(name, "") for name in ("outcome", "reason", "after"))
    reason = reason.replace("\x00", "")[:200]
    outcomes = _outcomes_of(batch)
    chosen = chosen if chosen in outcomes else ""
    found = report.rows(
        batch,
        outcome=outcomes[chosen][0] if chosen else None,
        reason=reason or None,
        after=int(after[:18]) if after.isdecimal() else 0,
        limit=ON_A_PAGE + 1,
    )
    context: dict[str, Any] = {
        "batch": batch,
        "headers": batch.columns[:MOST_CELLS],
        "unshown": max(0, len(batch.columns) - MOST_CELLS),
        "lines": _lines(found[:ON_A_PAGE], batch=batch, user=request.user),
        "after": found[ON_A_PAGE - 1].record.pk if len(found) > ON_A_PAGE else None,
        "is_first": not after,
        "outcome": chosen,
        "loads": request.user.can("imports.run"),
        "sees_refused": sees_refused(request.user, batch),
        "outcomes": _outcomes(batch),
        "reason": reason,
        "reason_words": reason_words(reason) if reason else "",
    }
    return page(request, "imports/rows.html", context, region="lines")


def _outcomes_of(batch: Batch) -> dict[str, tuple[int, str | Promise]]:
    return BOUGHT if batch.what == PURCHASES else OUTCOMES


def _outcomes(batch: Batch) -> list[tuple[str, str | Promise, int]]:
    counts = {
        "bought": batch.purchases.get("rows_created", 0),
        "changed": batch.purchases.get("rows_updated", 0),
        "created": batch.clients_created,
        "joined": batch.clients_joined - batch.unchanged,
        "held": batch.held,
        "refused": batch.refused,
    }
    return [(key, words, counts[key]) for key, (_number, words) in _outcomes_of(batch).items()]


def _lines(found: list[report.Row], *, batch: Batch, user: User) -> list[Line]:
    clients = [row.client.pk for row in found if row.client]
    visible = set(Client.objects.visible_to(user).filter(pk__in=clients).values_list("pk", flat=True))
    is_own, sees_nobodys = batch.by_id == user.pk, sees_refused(user, batch)
    return [_line(row, visible=visible, is_own=is_own, sees_nobodys=sees_nobodys) for row in found]


def _line(row: report.Row, *, visible: set[int], is_own: bool, sees_nobodys: bool) -> Line:
    seen = row.client is not None and row.client.pk in visible
    is_hidden = not seen and not is_own and (row.client is not None or not sees_nobodys)
    record = row.record
    words = WHY.get(row.why, "") if record.outcome == Outcome.JOINED else ""
    return Line(
        number=record.row,
        outcome=ROW[record.outcome],
        why=words,
        client=row.client if seen else None,
        is_hidden=is_hidden,
        cells=[] if is_hidden else [cell[:LONGEST_CELL] for cell in record.values[:MOST_CELLS]],
        reasons=[] if is_hidden else [reason_words(reason) for reason in row.reasons],
    )
