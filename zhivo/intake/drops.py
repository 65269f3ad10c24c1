"""Files and sheets that were handed in together: written one after another in order of id, taken back as one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.intake import batches as single
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.journal.undo import undo as take_back
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Drop
from zhivo.team.models import User

KIND = "import.files"
NAMED_FILES = 3  # in the sentence of the operation
KEPT_MOST = 1000  # clients that stay, named in an operation; the rest is counted

State = Batch.State
BEING_WRITTEN = (State.QUEUED, State.RUNNING)
TO_START = (State.DRAFT, State.FAILED, State.CANCELLED)


def create(*, by: User | None) -> Drop:
    """Return a new drop without files."""
    return Drop.objects.create(by=by)


def of(batch: Batch) -> Drop:
    """Return the drop of a batch; one that came alone gets a drop of its own."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update(of=("self",)).select_related("drop").get(pk=batch.pk)
        if batch.drop is None:
            batch.drop = create(by=batch.by)
            batch.save(update_fields=["drop"])
        return batch.drop


def batches(drop: Drop) -> QuerySet[Batch]:
    """Return the batches of a drop in the order in which they are written."""
    return drop.batches.select_related("source", "operation", "by").order_by("pk")


def beside(batch: Batch) -> QuerySet[Batch]:
    """Return the other batches of a batch's drop."""
    return Batch.objects.filter(drop=batch.drop_id, drop__isnull=False).exclude(pk=batch.pk)


def start(*, drop: Drop, by: User | None) -> Operation:
    """Queue everything of the drop that is not written yet, in order of id; return the operation that undoes it all.

    A drop of one batch has no operation beside the batch's own. Raises Refusal, with the name of the file, where a
    batch cannot be started, and nothing is started then.
    """
    with transaction.atomic():
        Drop.objects.select_for_update().get(pk=drop.pk)
        waiting = [batch for batch in batches(drop) if batch.state in TO_START]
        if not waiting:
            raise Refusal("begun", _("This import is on its way already."))
        for batch in waiting:
            _start_one(batch, by=by)
        return _together(drop, by=by)


def _start_one(batch: Batch, *, by: User | None) -> None:
    try:
        single.start(batch=batch, by=by)
    except Refusal as refusal:
        words = {"file": title(batch), "fault": refusal.message}
        raise Refusal(refusal.code, _("%(file)s: %(fault)s"), values=words, hint=refusal.hint) from refusal


def title(batch: Batch) -> str:
    """Return what a batch is called among others: the file, and the sheet where there is one."""
    return f"{batch.file_name}, {batch.sheet}" if batch.sheet else batch.file_name


def _together(drop: Drop, *, by: User | None) -> Operation:
    """Return the operation that stands for all batches of the drop; it is made when there are several."""
    every = list(batches(drop))
    known = operation(drop)
    if known is None and len(every) == 1:
        assert every[0].operation is not None  # noqa: S101 - it has been started just now
        return every[0].operation
    data = {"drop": drop.pk, "name": _names(every), "batches": [batch.pk for batch in every], "rows": 0}
    if known is None:
        known = Operation.objects.create(kind=KIND, by=by, data=data)
    known.data = {**known.data, **data}
    known.save(update_fields=["data"])
    for batch in every:
        if batch.operation is not None:
            batch.operation.data = {**batch.operation.data, "together": known.pk}
            batch.operation.save(update_fields=["data"])
    settle(drop)
    known.refresh_from_db()
    return known


def _names(every: list[Batch]) -> str:
    names = list(dict.fromkeys(batch.file_name for batch in every))
    return ", ".join(names[:NAMED_FILES]) + (f" + {len(names) - NAMED_FILES}" if len(names) > NAMED_FILES else "")


def operation(drop: Drop) -> Operation | None:
    """Return the operation that stands for all batches of the drop; None for one that has not begun or has one batch.

    It is found through the batches: the journal has no index on what an operation is about.
    """
    for batch in batches(drop):
        if batch.operation is not None and "together" in batch.operation.data:
            return Operation.objects.filter(pk=batch.operation.data["together"]).first()
    return None


def in_front(batch: Batch) -> Batch | None:
    """Return the batch of the same drop that has to end first: written before it, or taken back before it; or None."""
    others = beside(batch).select_related("source", "operation")
    if batch.state == State.UNDOING:
        return others.filter(pk__gt=batch.pk, state=State.UNDOING).order_by("-pk").first()
    return others.filter(pk__lt=batch.pk, state__in=BEING_WRITTEN).order_by("pk").first()


def stop(*, drop: Drop) -> None:
    """Ask everything of the drop that is being written to stop; what is written stays and can be undone."""
    for batch in batches(drop).filter(state__in=BEING_WRITTEN).order_by("-pk"):  # so that no other begins meanwhile
        single.stop(batch=batch)


def undo(*, drop: Drop, by: User | None) -> Operation:
    """Begin to take all batches of the drop back as one act. Raises CannotUndo."""
    known = operation(drop)
    if known is None:
        alone = batches(drop).exclude(operation=None).first()
        known = alone.operation if alone else None
    if known is None:
        raise Refusal("not_begun", _("Nothing of these files is written yet."))
    return take_back(operation=known, by=by)


def _begin_undo(operation: Operation) -> Kept:
    """Have every batch taken back that can be, the last one first: no row has to be handed on among them then."""
    for batch in Batch.objects.filter(drop=operation.data["drop"]).select_related("operation").order_by("-pk"):
        if batch.operation is not None and batch.state in (State.DONE, State.FAILED, State.CANCELLED):
            take_back(operation=batch.operation, by=operation.undone_by)
    return []


def settle(drop: Drop | None) -> None:
    """Bring the operation of all batches to where they are together; asked when one of them has ended."""
    known = operation(drop) if drop else None
    if drop is None or known is None:
        return
    with transaction.atomic():
        known = Operation.objects.select_for_update().get(pk=known.pk)  # two batches may end in the same moment
        every = [batch for batch in batches(drop) if batch.operation is not None]
        known.state = _state({batch.state for batch in every})
        known.data = {**known.data, "rows": sum(batch.rows for batch in every)}
        if known.state == Operation.State.UNDONE:
            known.undone_at = timezone.now()
            known.kept = [kept for batch in every if batch.operation for kept in batch.operation.kept][:KEPT_MOST]
            known.data["passed_on"] = _passed_on(every)
        known.save()


def _state(states: set[str]) -> str:
    """Where the whole is when its parts are in these states."""
    if State.UNDOING in states:
        return Operation.State.UNDOING
    if states & set(BEING_WRITTEN):
        return Operation.State.RUNNING
    if states == {State.UNDONE}:
        return Operation.State.UNDONE
    order = ((State.FAILED, Operation.State.FAILED), (State.CANCELLED, Operation.State.CANCELLED))
    return next((whole for part, whole in order if part in states), Operation.State.DONE)


def _passed_on(every: list[Batch]) -> dict[str, int]:
    """Rows that went over to imports outside the drop: id of the batch -> rows."""
    mine = {str(batch.pk) for batch in every}
    passed: dict[str, int] = {}
    for batch in every:
        rows = batch.operation.data.get("passed_on", {}) if batch.operation else {}
        passed |= {heir: passed.get(heir, 0) + count for heir, count in rows.items() if heir not in mine}
    return passed


kinds.add(
    OperationKind(
        KIND,
        _("Import of several files"),
        "upload",
        _("%(name)s: %(rows)s rows together"),
        undo=_begin_undo,
        is_long=True,
    )
)
