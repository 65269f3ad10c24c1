"""The rows of a file that need a person, with the reason in the first column, to correct and drop again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from zhivo.clients.models import Client
from zhivo.intake import preflight, report
from zhivo.sources.models import Batch, Outcome
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.imports.reasons import reason_words
from zhivo.web.imports.sight import sees_drop

AT_A_TIME = 1000


@allow("imports.run")
def doubtful(request: Request, pk: int) -> HttpResponse:
    """Send the rows of a batch that will not be written, that will raise a question, or hold a doubtful value."""
    batch = get_object_or_404(Batch.objects.select_related("drop"), pk=pk, drop__isnull=False)
    if batch.drop is None or not sees_drop(request.user, batch.drop):
        raise Http404
    name = _("%(file)s, questions.csv") % {"file": Path(batch.file_name).stem}
    answer = StreamingHttpResponse(_lines(batch, user=request.user), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[return-value]


def _lines(batch: Batch, *, user: User) -> Iterator[str]:
    yield report.first_line(batch)
    for row in _rows(batch, user=user):
        yield report.line([_why(batch, row), *row.cells])


def _rows(batch: Batch, *, user: User) -> Iterator[preflight.Foretold]:
    """Each such row once; those of somebody else's clients only for whoever dropped the file."""
    found = preflight.of(batch.drop) if batch.drop else None
    counts = found.counts.get(str(batch.pk), {}) if found else {}
    sent: set[int] = set()
    for of in ("refused", "held", *counts.get("reasons", {})):
        after = 0
        while rows := preflight.rows(batch.drop, of=of, batch=batch.pk, after=after, limit=AT_A_TIME):  # type: ignore[arg-type]
            after = rows[-1].place
            met = [row.client for row in rows if row.client is not None]
            seen = set(Client.objects.visible_to(user).filter(pk__in=met).values_list("pk", flat=True))
            is_own = batch.drop is not None and batch.drop.by_id == user.pk
            for row in rows:
                if row.place not in sent and (is_own or row.client is None or row.client in seen):
                    sent.add(row.place)
                    yield row


def _why(batch: Batch, row: preflight.Foretold) -> str:
    if row.outcome == Outcome.REFUSED:
        return report.why_refused(batch, row.reasons)
    asked = [_("The same person as somebody known? We will ask.")] if row.outcome == Outcome.HELD else []
    return "; ".join([*asked, *map(reason_words, row.reasons)])
