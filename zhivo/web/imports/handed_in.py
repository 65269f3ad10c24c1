"""The files that were handed in together, as chips that lead from one to the next, and what was refused of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhivo.intake import drops, sheets
from zhivo.intake.reading import Refused
from zhivo.intake.refusals import ENCODINGS
from zhivo.lib.numbers import number
from zhivo.sources.models import Batch, Drop
from zhivo.web.access import Request
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.imports.words import STATES

_REFUSED = "imports.refused"  # in the session: what was refused of the newest drops, for no batch came of it
_MOST_DROPS = 5


@dataclass(frozen=True)
class Chip:
    """A file or a sheet of the drop."""

    batch: Batch
    rows: int | None
    is_about: bool
    encoding: str
    words: str | Promise
    dot: str
    is_open: bool


@dataclass(frozen=True)
class LeftOut:
    """A sheet that was left out; `batch` is the draft of the same file beside which it can be taken in."""

    batch: Batch
    sheet: str
    why: str
    can_be_taken: bool


@dataclass(frozen=True)
class HandedIn:
    """What the pages say of a drop."""

    drop: Drop | None  # None for a file that came alone
    chips: list[Chip]
    left_out: list[LeftOut]
    refused: list[dict[str, Any]]

    @property
    def is_open(self) -> bool:
        """Say whether files may still come to it: nothing of it has begun."""
        return all(chip.batch.state == Batch.State.DRAFT for chip in self.chips)

    @property
    def told(self) -> str:
        """How many files and sheets there are."""
        files = len({chip.batch.file_digest for chip in self.chips})
        return files_and_sheets(files=files, tables=len(self.chips))

    @property
    def words(self) -> str:
        """How many files, sheets and rows there are."""
        rows = sum(chip.rows or 0 for chip in self.chips)
        about = any(chip.is_about for chip in self.chips)
        words = (
            ngettext("about %(n)s row", "about %(n)s rows", rows)
            if about
            else ngettext("%(n)s row", "%(n)s rows", rows)
        )
        return f"{self.told}, {words % {'n': number(rows)}}"


def files_and_sheets(*, files: int, tables: int) -> str:
    """Return how many files there are, and how many sheets where some file has several."""
    said = ngettext("%(n)s file", "%(n)s files", files) % {"n": number(files)}
    if tables == files:
        return said
    return f"{said}, {ngettext('%(n)s sheet', '%(n)s sheets', tables) % {'n': number(tables)}}"


def of_batch(request: Request, batch: Batch) -> HandedIn:
    """Return what the page of a batch says of all that came with it."""
    return handed_in(request, batch.drop, [batch] if batch.drop is None else None, open_batch=batch)


def handed_in(
    request: Request, drop: Drop | None, batches: list[Batch] | None = None, *, open_batch: Batch | None = None
) -> HandedIn:
    """Return what the pages say of the drop; `open_batch` is the one whose page it is."""
    batches = list(drops.batches(drop)) if drop is not None else batches or []
    return HandedIn(
        drop=drop,
        chips=[_chip(batch, is_open=batch == open_batch) for batch in batches],
        left_out=[_left_out(batch, one) for batch in batches for one in sheets.left_out(batch)],
        refused=request.session.get(_REFUSED, {}).get(str(drop.pk), []) if drop else [],
    )


def note_refused(request: Request, drop: Drop, refused: list[dict[str, Any]]) -> None:
    """Keep what was refused for the pages of the drop, as long as this person is logged in."""
    kept = request.session.get(_REFUSED, {})
    kept.pop(str(drop.pk), None)
    if refused:
        kept[str(drop.pk)] = refused
    request.session[_REFUSED] = dict(list(kept.items())[-_MOST_DROPS:])


def _chip(batch: Batch, *, is_open: bool) -> Chip:
    is_draft = batch.state == Batch.State.DRAFT
    unsure = batch.notes.get("unsure", 0) if is_draft else 0
    words, dot = STATES[batch.state]
    if is_draft:
        looks = ngettext("%(n)s column waits for an answer", "%(n)s columns wait for an answer", unsure) % {"n": unsure}
        words, dot = (looks, "warn") if unsure else (_("the columns are clear"), "ok")
    encoding = batch.reading.get("encoding") or batch.notes.get("encoding", "")
    is_unread = is_draft or (batch.state == Batch.State.QUEUED and not batch.rows)
    rows = batch.notes.get("about_rows") if is_unread else batch.rows
    return Chip(
        batch=batch,
        rows=rows,
        is_about=is_unread and (rows or 0) > 50,
        encoding=ENCODINGS.get(encoding, encoding) if encoding != "utf-8" else "",
        words=words,
        dot=dot,
        is_open=is_open,
    )


def _left_out(batch: Batch, one: sheets.LeftOut) -> LeftOut:
    why = {sheets.HIDDEN: _("hidden"), sheets.NOBODY: _("nobody in its columns")}.get(one.why)
    can_be_taken = batch.state == Batch.State.DRAFT and (why is not None or one.why == "not_shown")
    return LeftOut(batch, one.sheet, why or refusal_of(Refused(one.why, one.data)).message, can_be_taken)
