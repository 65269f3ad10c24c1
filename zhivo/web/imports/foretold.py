"""The rows behind a number of the page of consequences: as they came, with what will become of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.clients.models import Client
from zhivo.intake import drops, preflight
from zhivo.intake.models import Preflight
from zhivo.quality.reasons import is_known
from zhivo.sources.models import Batch, Drop, Outcome
from zhivo.web.access import Request, allow
from zhivo.web.imports import forecast
from zhivo.web.imports.reasons import reason_words
from zhivo.web.imports.rows import LONGEST_CELL, MOST_CELLS, ON_A_PAGE
from zhivo.web.imports.sight import Foresight, sees_draft
from zhivo.web.imports.words import WHY
from zhivo.web.pages import page

OF: dict[str, str | Promise] = {
    "all": gettext_lazy("All rows"),
    "created": gettext_lazy("new ones"),
    "joined": gettext_lazy("to known ones"),
    "in_files": gettext_lazy("repeats within the files"),
    "held": gettext_lazy("with a question"),
    "refused": gettext_lazy("not written"),
    "unchanged": gettext_lazy("the same to the letter"),
    "placeholders": gettext_lazy("dummies"),
    "next_actions": gettext_lazy("next actions"),
    "recovered": gettext_lazy("with values in comments"),
    "reachable": gettext_lazy("can be reached"),
    "companies": gettext_lazy("firms beside persons"),
    "bought": gettext_lazy("of new purchases"),
    "changed": gettext_lazy("of changed purchases"),
}
_COUNTED = {"all": "rows", "created": "clients_created", "joined": "clients_joined", "companies": "companies_created"}
_COUNTED |= {"bought": "purchases_created", "changed": "purchases_updated"}
_WILL: dict[int, str | Promise] = {
    Outcome.CREATED: gettext_lazy("will be a new client"),
    Outcome.JOINED: gettext_lazy("goes to a known one"),
    Outcome.HELD: gettext_lazy("a new one, with a question"),
    Outcome.REFUSED: gettext_lazy("will not be written"),
    Outcome.BOUGHT: gettext_lazy("a new purchase"),
    Outcome.CHANGED: gettext_lazy("changed a known purchase"),
}


@dataclass(frozen=True)
class Line:
    """A row as the page shows it: cells of somebody else's client are kept back."""

    file: str
    number: int
    will: str | Promise
    client: Client | None
    is_foreign: bool
    is_hidden: bool
    cells: list[str]
    reasons: list[str]


@allow("imports.run")
def foretold(request: Request, pk: int) -> HttpResponse:
    """Show a page of rows behind the number `of`, those behind the place `after`."""
    drop = get_object_or_404(Drop, pk=pk)
    found = preflight.of(drop)
    if not sees_draft(request.user, drop):
        raise Http404
    of, after = request.GET.get("of", "all"), request.GET.get("after", "")
    of = of if of in OF or is_known(of) else "all"
    after = after if after.isdecimal() else "0"
    rows = preflight.rows(drop, of=of, after=int(after[:18]), limit=ON_A_PAGE + 1) if found else []
    batches = {batch.pk: batch for batch in drops.batches(drop)}
    context: dict[str, Any] = {
        "drop": drop,
        "batches": list(batches.values()),
        "preflight": found,
        "of": of,
        "of_words": "" if of in OF else reason_words(of),
        "tabs": _tabs(found) if found else [],
        "headers": _headers(list(batches.values())),
        "lines": _lines(rows[:ON_A_PAGE], batches=batches, drop=drop, request=request),
        "after": rows[ON_A_PAGE - 1].place if len(rows) > ON_A_PAGE else None,
        "is_first": after == "0",
    }
    return page(request, "imports/foretold.html", context, region="lines")


def _tabs(found: Preflight) -> list[tuple[str, str | Promise, int]]:
    told = forecast.of(found)
    named = [(key, words, _COUNTED.get(key, key)) for key, words in OF.items()]
    tabs = [(key, words, told.numbers[name]) for key, words, name in named if name not in told.rowless]
    return [tab for tab in tabs if tab[2] or tab[0] == "all"]


def _headers(batches: list[Batch]) -> list[str]:
    """The columns of the files where they are all the same, else as many numbers as the widest has."""
    first = batches[0].columns if batches else []
    if all(batch.columns == first for batch in batches):
        return first[:MOST_CELLS]
    widest = max(len(batch.columns) for batch in batches)
    return [_("Column %(number)d") % {"number": n + 1} for n in range(min(widest, MOST_CELLS))]


def _lines(rows: list[preflight.Foretold], *, batches: dict[int, Batch], drop: Drop, request: Request) -> list[Line]:
    sight = Foresight.of(request.user, drop, rows)
    return [_line(row, batches=batches, sight=sight) for row in rows]


def _line(row: preflight.Foretold, *, batches: dict[int, Batch], sight: Foresight) -> Line:
    is_hidden = sight.hides(row)
    batch = batches.get(row.batch)
    return Line(
        file=drops.title(batch) if batch else "",
        number=row.number,
        will=_will(row, batches),
        client=sight.clients.get(row.client) if row.client is not None else None,
        is_foreign=sight.is_foreign(row),
        is_hidden=is_hidden,
        cells=[] if is_hidden else [cell[:LONGEST_CELL] for cell in row.cells[:MOST_CELLS]],
        reasons=[] if is_hidden else [reason_words(reason) for reason in row.reasons],
    )


def _will(row: preflight.Foretold, batches: dict[int, Batch]) -> str:
    """What becomes of the row, how it is known, and which row of the files it meets."""
    parts = [str(_WILL[row.outcome])]
    if row.outcome == Outcome.JOINED and row.why in WHY:
        parts.append(str(WHY[row.why]))
    if row.other is not None:
        batch, number = row.other
        file = drops.title(batches[batch]) if batch != row.batch and batch in batches else ""
        words = _("row %(row)s of «%(file)s»") if file else _("row %(row)s of this file")
        parts.append(words % {"row": number, "file": file})
    return ", ".join(parts)
