"""The feed of a card: one list of what happened to a client, from files, edits, joins and events, newest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.clients import events
from zhivo.clients.edit import edited
from zhivo.clients.models import Client, Edit, Event, Kind, Membership, Purchase, Relation
from zhivo.journal.models import Operation
from zhivo.sources.models import Batch
from zhivo.team.models import User

KINDS: dict[str, str | Promise] = {
    "purchase": _("Purchases"),
    "came": _("From files"),
    "edit": _("Edits"),
    "join": _("Joins"),
    "other": _("Other"),
}
JOINS = ("client.merged", "client.unmerged", "client.split")
MOST = 50  # lines of a page of the feed
_BATCH = ("record__batch__source", "record__batch__by")
Told = tuple[Operation, bool]  # an operation, and whether the edit was taken back
ROWS_MOST = 300  # rows of files looked at; a placeholder may hold thousands


@dataclass(frozen=True)
class Entry:
    """One line of the feed; the screen has the words.

    `kind` is a key of KINDS. `rows` are the rows of one batch that came to the client; else there is an `event`, of an
    edit with the `operation` that undoes it.
    """

    kind: str
    at: datetime
    icon: str
    by: User | None = None
    batch: Batch | None = None
    rows: tuple[Membership, ...] = ()
    named: int = 0  # in how many rows of the batch a firm is only named, beside a person
    event: Event | None = None
    purchase: Purchase | None = None
    operation: Operation | None = None
    is_undone: bool = False


def entries(client: Client) -> list[Entry]:
    """Return everything that happened to a client, newest first."""
    happened = Event.objects.filter(client__in=selves(client)).select_related("by")
    found = [
        *_bought(client),
        *_came(client),
        *_named(client),
        *_happened(list(happened.order_by("-at", "-pk")[:ROWS_MOST]), client),
    ]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def selves(client: Client) -> list[int]:
    """Return the ids of the client and of those merged into it: what happened to them happened to it."""
    return [client.pk, *client.absorbed.values_list("pk", flat=True)]


def _bought(client: Client) -> list[Entry]:
    """The newest purchases; those of absorbed clients have moved to it."""
    purchases = Purchase.objects.filter(client=client).order_by("-at", "-pk")[:ROWS_MOST]
    return [Entry("purchase", purchase.at, "package", purchase=purchase) for purchase in purchases]


def _came(client: Client) -> list[Entry]:
    rows = Membership.objects.filter(client=client).select_related(*_BATCH)
    by_batch: dict[Batch, list[Membership]] = defaultdict(list)
    for row in rows.order_by("-record_id")[:ROWS_MOST]:
        by_batch[row.record.batch].append(row)
    return [
        Entry("came", batch.started_at or batch.created_at, "table-import", batch.by, batch=batch, rows=tuple(members))
        for batch, members in by_batch.items()
    ]


def _named(client: Client) -> list[Entry]:
    if client.kind != Kind.COMPANY:
        return []
    naming = Relation.objects.filter(company=client, record__isnull=False).order_by("-record_id")
    records = [relation.record for relation in naming.select_related(*_BATCH)[:ROWS_MOST] if relation.record]
    return [
        Entry("came", batch.started_at or batch.created_at, "table-import", batch.by, batch=batch, named=many)
        for batch, many in Counter(record.batch for record in records).items()
    ]


def _happened(found: list[Event], client: Client) -> list[Entry]:
    exact, in_order = _operations(client, at={event.at for event in found if event.kind == edited.key})
    lines = []
    for event in found:
        kind = events.kinds.get(event.kind)
        icon = kind.icon if kind else "point"
        if event.kind == edited.key:
            field = event.data.get("field", "")
            told = exact.get((field, event.at)) or (in_order[field].pop() if in_order[field] else None)
            operation, ended = told or (None, False)
            lines.append(Entry("edit", event.at, icon, event.by, event=event, operation=operation, is_undone=ended))
        else:
            place = "join" if event.kind in JOINS else "other"
            lines.append(Entry(place, event.at, icon, event.by, event=event))
    return lines


def _operations(client: Client, *, at: set[datetime]) -> tuple[dict[tuple[str, datetime], Told], dict[str, list[Told]]]:
    """Return the operations of edits by field and time where an event was written `at` that very time, and the others.

    An act on many writes an event for each field with its own time; any other edit wrote one event, in the same order,
    so these are by field only, oldest first.
    """
    exact: dict[tuple[str, datetime], Told] = {}
    by_field: dict[str, list[Told]] = defaultdict(list)
    seen: set[int] = set()
    for edit in Edit.objects.filter(client=client).select_related("operation").order_by("pk"):
        told = edit.operation, edit.ended_at is not None
        if edit.operation.at in at:
            exact[edit.field, edit.operation.at] = told
        elif edit.operation_id not in seen:  # what follows from an edit (comparison keys) is of the same operation
            seen.add(edit.operation_id)
            by_field[edit.field].append(told)
    return exact, by_field
