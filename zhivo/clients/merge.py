"""Two clients made one, and parted again exactly: what points at them moves, with a note of where it came from.

Every foreign key to Client has a rule here; a new one without a rule fails a house test.
"""

from __future__ import annotations

import polars as pl
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from zhivo.clients import events, purchases, store
from zhivo.clients.models import (
    Client,
    ClientTag,
    Consent,
    ContactPoint,
    Edit,
    FormLink,
    Membership,
    Purchase,
    Relation,
)
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Change, Operation
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User

# What moves to the client that stays: model, its column, and its key in before-images.
MOVES = (
    (Membership, "client"),
    (Edit, "client"),
    (Relation, "person"),
    (Relation, "company"),
    (ClientTag, "client"),
    (Purchase, "client"),
    (FormLink, "client"),
    (Consent, "client"),
)
_MAKES = ("clients_membership.client", "clients_edit.client", "clients_relation.company")
# What does not move, and why: "model.field" -> reason. quality.Question is closed by quality/answers.py.
STAYS = {
    "clients.ContactPoint.client": "chosen anew from the records",
    "clients.Client.merged_into": "pointed at the client that stays, by the merge itself",
    "clients.Event.client": "a fact is never edited; the timeline reads the absorbed clients too",
    "clients.Standing.client": "the place of the client that stays holds",
    "quality.Question.client": "a question about an absorbed client is not shown",
    "quality.Question.other": "a question about an absorbed client is not shown",
    "quality.ValueQuestion.client": "what waits is shown with the client that stays",
}

merged = events.kinds.add(events.EventKind("client.merged", _("Merged"), "git-merge", ("absorbed", "name")))
unmerged = events.kinds.add(events.EventKind("client.unmerged", _("Parted"), "git-branch", ("absorbed", "name")))


class CannotMerge(Refusal):
    """These two cannot be made one."""


def merge(
    *, keep: Client, absorb: Client, by: User | None, kind: str = "client.merged", why: str = "person"
) -> Operation:
    """Make two clients one and return the operation that parts them again.

    Every record, edit, relation, tag and purchase of `absorb` moves to `keep`; `absorb` stays in the table under its
    number, pointing at `keep`. `kind` is the kind of the operation, whose undo calls `part`. Raises CannotMerge for
    one client twice or one that is merged already.
    """
    with transaction.atomic():
        store.lock_joining()
        both = {client.pk: client for client in Client.objects.select_for_update().filter(pk__in=[keep.pk, absorb.pk])}
        if len(both) < 2 or any(client.merged_into_id for client in both.values()):
            raise CannotMerge("merged", _("One of the two is part of another card already."))
        keep, absorb = both[keep.pk], both[absorb.pk]
        operation = Operation.objects.create(
            kind=kind, by=by, data={"keep": keep.pk, "absorb": absorb.pk, "name": keep.name, "other": absorb.name}
        )
        _move(absorb, to=keep, operation=operation, why=why)
        ContactPoint.objects.filter(client=absorb).delete()
        # Who was absorbed earlier goes along, so that one step always leads to the living client.
        for earlier in Client.objects.filter(merged_into=absorb.pk).values_list("pk", flat=True):
            _note(operation, "clients_client", earlier, {"merged_into_id": absorb.pk})
        Client.objects.filter(merged_into=absorb.pk).update(merged_into=keep.pk)
        Client.objects.filter(pk=absorb.pk).update(merged_into=keep.pk, version=F("version") + 1)
        if keep.responsible_id is None and absorb.responsible_id is not None:
            _note(operation, "clients_client", keep.pk, {"responsible_id": None})
            operation.data = {**operation.data, "responsible": absorb.responsible_id}
            operation.save(update_fields=["data"])
            Client.objects.filter(pk=keep.pk).update(responsible_id=absorb.responsible_id)
        store.recompute(ids=pl.Series([keep.pk]))
        events.record(merged, client=keep, by=by, absorbed=absorb.pk, name=absorb.name)
    return operation


def _note(operation: Operation, table: str, row: int, before: dict[str, object]) -> None:
    Change.objects.create(operation=operation, table=table, row=row, before=before)


def _move(absorb: Client, *, to: Client, operation: Operation, why: str) -> None:
    for model, column in MOVES:
        rows = model._default_manager.filter(**{column: absorb.pk})
        before = [{"row": row.pk, f"{column}_id": absorb.pk} for row in rows]
        if model is Membership:
            kept = ("why", "by", "operation_id")
            before = [
                image | {name: getattr(row, name) for name in kept} for image, row in zip(before, rows, strict=True)
            ]
        Change.objects.bulk_create(
            Change(operation=operation, table=f"{model._meta.db_table}.{column}", row=image.pop("row"), before=image)
            for image in before
        )
        extra = {"why": why, "by": Membership.By.PERSON, "operation": operation} if model is Membership else {}
        rows.update(**{column: to.pk}, **extra)


def _comes_back(operation: Operation, *, keep: int) -> bool:
    """Say whether anything that makes a client is still there to go back to the absorbed one."""
    rows = {table: operation.changes.filter(table=table).values("row") for table in _MAKES}
    held = Membership.objects.filter(pk__in=rows["clients_membership.client"], client=keep)
    typed = Edit.objects.filter(pk__in=rows["clients_edit.client"], client=keep, ended_at=None)
    named = Relation.objects.filter(pk__in=rows["clients_relation.company"], company=keep)
    return held.exists() or typed.exists() or named.exists()


def _give_back(change: Change, *, keep: int, taken: int | None) -> None:
    if "merged_into_id" in change.before:
        Client.objects.filter(pk=change.row, merged_into=keep).update(**change.before)
    else:  # who was made responsible since stays it
        Client.objects.filter(pk=change.row, responsible=taken).update(**change.before)


def part(operation: Operation) -> Kept:
    """Part the two clients that the operation made one; what moved on since stays where it is."""
    store.lock_joining()
    keep, absorb = operation.data["keep"], operation.data["absorb"]
    if not Client.objects.live().filter(pk=keep).exists() or not _comes_back(operation, keep=keep):
        return [{"client": keep, "why": "edited_since"}]
    tables = {f"{model._meta.db_table}.{column}": (model, column) for model, column in MOVES}
    for change in operation.changes.all():
        if change.table == "clients_client":
            _give_back(change, keep=keep, taken=operation.data.get("responsible"))
            continue
        model, column = tables[change.table]
        # A row that has moved on since (merged again, split off) stays where it is now.
        model._default_manager.filter(pk=change.row, **{column: keep}).update(**change.before)
    Client.objects.filter(pk=absorb).update(merged_into=None)
    purchases.follow(clients=[keep])  # those bought since by a record that goes back are in no note
    store.recompute(ids=pl.Series([keep, absorb]))
    client = Client.objects.get(pk=keep)
    events.record(unmerged, client=client, by=operation.undone_by, absorbed=absorb, name=operation.data["other"])
    return []


kinds.add(
    OperationKind(
        "client.merged", _("Merge"), "git-merge", _("«%(other)s» joined to «%(name)s»"), undo=part, names_clients=True
    )
)
