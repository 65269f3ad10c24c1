"""What the form of a draft says: where the file comes from, how it is read, where its columns go."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from zhivo.intake import batches, reading
from zhivo.sources.models import Batch, Source
from zhivo.web.access import Request
from zhivo.web.imports.columns import MOST_SHOWN

DELIMITERS = {";": _("semicolon"), ",": _("comma"), "\t": _("tab"), "|": _("vertical bar")}


def save_choices(request: Request, batch: Batch) -> Batch:
    """Keep what the form of a draft says; raises Refusal, and reading.Refused where the file cannot be read so.

    When the file is to be read another way its columns are others, so their old answers do not count. A source that
    is known answers for the columns it has seen.
    """
    source = _posted(request, "source")
    choice = _choice(request, batch)
    if source and source != batch.source.name and _remembers(source):
        choice = choice or reading.Choice(**batch.reading)
    # The button that turns a draft sends its word beside the one that the switch still stands at.
    what = next((word for word in request.POST.getlist("what") if word != batch.what), batch.what)
    mapping = None if choice or what != batch.what else _mapping(request, batch)
    return batches.choose(batch=batch, source=source or None, choice=choice, mapping=mapping, what=what)


def _mapping(request: Request, batch: Batch) -> list[str] | None:
    """Return the fields of the form, and those of the columns that it does not show; None if it has none."""
    fields = [_without_nul(field) for field in request.POST.getlist("field")]
    return [*fields, *batch.mapping[MOST_SHOWN:]] if fields else None


def _remembers(source: str) -> bool:
    return Source.objects.filter(name=source, mappings__isnull=False).exists()


def _choice(request: Request, batch: Batch) -> reading.Choice | None:
    """Return how the file is to be read from now on, None when that has not been changed.

    A field that is left empty leaves the matter to the reader; one that is not in the form stays as it was.
    """
    now = wanted = reading.Choice(**batch.reading)
    if "sheet" in request.POST:
        wanted = replace(wanted, sheet=_posted(request, "sheet") or None)
    if "encoding" in request.POST:
        wanted = replace(wanted, encoding=_posted(request, "encoding") or None)
    if "delimiter" in request.POST:
        wanted = replace(wanted, delimiter=_without_nul(request.POST["delimiter"])[:1] or None)
    if "header_row" in request.POST:
        wanted = replace(wanted, header_row=_number(_posted(request, "header_row")))
    if wanted.sheet != now.sheet:
        wanted = replace(wanted, header_row=None)
    return wanted if wanted != now else None


def _posted(request: Request, name: str) -> str:
    return _without_nul(request.POST.get(name, "")).strip()


def _without_nul(text: str) -> str:
    return text.replace("\x00", "")  # no browser sends it, and PostgreSQL does not take it


def _number(text: str) -> int | None:
    return int(text[:9]) if text.isdecimal() else None
