"""Tags put on clients and taken off, one or many in one act; each act is undone without touching what files say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zhivo.clients import bulk, events, store
from zhivo.clients.bulk import NothingToDo
from zhivo.clients.models import Tag
from zhivo.clients.queries import ClientQuerySet
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.numbers import number
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User

LONGEST = 60  # of a tag typed by hand

tagged = events.kinds.add(events.EventKind("client.tagged", _("Tagged"), "tag", ("tag",)))
untagged = events.kinds.add(events.EventKind("client.untagged", _("Tag taken off"), "tag-off", ("tag",)))

_PUT_SQL = """
INSERT INTO clients_clienttag (client_id, tag_id, operation_id)
SELECT c.id, %s, %s FROM clients_client c
 WHERE c.id IN ({ids}) AND NOT EXISTS (SELECT FROM clients_clienttag g WHERE g.client_id = c.id AND g.tag_id = %s)
"""
# Of a tag that is taken off (`whose`: of some clients) every row goes, those that files put too; a row that comes back
# has its old number.
REMEMBER_SQL = """
INSERT INTO journal_change (operation_id, "table", row, before)
SELECT %s, 'clients_clienttag', g.id, jsonb_build_object(
       'client_id', g.client_id, 'tag_id', g.tag_id, 'record_id', g.record_id, 'operation_id', g.operation_id)
  FROM clients_clienttag g WHERE g.tag_id = %s {whose}
"""
_TAKE_OFF_SQL = """
DELETE FROM clients_clienttag g
 USING (SELECT row FROM journal_change WHERE operation_id = %s OFFSET 0) AS h WHERE h.row = g.id
"""
# A row goes back to whoever has its record now, or to whom its client was merged into; with an import that was undone
# meanwhile its record is gone, and with it the tag that it put; so is one that a hand put and took back.
PUT_BACK_SQL = """
INSERT INTO clients_clienttag (id, client_id, tag_id, record_id, operation_id)
SELECT h.row, coalesce(c.merged_into_id, c.id), %(tag)s, (h.before ->> 'record_id')::bigint,
       (h.before ->> 'operation_id')::bigint
  FROM (SELECT * FROM journal_change
         WHERE operation_id = %(operation)s AND "table" = 'clients_clienttag' OFFSET 0) AS h
  LEFT JOIN LATERAL (SELECT * FROM clients_membership m
                      WHERE m.record_id = (h.before ->> 'record_id')::bigint OFFSET 0) AS m ON true
 CROSS JOIN LATERAL (SELECT * FROM clients_client c
                      WHERE c.id = coalesce(m.client_id, (h.before ->> 'client_id')::bigint) OFFSET 0) AS c
 WHERE (h.before ->> 'record_id' IS NULL OR m.record_id IS NOT NULL)
   AND NOT EXISTS (SELECT FROM journal_operation o
                    WHERE o.id = (h.before ->> 'operation_id')::bigint AND o.state = 'undone')
ON CONFLICT (id) DO NOTHING
"""
_TELL_PUT_SQL = """
INSERT INTO clients_event (kind, client_id, by_id, at, data)
SELECT %s, client_id, %s, now(), jsonb_build_object('tag', %s::text) FROM clients_clienttag WHERE operation_id = %s
"""
_TELL_TAKEN_SQL = """
INSERT INTO clients_event (kind, client_id, by_id, at, data)
SELECT DISTINCT %s, (before ->> 'client_id')::bigint, %s::bigint, now(), jsonb_build_object('tag', %s::text)
  FROM journal_change WHERE operation_id = %s
