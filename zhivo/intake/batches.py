"""A file's way to a running batch: received, looked into, its columns mapped, queued, stopped, its progress told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes
from zhivo.intake import completions, fields, files, headers, meanings, own_columns, reading
from zhivo.intake.models import Mapping, Preflight
from zhivo.intake.patience import is_disk_full
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Source
from zhivo.team.models import User


def _begin_undo(operation: Operation) -> Kept:
    from zhivo.intake.jobs import load_later

    batch = Batch.objects.get(operation=operation)
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.UNDOING)
    load_later(batch.pk)
    return list(operation.kept)


kinds.add(
    OperationKind(
        "import",
        _("Import"),
        "upload",
        _("%(name)s: %(rows)s rows from «%(source)s»"),
        undo=_begin_undo,
        is_long=True,
    )
)


_OF_PURCHASES = "purchases\x1f"  # before a column of purchases, where its field is remembered


@dataclass(frozen=True)
class Progress:
    """How far a batch is: rows written, rows in all if known, speed, seconds left if known, share from 0 to 1."""

    rows: int
    total: int | None
    rows_per_second: float
    seconds_left: float | None
    share: float | None


def receive(
    *,
    file: Iterable[bytes],
    name: str,
    by: User | None,
    source: str | None = None,
    choice: reading.Choice | None = None,
    what: str = fields.CLIENTS,
) -> Batch:
    """Keep a file, look into it and return a draft batch with its columns mapped as well as can be guessed.

    `source` names where the file comes from (the file's stem by default), `what` says what its rows are. Raises
    reading.Refused for a file that cannot be read, and Refusal when it cannot be kept, as when the disk is full.
    """
    return receive_and_look(file=file, name=name, by=by, source=source, choice=choice, what=what)[0]


def receive_and_look(
    *,
    file: Iterable[bytes],
    name: str,
    by: User | None,
    source: str | None = None,
    choice: reading.Choice | None = None,
    what: str = fields.CLIENTS,
) -> tuple[Batch, reading.Look]:
    """Do as `receive` does, and return what the reader shows of the file's sheets too."""
    name = Path(name).name[:200] or "file"
    try:
        written, digest = files.write(file)
    except OSError as error:
        raise not_kept(error) from error
    with files.alone_with(digest):
        batch = Batch(by=by, file_name=name, file_path=files.keep(written, digest), file_digest=digest, what=what)
        try:
            seen, choice, completion = _looked_at(batch, choice or reading.Choice())
        except reading.Refused:
            files.let_go(batch)
            raise
        first = completion.completes if completion else None
        source = source or (first.source.name if first else Path(name).stem)
        batch.source, _made = Source.objects.get_or_create(name=source[:200])
        take_sheet(batch, seen.sheet, choice)
        if first is not None and (first.source_id, first.what) == (batch.source_id, batch.what):
            _complete(batch, first)
        batch.save()
    return batch, seen


def _looked_at(
    batch: Batch, choice: reading.Choice
) -> tuple[reading.Look, reading.Choice, completions.Completion | None]:
    """Look into the file; one that completes an import is read as the file that came first."""
    seen = reading.look(files.stored(batch), choice=choice)
    _refuse_faulty(seen.sheet)
    completion = completions.recognised(seen.sheet.names)
    if completion is not None:
        choice = completion.choice(choice, sheet=seen.sheet.name)
        seen = reading.look(files.stored(batch), choice=choice)
        _refuse_faulty(seen.sheet)
    return seen, choice, completion


def _complete(batch: Batch, first: Batch) -> None:
    """Send the columns of the draft where those of the import that it completes went; they are the same."""
    batch.columns = [*first.columns, *batch.columns[len(first.columns) :]]
    batch.mapping = [*first.mapping, *batch.mapping[len(first.columns) :]]
    batch.notes = {**batch.notes, "completes": first.notes.get("completes", first.pk), "unsure": 0}


def not_kept(error: OSError) -> Refusal:
    """Return the refusal of a file that was not kept because of this error."""
    if is_disk_full(error):
        return Refusal("disk_full", _("The disk is full: the file was not kept. Free some space and try again."))
    return Refusal("not_kept", _("The file was not kept: %(reason)s."), values={"reason": error.strerror})


def take_sheet(batch: Batch, sheet: reading.SheetLook, choice: reading.Choice) -> None:
    """Let a draft that is not saved yet be of this sheet, read as was chosen, with a guess for each column."""
    _refuse_faulty(sheet)
    batch.sheet = sheet.name
    batch.reading = asdict(replace(choice, sheet=sheet.name or None))
    batch.columns = sheet.names
    guesses = own_columns.guess(header=sheet.names, sample=sheet.rows, what=batch.what)
    batch.mapping = _decided(guesses, source=batch.source, columns=sheet.names, what=batch.what)
    pairs = zip(guesses, batch.mapping, strict=True)
    told = {
        "about_rows": sheet.about_rows,
        "encoding": sheet.facts.get("encoding", ""),
        # Columns that go by a guess that a person should look at.
        "unsure": sum(guess.field == field and guess.confidence < headers.SURE for guess, field in pairs),
        "looks_bought": headers.looks_like_purchases(header=sheet.names, sample=sheet.rows),
    }
    batch.notes = {**batch.notes, **told}


def _refuse_faulty(sheet: reading.SheetLook) -> None:
    if sheet.fault:
        raise reading.Refused(sheet.fault, sheet.data)


def look(batch: Batch) -> reading.Look:
    """Return what the reader shows of the batch's file with the reading that was chosen."""
    return reading.look(files.stored(batch), choice=reading.Choice(**batch.reading))


def mapping_for(
    *, source: Source, columns: list[str], sample: list[list[str]], what: str = fields.CLIENTS
) -> list[str]:
    """Return a field key a column: what was decided for this source before, else the guess."""
    guesses = own_columns.guess(header=columns, sample=sample, what=what)
    return _decided(guesses, source=source, columns=columns, what=what)


def _decided(guesses: list[headers.Guess], *, source: Source, columns: list[str], what: str) -> list[str]:
    remembered = remembered_for(source=source, what=what)
    mapping = [remembered.get(column, guess.field) for column, guess in zip(_apart(columns), guesses, strict=True)]
    seen_id = False
    for index, field in enumerate(mapping):
        if field == "source_id":
            mapping[index], seen_id = ("-" if seen_id else field), True
    return mapping


def remembered_for(*, source: Source, what: str) -> dict[str, str]:
    """Return the field of each column that was decided for this source: clients and purchases may share headers."""
    before = _OF_PURCHASES if what == fields.PURCHASES else ""
    decided = source.mappings.filter(column__startswith=before).values_list("column", "field")
    return {column.removeprefix(before): field for column, field in decided}


def _apart(columns: list[str]) -> list[str]:
    """Headers of one name told apart: «Телефон», «Телефон (2)»."""
    seen: Counter[str] = Counter()
    names = []
    for column in columns:
        seen[column] += 1
        names.append(column if seen[column] == 1 else f"{column} ({seen[column]})")
    return names


def choose(
    *,
    batch: Batch,
    choice: reading.Choice | None = None,
    mapping: list[str] | None = None,
    source: str | None = None,
    what: str | None = None,
) -> Batch:
    """Correct how a draft is read, what its rows are, where its columns go or where it comes from.

    A mapping is remembered at start; where the rows become others (`what`) it is guessed anew.

    Raises Refusal when the batch has begun, when a field is unknown or a mapping does not fit the columns.
    """
    if batch.state != Batch.State.DRAFT:
        raise Refusal("begun", _("This import has begun: its columns cannot be changed any more."))
    if source and source.strip():
        batch.source, _made = Source.objects.get_or_create(name=source.strip()[:200])
    is_other = what in fields.CATALOGUES and what != batch.what
    if is_other:
        batch.what = str(what)
    if choice is not None or is_other:
        choice = choice or reading.Choice(**batch.reading)
        take_sheet(batch, reading.look(files.stored(batch), choice=choice).sheet, choice)
    if mapping is not None and not is_other:
        _check(mapping, columns=batch.columns, what=batch.what)
        batch.mapping = mapping
    batch.save()
    return batch


def _check(mapping: list[str], *, columns: list[str], what: str) -> None:
    unknown = [field for field in mapping if field != "-" and not fields.is_known(field, what=what)]
    if unknown:
        raise Refusal("no_such_field", _("There is no field «%(field)s».") % {"field": unknown[0][:60]})
    if len(mapping) != len(columns):
        raise Refusal("mapping_length", _("The file has %(n)s columns, choose a field for each.") % {"n": len(columns)})
    if mapping.count("source_id") > 1:
        raise Refusal("two_ids", _("Only one column can be the client's number in the source."))
    if all(field == "-" for field in mapping):
        raise Refusal("nothing_mapped", _("No column goes anywhere: choose a field for at least one."))


def _check_purchases(mapping: list[str]) -> None:
    if "at" not in mapping:
        raise Refusal(
            "no_date_column", _("No column is the date of the purchase."), hint=_("Choose the column that holds it.")
        )
    if not set(fields.WHOSE) & set(mapping):
        raise Refusal(
            "no_client_column",
            _("No column says whose purchase it is."),
            hint=_("Choose the column with the client's number, name, phone, e-mail or INN."),
        )


def already_loaded(batch: Batch) -> Batch | None:
    """Return the batch that brought the very same file of the same source before and still stands, if any."""
    same = Batch.objects.filter(source=batch.source, file_digest=batch.file_digest, state=Batch.State.DONE)
    return (
        same.filter(what=batch.what, sheet=batch.sheet, reading=batch.reading, mapping=batch.mapping)
        .exclude(pk=batch.pk)
        .order_by("-pk")
        .first()
    )


def interrupted(batch: Batch) -> Batch | None:
    """Return the batch that began with the same file, source and columns as this draft and was not finished, if any.

    One that is read another way is another import: whoever names an encoding has seen what the other one made of it.
    """
    same = Batch.objects.filter(source=batch.source, file_digest=batch.file_digest, sheet=batch.sheet)
    begun = same.filter(
        what=batch.what,
        reading=batch.reading,
        mapping=batch.mapping,
        state__in=[Batch.State.QUEUED, Batch.State.RUNNING, Batch.State.FAILED],
    )
    return begun.exclude(pk=batch.pk).order_by("-pk").first()


def start(*, batch: Batch, by: User | None) -> Operation:
    """Queue a draft, or one that failed or was stopped, to be written; return its operation.

    The columns are remembered for the source's next file.
    """
    from zhivo.intake.drops import settle
    from zhivo.intake.jobs import load_later

    with transaction.atomic():
        batch = Batch.objects.select_for_update(of=("self",)).select_related("operation", "source").get(pk=batch.pk)
        if batch.state not in (Batch.State.DRAFT, Batch.State.FAILED, Batch.State.CANCELLED):
            raise Refusal("begun", _("This import is on its way already."))
        _check(batch.mapping, columns=batch.columns, what=batch.what)
        if batch.what == fields.PURCHASES:
            _check_purchases(batch.mapping)
        if batch.operation is None:
            data = {"name": batch.file_name, "source": batch.source.name, "rows": 0, "batch": batch.pk}
            batch.operation = Operation.objects.create(kind="import", by=by, data=data)
        made = attributes.make_of(_own_fields(batch))
        if made:  # begun again, it may have made some before
            batch.operation.data["fields_made"] = [*batch.operation.data.get("fields_made", []), *made]
        batch.state, batch.fault, batch.stop_asked_at = Batch.State.QUEUED, None, None
        batch.save()
        batch.operation.state = Operation.State.RUNNING
        batch.operation.save(update_fields=["state", "data"])
        _remember(batch)
        settle(batch.drop)
        load_later(batch.pk)
    return batch.operation


def _own_fields(batch: Batch) -> list[str]:
    """The keys of the company's own fields that columns of clients go to."""
    own = [field for field in batch.mapping if field.startswith(fields.ATTRIBUTE)]
    return [field.removeprefix(fields.ATTRIBUTE) for field in own] if batch.what == fields.CLIENTS else []


def _remember(batch: Batch) -> None:
    decided = dict(zip(_apart(batch.columns), batch.mapping, strict=True))
    before = _OF_PURCHASES if batch.what == fields.PURCHASES else ""
    Mapping.objects.bulk_create(
        [Mapping(source=batch.source, column=before + column, field=field) for column, field in decided.items()],
        update_conflicts=True,
        unique_fields=["source", "column"],
        update_fields=["field"],
    )


def stop(*, batch: Batch) -> None:
    """Ask a running batch to stop behind the piece being written; what is written stays and can be undone."""
    from zhivo.intake.drops import settle

    queued = Batch.objects.filter(pk=batch.pk, state=Batch.State.QUEUED, rows=0)
    if queued.update(state=Batch.State.CANCELLED, finished_at=timezone.now()):
        Operation.objects.filter(batch=batch).update(state=Operation.State.CANCELLED)
        settle(batch.drop)
    else:
        Batch.objects.filter(pk=batch.pk, state__in=["queued", "running"]).update(stop_asked_at=timezone.now())


def spool(
    batch: Batch, *, into: Path, first_piece: int = 0, is_foretold: bool = False
) -> Generator[reading.Progress, None, None]:
    """Read the batch's file into pieces made ready to be written, or foretold, as `reading.spool` does.

    Raises reading.Refused.
    """
    return reading.spool(
        files.stored(batch),
        into=into,
        choice=reading.Choice(**batch.reading),
        first_piece=first_piece,
        ready_for=replace(meanings.ready_for(batch), is_foretold=is_foretold),
    )


def note(batch: Batch, spooled: Path) -> None:
    """Put what was said when the file had been read to its end beside the batch's numbers; the caller saves."""
    read = reading.summary(spooled)
    if read is not None:
        told = {"skipped": read.skipped, "notes": read.notes, "difference": read.difference}
        batch.notes = {**batch.notes, **told}


def progress(batch: Batch | Preflight) -> Progress:
    """Return how far a batch is by what is committed, or a preflight."""
    speed = batch.rows / batch.seconds if batch.seconds > 0 else 0.0
    total = batch.rows_total
    left = (total - batch.rows) / speed if total is not None and speed > 0 else None
    share = min(1.0, batch.rows / total) if total else None
    return Progress(rows=batch.rows, total=total, rows_per_second=speed, seconds_left=left, share=share)
