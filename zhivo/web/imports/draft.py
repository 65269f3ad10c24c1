"""A draft: how the file is read, where its columns go; nothing is written yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from zhivo.intake import batches, drafts, reading
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Source
from zhivo.web.access import Request
from zhivo.web.imports import columns
from zhivo.web.imports.sight import drafts_of, sees_draft
from zhivo.web.pages import page, tell

ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1251": "Windows-1251",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 BE",
    "koi8-r": "KOI8-R",
    "cp866": "CP866",
    "mac-cyrillic": "Mac",
    "iso8859-5": "ISO 8859-5",
    "cp1252": "Windows-1252",
}
DELIMITERS = {";": _("semicolon"), ",": _("comma"), "\t": _("tab"), "|": _("vertical bar")}
SHOWN_ROWS = 8
LOOKED_AT = 50  # rows that the reader shows; with fewer the file has no more
LONGEST_CELL = 120


def draft(request: Request, batch: Batch) -> HttpResponse:
    """Show a draft, take corrections of it (POST), or throw it away (DELETE)."""
    if request.method == "DELETE":
        drafts.discard(batch=batch)
        tell(request, _("«%(file)s» is put aside, nothing was written.") % {"file": batch.file_name})
        return redirect("imports:list")
    if request.method != "POST":
        return shown(request, batch)
    try:
        batch = save_choices(request, batch)
    except Refusal as refusal:
        return shown(request, batch, refusal=refusal, status=422)
    return shown(request, batch) if request.htmx else redirect("imports:batch", pk=batch.pk)


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
    texts = {name: posted[name] or None for name in ("sheet", "encoding") if name in request.POST}
    if "delimiter" in request.POST:
        texts["delimiter"] = request.POST["delimiter"] or None  # a tab is a delimiter too
    wanted = replace(now, **texts)
    if "header_row" in request.POST:
        wanted = replace(wanted, header_row=_number(posted["header_row"]))
    if wanted.sheet != now.sheet:
        wanted = replace(wanted, header_row=None)
    return wanted if wanted != now else None


def _number(text: str) -> int | None:
    return int(text[:9]) if text.isdecimal() else None


def shown(request: Request, batch: Batch, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """Answer with the page of a draft, with what was refused if anything was."""
    look = batches.look(batch)
    sees = sees_draft(request.user, batch)
    sheet = look.sheet
    rows = sheet.rows
    table = columns.table(batch, rows=rows)
    context: dict[str, Any] = {
        "batch": batch,
        "look": look,
        "sheet": sheet,
        "columns": table,
        "doubtful": sum(column.is_doubtful for column in table),
        "rows": [_cells(number, row) for number, row in zip(sheet.numbers, rows[:SHOWN_ROWS], strict=False)] if sees else [],
        "sees": sees,
        "refusal": refusal,
        "known_file": batches.already_loaded(batch),
        "others": drafts_of(request.user, but=batch),
        "sources": Source.objects.order_by("name").values_list("name", flat=True)[:200],
        "encodings": ENCODINGS.items(),
        "delimiters": DELIMITERS.items(),
        "found_encoding": ENCODINGS.get(sheet.facts.get("encoding", ""), sheet.facts.get("encoding", "")),
        "found_delimiter": DELIMITERS.get(sheet.facts.get("delimiter", ""), sheet.facts.get("delimiter", "")),
        "rows_known": len(rows) if len(rows) < LOOKED_AT else None,
    }
    return page(request, "imports/draft.html", context, region="draft", status=status)


def _cells(number: int, row: list[str]) -> tuple[int, list[str]]:
    return number, [cell[:LONGEST_CELL] for cell in row]