"""


class BadTag(Refusal):
    """This cannot be a tag."""


def named(name: str) -> str:
    """Return a typed name of a tag as it is kept. Raises BadTag."""
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise BadTag("no_name", _("Write a tag."))
    # These part the tags of a file: written out and loaded again, such a tag would come as two.
    if len(name) > LONGEST or "," in name or ";" in name:
        raise BadTag("bad_tag", _("A tag has up to 60 characters, no comma and no semicolon."))
    return name


def of_name(name: str) -> Tag | None:
    """Return the tag that is called so, whatever the case."""
    found = Tag.objects.filter(name__iexact=name).order_by("pk")
    return found.filter(name=name).first() or found.first()


def put(*, clients: ClientQuerySet, name: str, by: User) -> Operation:
    """Put the tag, a new one if there is none of this name, on the clients of the set; return what takes it off again.

    Those who carry it already, by whatever, are left alone and not counted. Raises BadTag, TooMany, NothingToDo.
    """
    bulk.refuse_too_many(clients)
    with transaction.atomic():
        store.lock_joining()
        ids, params = _ids_of(clients)
        tag = of_name(name) or of_name(named(name))
        is_made = tag is None
        tag = tag or Tag.objects.create(name=named(name))
        operation = Operation.objects.create(kind=TAGGED.key, by=by, data={"tag": tag.pk, "name": tag.name})
        with connection.cursor() as cursor:
            cursor.execute(_PUT_SQL.format(ids=ids), [tag.pk, operation.pk, *params, tag.pk])
            count = cursor.rowcount
            if not count:
                raise NothingToDo("nothing_to_do", _("They all have this tag already."))
            cursor.execute(_TELL_PUT_SQL, [tagged.key, by.pk, tag.name, operation.pk])
        operation.data = {**operation.data, "count": count, "is_made": is_made}
        operation.save(update_fields=["data"])
    return operation


def take_off(*, clients: ClientQuerySet, tag: Tag, by: User) -> Operation:
    """Take the tag off the clients of the set, also where a file put it; return what puts it back.

    Raises TooMany, NothingToDo.
    """
    bulk.refuse_too_many(clients)
    with transaction.atomic():
        store.lock_joining()
        ids, params = _ids_of(clients)
        operation = Operation.objects.create(kind=UNTAGGED.key, by=by, data={"tag": tag.pk, "name": tag.name})
        with connection.cursor() as cursor:
            cursor.execute(REMEMBER_SQL.format(whose=f"AND g.client_id IN ({ids})"), [operation.pk, tag.pk, *params])
            if not cursor.rowcount:
                raise NothingToDo("nothing_to_do", _("None of them has this tag."))
            cursor.execute(_TAKE_OFF_SQL, [operation.pk])
            cursor.execute(_TELL_TAKEN_SQL, [untagged.key, by.pk, tag.name, operation.pk])
            count = cursor.rowcount
        operation.data = {**operation.data, "count": count}
        operation.save(update_fields=["data"])
    return operation


def _ids_of(clients: ClientQuerySet) -> tuple[str, tuple[Any, ...]]:
    try:
        return clients.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet as nobody:
        raise NothingToDo("nobody", _("Nobody is picked.")) from nobody


def put_back(operation: Operation, *, tag: Tag) -> None:
    """Put back the rows that the operation took away, as rows of the tag."""
    with connection.cursor() as cursor:
        cursor.execute(PUT_BACK_SQL, {"operation": operation.pk, "tag": tag.pk})


def _undo_put(operation: Operation) -> Kept:
    store.lock_joining()
    data = operation.data
    with connection.cursor() as cursor:
        cursor.execute(_TELL_PUT_SQL, [untagged.key, operation.undone_by_id, data["name"], operation.pk])
        cursor.execute("DELETE FROM clients_clienttag WHERE operation_id = %s AND record_id IS NULL", [operation.pk])
    if data.get("is_made"):
        Tag.objects.filter(pk=data["tag"], clienttag=None).delete()
    return []


def _undo_taken_off(operation: Operation) -> Kept:
    store.lock_joining()
    tag = Tag.objects.filter(pk=operation.data["tag"]).first() or of_name(operation.data["name"])
    if tag is None:
        tag = Tag.objects.create(pk=operation.data["tag"], name=operation.data["name"])
    put_back(operation, tag=tag)
    with connection.cursor() as cursor:
        cursor.execute(_TELL_TAKEN_SQL, [tagged.key, operation.undone_by_id, tag.name, operation.pk])
    return []


@dataclass(frozen=True)
class _Tagged(OperationKind):
    """Says on how many the tag was put."""

    def sentence(self, operation: Operation) -> str:
        """Return the sentence of this operation in the user's language."""
        count = operation.data.get("count", 0)
        words = {"count": number(count), "name": operation.data.get("name", "")}
        return ngettext("Tag «%(name)s» on %(count)s client", "Tag «%(name)s» on %(count)s clients", count) % words


@dataclass(frozen=True)
class _Untagged(OperationKind):
    """Says how many the tag was taken off."""

    def sentence(self, operation: Operation) -> str:
        """Return the sentence of this operation in the user's language."""
        count = operation.data.get("count", 0)
        words = {"count": number(count), "name": operation.data.get("name", "")}
        said = ngettext(
            "Tag «%(name)s» taken off %(count)s client", "Tag «%(name)s» taken off %(count)s clients", count
        )
        return said % words


TAGGED = kinds.add(_Tagged("client.tagged", _("Tag"), "tag", "", undo=_undo_put))
UNTAGGED = kinds.add(_Untagged("client.untagged", _("Tag"), "tag-off", "", undo=_undo_taken_off))
