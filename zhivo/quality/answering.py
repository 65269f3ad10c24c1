"""What a client says of himself by his form: asked as the portrait lacks it, kept as edits of one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zhivo.clients import bulk, consents, events, store
from zhivo.clients.attributes import PREFIX
from zhivo.clients.edit import COLUMNS, POINTS, VALUES
from zhivo.clients.models import Client, Edit, FormLink
from zhivo.journal.kinds import OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.filled import filled
from zhivo.quality.portrait.portraits import Asked

ASKED_MOST = 5
KIND = "client.answered"
# What is our own word about a client, or follows from another field.
_NOT_ASKED = frozenset({"sex", "comment", "company_form", "region", "time_zone"})
_ASKABLE = (COLUMNS | VALUES | POINTS) - _NOT_ASKED

answered = events.kinds.add(events.EventKind(KIND, _("Answered by the form"), "forms", ("fields", "link")))

Values = Mapping[str, tuple[str, dict[str, str | None]]]  # field -> what `typed` made of it


def missing(client: Client) -> list[Asked]:
    """Return what the client himself may be asked for, worth most first: up to ASKED_MOST missing fields.

    What he has answered is not asked again, though the answer may be of no use.
    """
    portrait = portraits.of(client.kind)
    there = filled(client.pk, fields=portrait.fields)
    said = Edit.objects.filter(client=client, operation__kind=KIND, ended_at=None).values_list("field", flat=True)
    lacks = [one for one in portrait.asked if not there[one.field] and one.field not in set(said)]
    asked = [one for one in lacks if one.field in _ASKABLE or one.field.startswith(PREFIX)]
    return sorted(asked, key=lambda one: -one.weight)[:ASKED_MOST]


def keep(*, link: FormLink, values: Values, agreed: Mapping[str, str]) -> Operation | None:
    """Put what the client has said into his card, with the words he `agreed` to, by purpose; None when all is there.

    A field that somebody has filled meanwhile is left as it is: so the same answer twice changes nothing.
    """
    with transaction.atomic():
        store.lock_joining()
        client = Client.objects.select_related("merged_into").get(pk=link.client_id).living
        asked = {one.field for one in missing(client)}
        new = {field: value for field, value in values.items() if field in asked}
        if not new:
            return None
        edits = [(client.pk, field, None, value) for field, (value, _follows) in new.items()]
        follows = [(client.pk, *more) for _value, also in new.values() for more in _following(also)]
        data = {"client": client.pk, "name": client.name, "fields": list(new), "link": link.pk}
        operation = bulk.edit(edits=_frame(edits), follows=_frame(follows), kind=KIND, by=None, data=data)
        events.record(answered, client=client, at=operation.at, fields=list(new), link=link.pk)
        for purpose, words in agreed.items():
            consents.give(
                client=client, purpose=purpose, words=words, source="form", at=operation.at, operation=operation
            )
        FormLink.objects.filter(pk=link.pk).update(answered_at=operation.at)
    return operation


def _following(also: dict[str, str | None]) -> list[tuple[str, None, str | None]]:
    return [(field, None, value) for field, value in also.items()]


def _frame(rows: Sequence[tuple[int, str, None, str | None]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=bulk.SCHEMA, orient="row")


kinds.add(
    OperationKind(
        KIND,
        _("Answer by the form"),
        "forms",
        _("%(name)s: answered by the form"),
        undo=bulk.take_back,
        names_clients=True,
    )
)
