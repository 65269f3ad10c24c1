"""Handing a set of clients over to a responsible person: one act, counted, undoable."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zhivo.clients import bulk, events, store
from zhivo.clients.bulk import NothingToDo
from zhivo.clients.queries import ClientQuerySet
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.team.models import User

assigned = events.kinds.add(events.EventKind("client.assigned", _("Handed over"), "user-share", ("before", "after")))

_REMEMBER_SQL = """
INSERT INTO journal_change (operation_id, "table", row, before)
SELECT %s, 'clients_client', id, jsonb_build_object('responsible_id', responsible_id)
  FROM clients_client
 WHERE id IN ({ids}) AND responsible_id IS DISTINCT FROM %s
"""
_HAND_OVER_SQL = """
UPDATE clients_client c SET responsible_id = %(to)s, version = c.version + 1, updated_at = now()
  FROM journal_change h WHERE h.operation_id = %(operation)s AND h.row = c.id
"""
_GIVE_BACK_SQL = """
UPDATE clients_client c
   SET responsible_id = (h.before ->> 'responsible_id')::bigint, version = c.version + 1, updated_at = now()
  FROM journal_change h
 WHERE h.operation_id = %(operation)s AND h.row = c.id AND c.responsible_id IS NOT DISTINCT FROM %(to)s
RETURNING c.id
"""
_TELL_SQL = """
INSERT INTO clients_event (kind, client_id, by_id, at, data)
SELECT %(kind)s, h.row, %(by)s, now(), CASE WHEN %(back)s
       THEN jsonb_build_object('before', %(to)s::bigint, 'after', h.before -> 'responsible_id')
       ELSE jsonb_build_object('before', h.before -> 'responsible_id', 'after', %(to)s::bigint) END
  FROM journal_change h WHERE h.operation_id = %(operation)s AND h.row <> ALL(%(without)s)
"""


def assign(*, clients: ClientQuerySet, to: User | None, by: User) -> Operation:
    """Give the clients of the set to a person (None: to nobody) and return the operation that undoes it.

    Those who have this responsible person already are left alone and not counted. Raises TooMany, NothingToDo.
    """
    bulk.refuse_too_many(clients)
    try:
        ids, params = clients.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet as nobody:
        raise NothingToDo("nobody", _("There is nobody to hand over.")) from nobody
    with transaction.atomic():
        store.lock_joining()
        operation = Operation.objects.create(kind=KIND.key, by=by, data={})
        # The set is often chosen by its responsible person, so it is settled before anybody changes hands.
        values = {"operation": operation.pk, "to": to.pk if to else None}
        with connection.cursor() as cursor:
            cursor.execute(_REMEMBER_SQL.format(ids=ids), [operation.pk, *params, values["to"]])
            count = cursor.rowcount
            if not count:
                raise NothingToDo("nothing_to_do", _("They all have this responsible person already."))
            cursor.execute(_HAND_OVER_SQL, values)
            cursor.execute(_TELL_SQL, {**values, "kind": assigned.key, "by": by.pk, "back": False, "without": []})
        operation.data = {"count": count, "to": values["to"], "name": to.name if to else ""}
        operation.save(update_fields=["data"])
    return operation


def _undo(operation: Operation) -> Kept:
    """Give the clients back to whom they had; whoever changed hands since stays where he is."""
    values = {"operation": operation.pk, "to": operation.data["to"]}
    store.lock_joining()
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_BACK_SQL, values)
        given = {pk for (pk,) in cursor.fetchall()}
        kept = [pk for pk in operation.changes.order_by("row").values_list("row", flat=True) if pk not in given]
        by = operation.undone_by_id
        cursor.execute(_TELL_SQL, {**values, "kind": assigned.key, "by": by, "back": True, "without": kept})
    return [{"client": pk, "why": "edited_since"} for pk in kept]


@dataclass(frozen=True)
class _Assigned(OperationKind):
    """Says how many and whose now, in the right number."""

    def sentence(self, operation: Operation) -> str:
        """Return the sentence of this operation in the user's language."""
        count, name = operation.data.get("count", 0), operation.data.get("name", "")
        words = {"count": f"{count:,}".replace(",", "\u00a0"), "name": name}
        if not name:
            return ngettext("%(count)s client is nobody's now", "%(count)s clients are nobody's now", count) % words
        return ngettext("%(count)s client goes to %(name)s now", "%(count)s clients go to %(name)s now", count) % words


KIND = kinds.add(_Assigned("clients.assigned", _("Handing over"), "user-share", "", undo=_undo))
