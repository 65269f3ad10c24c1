"""Marks of phone numbers and e-mails: dead, nobody's, of several people; put on in sets, taken off as one."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from zhivo.clients import store
from zhivo.clients.models import ValueMark
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Change, Operation
from zhivo.lib.copying import copy_in
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User

Kind = ValueMark.Kind
SCHEMA = {"medium": pl.String, "value": pl.String, "why": pl.String, "data": pl.String}

_CHANGED_SQL = """
INSERT INTO journal_change (operation_id, "table", row, before)
SELECT %s, 'clients_valuemark', m.id,
       jsonb_build_object('kind', m.kind, 'why', m.why, 'data', m.data, 'by_id', m.by_id, 'at', m.at,
                          'operation_id', m.operation_id)
  FROM clients_valuemark m JOIN marked n ON n.medium = m.medium AND n.value = m.value
"""
_MARK_SQL = """
INSERT INTO clients_valuemark AS m (medium, value, kind, why, data, by_id, at, operation_id)
SELECT medium, value, %(kind)s, why, data, %(by)s, %(at)s, %(operation)s FROM marked
    ON CONFLICT (value, medium) DO UPDATE SET kind = excluded.kind, why = excluded.why, data = excluded.data,
       by_id = excluded.by_id, at = excluded.at, operation_id = excluded.operation_id
"""
# What a person has said of a value a rule leaves alone; and what is marked so already is not marked again.
_LEFT_ALONE_SQL = """
DELETE FROM marked n USING clients_valuemark m
 WHERE m.medium = n.medium AND m.value = n.value AND (m.kind = %s OR (%s AND m.by_id IS NOT NULL))
"""


class NothingToMark(Refusal):
    """No value was given that is not marked so already."""


def put(*, values: pl.DataFrame, kind: str, by: User | None, says: str = "") -> Operation:
    """Mark the values (SCHEMA, each once) and return the operation that puts back what they were before.

    With `by` None a rule does it, and what a person has said of a value stands. `says` names what the marks came from.
    Raises NothingToMark.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        store.lock_joining()
        cursor.execute("CREATE TEMP TABLE marked (medium text, value text, why text, data jsonb) ON COMMIT DROP")
        copy_in("marked", values.select(pl.col(list(SCHEMA))).with_columns(pl.col("data").fill_null("{}")))
        cursor.execute(_LEFT_ALONE_SQL, [kind, by is None])
        cursor.execute("SELECT count(*) FROM marked")
        (count,) = cursor.fetchone()
        if not count:
            raise NothingToMark("nothing_to_mark", _("All of these values are marked so already."))
        operation = Operation.objects.create(kind=marked.key, by=by, data={"count": count, "kind": kind, "name": says})
        cursor.execute(_CHANGED_SQL, [operation.pk])
        told = {"kind": kind, "by": by.pk if by else None, "at": operation.at, "operation": operation.pk}
        cursor.execute(_MARK_SQL, told)
        cursor.execute("DROP TABLE marked")
    return operation


def _undo(operation: Operation) -> Kept:
    """Put back what the values were; one that was marked anew since stays so."""
    store.lock_joining()
    for mark in ValueMark.objects.filter(operation=operation):
        before = _before(mark.pk, operation.pk)
        if before is None:
            mark.delete()
        else:
            ValueMark.objects.filter(pk=mark.pk).update(**before)
    return []


def _before(mark: int, operation: int) -> dict[str, Any] | None:
    """Return what the mark was before an operation, and before those under it that are undone; None: there was none."""
    change = Change.objects.filter(operation=operation, table="clients_valuemark", row=mark).first()
    if change is None:
        return None
    under = change.before["operation_id"]
    if under and Operation.objects.filter(pk=under, state=Operation.State.UNDONE).exists():
        return _before(mark, under)
    return dict(change.before)


def of(values: list[str]) -> dict[str, ValueMark]:
    """Return the marks of these values, by value."""
    return {mark.value: mark for mark in ValueMark.objects.filter(value__in=values)}


marked = kinds.add(
    OperationKind("values.marked", _("Marks of values"), "flag", _("Phones and e-mails marked: %(count)s"), undo=_undo)
)
