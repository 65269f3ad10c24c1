"""The rows of a file that need a person, with what to look at in the first column, to correct and drop again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from zhivo.intake import preflight, report
from zhivo.sources.models import Batch, Drop, Outcome
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.downloads import download
from zhivo.web.imports.reasons import reason_words
from zhivo.web.imports.sight import Foresight, sees_draft

AT_A_TIME = 1000


@allow("imports.run")
def doubtful(request: Request, pk: int) -> HttpResponse:
    """Send the rows of a batch that will not be written, that will raise a question, or hold a doubtful value."""
    batch = get_object_or_404(Batch.objects.select_related("drop"), pk=pk, drop__isnull=False)
    if batch.drop is None or not sees_draft(request.user, batch.drop):
        raise Http404
    name = _("%(file)s, questions") % {"file": Path(batch.file_name).stem}
    return download(_lines(batch, batch.drop, user=request.user), name=name, kind="csv")


def _lines(batch: Batch, drop: Drop, *, user: User) -> Iterator[str]:
    yield report.first_line(batch)
    for row in _rows(batch, drop, user=user):
        yield report.line([_why(batch, row), *row.cells])


def _rows(batch: Batch, drop: Drop, *, user: User) -> Iterator[preflight.Foretold]:
    """Those that the user sees, in the order of the file."""
    after = 0
    while rows := preflight.rows(drop, of="questions", batch=batch.pk, after=after, limit=AT_A_TIME):
        after = rows[-1].place
        sight = Foresight.of(user, drop, rows)
        yield from (row for row in rows if not sight.hides(row))


def _why(batch: Batch, row: preflight.Foretold) -> str:
    if row.outcome == Outcome.REFUSED:
        return _("It will not be written. %(why)s") % {"why": report.why_refused(batch, row.reasons)}
    asked = [_("The same person as somebody known? We will ask.")] if row.outcome == Outcome.HELD else []
    return "; ".join([*asked, *map(reason_words, row.reasons)])
