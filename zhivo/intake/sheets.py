"""The sheets of a workbook: each that holds clients becomes a batch, the others are named and can be taken in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zhivo.intake import batches, drafts, drops, fields, files, reading
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Drop
from zhivo.team.models import User

# A column that goes to one of these says who somebody is; a sheet without any is a reference list or a report.
SOMEBODY = {"source_id", "full_name", "last_name", "first_name", "company", "inn", "ogrn"}
SOMEBODY |= {"phone", "email", "telegram", "vk", "whatsapp", "max"}
BOUGHT = {"at", "amount", "number", "price"}  # of a sheet of purchases
HIDDEN, NOBODY = "hidden", "holds_nobody"  # beside the codes of reading.Refused
MOST_LOOKED_AT = 100


@dataclass(frozen=True)
class LeftOut:
    """A sheet that did not become a batch, and why: HIDDEN, NOBODY, or the code of what its reading was refused for."""

    sheet: str
    why: str
    data: dict[str, Any]


def receive(
    *,
    file: Iterable[bytes],
    name: str,
    by: User | None,
    drop: Drop | None = None,
    source: str | None = None,
    choice: reading.Choice | None = None,
    what: str = fields.CLIENTS,
) -> list[Batch]:
    """Keep a file and return a draft for every sheet that holds clients, in the order of the sheets, as one drop.

    With `what` those of purchases. With a sheet in the choice only that one is taken; where no sheet seems to hold
    anybody, the first with rows. What is left out is told by `left_out`. A drop is made when there are several sheets
    and none was given. Raises what `batches.receive` raises, and Refusal where the drop holds the very same file
    already.
    """
    choice = choice or reading.Choice()
    first, seen = batches.receive_and_look(file=file, name=name, by=by, source=source, choice=choice, what=what)
    if drop is not None:
        _refuse_twin(first, drop)
    with transaction.atomic():
        taken = _taken(first, seen, choice)
        if drop is None and len(taken) > 1:
            drop = drops.create(by=by)
        for batch in taken:
            batch.drop = drop
            batch.save()
    return taken


def _refuse_twin(batch: Batch, drop: Drop) -> None:
    twin = drops.batches(drop).filter(file_digest=batch.file_digest).first()
    if twin is not None:
        drafts.discard(batch=batch)
        raise Refusal("twice", _("This is the same file as «%(file)s»: it is taken once."), values={"file": twin})


def _taken(first: Batch, seen: reading.Look, choice: reading.Choice) -> list[Batch]:
    """Return the draft and those of the file's other sheets, in their order, not saved yet."""
    if choice.sheet is not None or len(seen.sheets) == 1:
        return [first]
    sheets = [_shown(first, sheet, place) for place, sheet in enumerate(seen.sheets)]
    whys = {sheet.name: _why_left_out(first, sheet) for sheet in sheets}
    wanted = [sheet for sheet in sheets if not whys[sheet.name]] or [seen.sheet]
    names = {sheet.name for sheet in wanted}
    if first.sheet not in names:
        batches.take_sheet(first, wanted[0], reading.Choice())
    taken = [first if sheet.name == first.sheet else _beside(first, sheet, reading.Choice()) for sheet in wanted]
    left = [vars(LeftOut(one.name, whys[one.name], one.data)) for one in sheets if one.name not in names]
    taken[0].notes = {**taken[0].notes, "left_out": left}
    return taken


def _shown(batch: Batch, sheet: reading.SheetLook, place: int) -> reading.SheetLook:
    """The beginning of a sheet; of a workbook with many the reader shows the first ones unasked."""
    if sheet.fault != "not_shown" or sheet.is_hidden or place >= MOST_LOOKED_AT:
        return sheet
    try:
        return reading.look(files.stored(batch), choice=reading.Choice(sheet=sheet.name)).sheet
    except reading.Refused as refused:
        return replace(sheet, fault=refused.code, data=refused.data)


def _why_left_out(batch: Batch, sheet: reading.SheetLook) -> str:
    """Return why a sheet of the batch's file is left out; empty for one that holds clients."""
    if sheet.is_hidden or sheet.fault:
        return sheet.fault or HIDDEN
    mapping = batches.mapping_for(source=batch.source, columns=sheet.names, sample=sheet.rows, what=batch.what)
    telling = BOUGHT if batch.what == fields.PURCHASES else SOMEBODY
    return "" if telling & set(mapping) else NOBODY


def _beside(batch: Batch, sheet: reading.SheetLook, choice: reading.Choice) -> Batch:
    """Return a draft of another sheet of the same file that is not saved. Raises reading.Refused."""
    kept = ("by", "source", "drop", "what", "file_name", "file_path", "file_digest")
    draft = Batch(**{field: getattr(batch, field) for field in kept})
    batches.take_sheet(draft, sheet, choice)
    return draft


def left_out(batch: Batch) -> list[LeftOut]:
    """Return the sheets of the batch's file that did not become batches; all are told by the file's first batch."""
    return [LeftOut(**one) for one in batch.notes.get("left_out", [])]


def take_in(*, batch: Batch, sheet: str) -> Batch:
    """Make a draft, beside a draft of the same file, of a sheet that was left out; return it. Raises reading.Refused.

    It goes behind all others of the drop, which is where it is written.
    """
    if batch.state != Batch.State.DRAFT:
        raise Refusal("begun", _("These files have begun to be written: load this one by itself."))
    choice = reading.Choice(sheet=sheet)
    more = _beside(batch, reading.look(files.stored(batch), choice=choice).sheet, choice)
    with transaction.atomic():
        more.drop = drops.of(batch)
        more.save()
        told = Batch.objects.select_for_update().get(pk=batch.pk)
        told.notes = {**told.notes, "left_out": [vars(one) for one in left_out(told) if one.sheet != sheet]}
        told.save(update_fields=["notes"])
    return more
