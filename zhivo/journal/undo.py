"""One undo for everything: an operation is taken back by the kind that made it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.journal.kinds import kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User


class CannotUndo(Refusal):
    """The operation cannot be taken back, and why."""


def undo(*, operation: Operation, by: User | None) -> Operation:
    """Take the operation back and return it, with `kept` naming what had to be left alone.

    A long one (an import) is only marked as being undone here; a worker does it in pieces. Raises CannotUndo.
    """
    with transaction.atomic():
        operation = Operation.objects.select_for_update().get(pk=operation.pk)
        kind = kinds.get(operation.kind)
        if operation.state == Operation.State.UNDONE:
            raise CannotUndo("undone", _("This is undone already."))
        if operation.state == Operation.State.RUNNING:
            raise CannotUndo("running", _("This is still running: stop it first, then undo."))
        if kind is None or not kind.undoable(operation):
            raise CannotUndo("no_undo", _("This cannot be undone."))
        operation.undone_by = by
        operation.state = Operation.State.UNDOING
        if kind.undo is not None:
            operation.kept = kind.undo(operation)
        if not kind.is_long:
            operation.state, operation.undone_at = Operation.State.UNDONE, timezone.now()
        operation.save()
    return operation
