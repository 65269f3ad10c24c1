"""What the form of a draft says: where the file comes from, how it is read, where its columns go."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from zhivo.intake import batches, reading
from zhivo.sources.models import Batch, Source
from zhivo.web.access import Request

DELIMITERS = {";": _("semicolon"), ",": _("comma"), "\t": _("tab"), "|": _("vertical bar")}


def save_choices(request: Request, batch: Batch) -> Batch:
    """Keep what the form of a draft says; raises Refusal.

    When the file is to be read another way its columns are others, so their old answers do not count. A source that
    is known answers for the columns it has seen.
    """
    posted = request.POST
    source = posted.get("source", "").strip()
    choice = _choice(request, batch)
    if source and source != batch.source.name and _remembers(source):
        choice = choice or reading.Choice(**batch.reading)
    mapping = None if choice else posted.getlist("field") or None
    return batches.choose(batch=batch, source=source or None, choice=choice, mapping=mapping)


def _remembers(source: str) -> bool:
    return Source.objects.filter(name=source, mappings__isnull=False).exists()


def _choice(request: Request, batch: Batch) -> reading.Choice | None:
    """Return how the file is to be read from now on, None when that has not been changed.

    A field that is left empty leaves the matter to the reader; one that is not in the form stays as it was.
    """
    now = reading.Choice(**batch.reading)
    posted = {name: request.POST.get(name, "").strip() for name in ("sheet", "encoding", "delimiter", "header_row")}
    wanted = now
    if "sheet" in request.POST:
        wanted = replace(wanted, sheet=posted["sheet"] or None)
    if "encoding" in request.POST:
        wanted = replace(wanted, encoding=posted["encoding"] or None)
    if "delimiter" in request.POST:
        wanted = replace(wanted, delimiter=request.POST["delimiter"] or None)  # a tab is a delimiter too
    if "header_row" in request.POST:
        wanted = replace(wanted, header_row=_number(posted["header_row"]))
    if wanted.sheet != now.sheet:
        wanted = replace(wanted, header_row=None)
    return wanted if wanted != now else None


def _number(text: str) -> int | None:
    return int(text[:9]) if text.isdecimal() else None
