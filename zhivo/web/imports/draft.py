"""A draft: how the file is read, where its columns go; nothing is written yet."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zhivo.intake import batches, completions, drafts, drops, fields, headers, profiles, reading
from zhivo.intake.drops import title
from zhivo.intake.refusals import ENCODINGS
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Source
from zhivo.web.access import Request
from zhivo.web.imports import columns
from zhivo.web.imports.choices import DELIMITERS, save_choices
from zhivo.web.imports.columns import MOST_SHOWN
from zhivo.web.imports.handed_in import of_batch
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.imports.sight import sees_draft
from zhivo.web.imports.words import WHAT
from zhivo.web.pages import page, tell

SHOWN_ROWS = 8
LOOKED_AT = 50  # rows that the reader shows; with fewer the file has no more
LONGEST_CELL = 120
KEPT_SECONDS = 300


def draft(request: Request, batch: Batch) -> HttpResponse:
    """Show a draft, take corrections of it (POST), or throw it away (DELETE)."""
    if request.method == "DELETE":
        drafts.discard(batch=batch)
        tell(request, _("«%(file)s» is put aside, nothing was written.") % {"file": title(batch)})
        left = batch.drop.batches.order_by("pk").first() if batch.drop else None
        return redirect("imports:batch", pk=left.pk) if left else redirect("imports:list")
    if request.method != "POST":
        return shown(request, batch)
    refusal = None
    try:
        batch = save_choices(request, batch)
    except (Refusal, reading.Refused) as found:
        refusal = refusal_of(found)
        batch.refresh_from_db()
    if request.htmx and request.htmx.trigger == "columns":
        return _saved(request, batch, refusal)
    if refusal or request.htmx:
        return shown(request, batch, refusal=refusal, status=422 if refusal else 200)
    return redirect("imports:batch", pk=batch.pk)


def _saved(request: Request, batch: Batch, refusal: Refusal | None) -> HttpResponse:
    """Answer with the few marks that change with the fields, so that a choice being made is not disturbed."""
    trusts = columns.trusts_of(batch, carried=request.POST.getlist("guess"))
    doubtful = sum(trust.is_doubtful for trust in trusts)
    if batch.notes.get("unsure") != doubtful:
        batch.notes = {**batch.notes, "unsure": doubtful}
        batch.save(update_fields=["notes"])
    context = {"batch": batch, "trusts": trusts, "doubtful": doubtful, "refusal": refusal}
    return page(request, "imports/_draft_saved.html", context, status=422 if refusal else 200)


def shown(request: Request, batch: Batch, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """Answer with the page of a draft, with what was refused if anything was."""
    context: dict[str, Any] = {
        "batch": batch,
        "sees": sees_draft(request.user, batch),
        "known_file": batches.already_loaded(batch),
        "begun": batches.interrupted(batch),
        "files": of_batch(request, batch),
        "is_one_of_sheets": drops.beside(batch).filter(file_digest=batch.file_digest).exists(),
        "completes": completions.of(batch),
        "sources": Source.objects.order_by("name").values_list("name", flat=True)[:200],
    }
    try:
        context |= _of_file(batch)
    except reading.Refused as refused:
        refusal, status = refusal_of(refused), 422
    return page(request, "imports/draft.html", context | {"refusal": refusal}, region="draft", status=status)


def look(batch: Batch) -> reading.Look:
    """Return the beginning of the file; kept for a while, as every look starts a process."""
    how = "|".join(f"{name}={value}" for name, value in sorted(batch.reading.items()))
    key = f"look:{batch.file_digest}:{sha256(how.encode()).hexdigest()}"
    kept: reading.Look | None = cache.get(key)
    if kept is None:
        kept = batches.look(batch)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _of_file(batch: Batch) -> dict[str, Any]:
    seen = look(batch)
    sheet = seen.sheet
    table = columns.table(batch, rows=sheet.rows)
    cells = [[cell[:LONGEST_CELL] for cell in row[:MOST_SHOWN]] for row in sheet.rows[:SHOWN_ROWS]]
    encoding, delimiter = sheet.facts.get("encoding", ""), sheet.facts.get("delimiter", "")
    is_clients = batch.what == fields.CLIENTS
    return {
        "kinds": WHAT.items(),
        "looks_bought": is_clients and headers.looks_like_purchases(header=batch.columns, sample=sheet.rows),
        "look": seen,
        "sheet": sheet,
        "columns": table,
        "profile": profiles.recognised(batch.columns),
        "headers": batch.columns[:MOST_SHOWN],
        "unshown": len(batch.columns) - len(table),
        "doubtful": sum(column.trust.is_doubtful for column in table),
        "rows": list(zip(sheet.numbers, cells, strict=False)),
        "rows_known": len(sheet.rows) if len(sheet.rows) < LOOKED_AT else None,
        "encodings": ENCODINGS.items(),
        "delimiters": DELIMITERS.items(),
        "found_encoding": ENCODINGS.get(encoding, encoding),
        "found_delimiter": DELIMITERS.get(delimiter, delimiter),
    }
