"""A record taken out of a client: a wrong join undone, whoever made it."""

from __future__ import annotations

import polars as pl
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from zhivo.clients import events, purchases, search, store, survive
from zhivo.clients.models import Client, ClientTag, Consent, Edit, Membership, Relation
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Change, Operation
from zhivo.lib.copying import packed, take_ids
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Record
from zhivo.team.models import User

split_off = events.kinds.add(events.EventKind("client.split", _("Split off"), "git-branch", ("record", "made")))


class CannotSplit(Refusal):
    """The record cannot be taken out."""


def split(*, record: Record, by: User | None) -> Operation:
    """Make the record a client of its own and return the operation that joins it back.

    Raises CannotSplit when it is the only record of its client.
    """
    with transaction.atomic():
        store.lock_joining()
        membership = Membership.objects.select_for_update().select_related("client").get(pk=record.pk)
        was = membership.client
        if Membership.objects.filter(client=was).count() < 2:
            raise CannotSplit("only_record", _("This is the client's only row: there is nothing to split it from."))
        made = take_ids("clients_client", count=1)
        operation = Operation.objects.create(
            kind="client.split", by=by, data={"record": record.pk, "client": was.pk, "made": made, "name": was.name}
        )
        Change.objects.create(
            operation=operation,
            table="clients_membership",
            row=record.pk,
            before={"client_id": was.pk, "why": membership.why, "by": membership.by, "value": membership.value},
        )
        Membership.objects.filter(pk=record.pk).update(
            client=made, why="split", by="person", value=None, operation=operation
        )
        Relation.objects.filter(record=record, person=was).update(person=made)
        ClientTag.objects.filter(record=record, client=was).update(client=made)
        purchases.follow(clients=[was.pk])
        _make(made, like=was)
        store.recompute(ids=pl.Series([was.pk]))
        events.record(split_off, client=was, by=by, record=record.pk, made=made)
    return operation


def _make(made: int, *, like: Client) -> None:
    ids = pl.Series([made])
    clients, points, words = store.reckon(rows=store.gather(ids=ids), edits=pl.DataFrame(schema=survive.EDITS_SCHEMA))
    store.insert(clients.with_columns(responsible_id=pl.lit(like.responsible_id, dtype=pl.Int64)), points=points)
    search.remember_words(words)


def _undo(operation: Operation) -> Kept:
    store.lock_joining()
    record, was, made = (operation.data[name] for name in ("record", "client", "made"))
    change = operation.changes.get(table="clients_membership")
    is_alone = Client.objects.live().filter(pk=made).exists() and Client.objects.live().filter(pk=was).exists()
    records = list(Membership.objects.filter(client=made).values_list("pk", flat=True))
    is_edited = Edit.objects.filter(client=made, ended_at=None).exists() or _is_told_of(made)
    if not is_alone or records != [record] or is_edited:
        return [{"client": made, "why": "edited_since"}]
    Membership.objects.filter(pk=record).update(**change.before, operation=None)
    Relation.objects.filter(record=record, person=made).update(person=was)
    ClientTag.objects.filter(record=record, client=made).update(client=was)
    purchases.follow(clients=[made])
    delete(ids=pl.Series([made]))
    store.recompute(ids=pl.Series([was]))
    return []


def _is_told_of(client: int) -> bool:
    """Say whether somebody has put a tag on the client by hand, or the client has given a consent."""
    by_hand = ClientTag.objects.filter(client=client, record=None).exists()
    return by_hand or Consent.objects.filter(client=client, withdrawn_at=None).exists()


# Rows that go with a client that is made of nothing any more.
BELONGINGS = (
    ("quality_question", "client_id"),
    ("quality_question", "other_id"),
    ("quality_valuequestion", "client_id"),
    ("clients_clienttag", "client_id"),
    ("clients_relation", "person_id"),
    ("clients_standing", "client_id"),
    ("clients_contactpoint", "client_id"),
    ("clients_client", "id"),
)


def delete(*, ids: pl.Series) -> None:
    """Delete clients that no record, edit or relation speaks for, with what hangs on them."""
    with connection.cursor() as cursor:
        for table, column in BELONGINGS:
            cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s::bigint[])", [packed(ids)])  # noqa: S608


kinds.add(
    OperationKind(
        "client.split", _("Split"), "git-branch", _("A row taken out of «%(name)s»"), undo=_undo, names_clients=True
    )
)
