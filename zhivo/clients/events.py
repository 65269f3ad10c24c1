"""The one log of facts: kinds declared once, written with the change, read behind the snapshot horizon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.functional import Promise

from zhivo.clients.models import Client, Cursor, Event
from zhivo.lib.registry import Registry
from zhivo.team.models import User


@dataclass(frozen=True)
class EventKind:
    """A kind of fact: its key, icon, the sentence it reads as and the names its data must hold."""

    key: str
    label: str | Promise
    icon: str
    fields: tuple[str, ...] = ()


kinds: Registry[EventKind] = Registry("event kind")


def record(
    kind: EventKind, *, client: Client | None = None, by: User | None = None, at: datetime | None = None, **data: Any
) -> Event:
    """Write a fact in the caller's transaction and return it.

    Raises ValueError when the data does not hold exactly the fields that the kind declares.
    """
    if set(data) != set(kind.fields):
        raise ValueError(f"{kind.key} wants {kind.fields}, got {tuple(data)}")
    extra = {"at": at} if at else {}
    return Event.objects.create(kind=kind.key, client=client, by=by, data=data, **extra)


def read_new(reader: str, *, limit: int = 10_000) -> Iterator[Event]:
    """Yield the events that this reader has not seen, oldest transaction first; its cursor moves when the loop ends.

    Only transactions older than every one still open are read: ids are given before commit, so «id greater than
    my last» would lose the rows of a transaction that commits late.
    """
    with transaction.atomic():
        Cursor.objects.get_or_create(reader=reader)
        cursor = Cursor.objects.select_for_update().get(reader=reader)
        with connection.cursor() as sql:
            sql.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            (horizon,) = sql.fetchone()
        events = Event.objects.raw(
            "SELECT * FROM clients_event WHERE (transaction, id) > (%s, %s) AND transaction < %s"
            " ORDER BY transaction, id LIMIT %s",
            [cursor.transaction, cursor.event, horizon, limit],
        )
        for event in events:
            yield event
            cursor.transaction, cursor.event = event.transaction, event.pk
        cursor.save()
