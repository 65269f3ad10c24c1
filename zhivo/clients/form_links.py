"""Personal links to the form: made for one client or for many, signed, good for some weeks, taken back at any time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.core import signing
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import events
from zhivo.clients.models import Client, FormLink
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User

LASTS = timedelta(days=60)
# A link that works so long still is given out again, so that a second mailing does not make a second one.
FRESH = timedelta(days=30)
MOST = 100_000  # made at a time, while somebody waits
_SIGNER = signing.Signer(salt="zhivo.clients.form_links")

made = events.kinds.add(events.EventKind("form_link.made", _("A link to the form made"), "link", ("link",)))
revoked = events.kinds.add(events.EventKind("form_link.revoked", _("The link taken back"), "link-off", ("link",)))

_MAKE = """
WITH made AS (
INSERT INTO clients_formlink (client_id, by_id, made_at, expires_at, operation_id)
SELECT c.id, %(by)s, %(at)s, %(until)s, %(operation)s
  FROM clients_client c
 WHERE c.id = ANY(%(ids)s::bigint[]) AND c.merged_into_id IS NULL AND NOT EXISTS (
       SELECT FROM clients_formlink l
        WHERE l.client_id = c.id AND l.revoked_at IS NULL AND l.expires_at > %(fresh)s)
RETURNING id, client_id)
INSERT INTO clients_event (kind, client_id, by_id, at, data)
SELECT %(kind)s, client_id, %(by)s, %(at)s, jsonb_build_object('link', id) FROM made
"""
_TAKE_BACK = """
WITH ended AS (
UPDATE clients_formlink SET revoked_at = %(at)s, revoked_by_id = %(by)s
 WHERE operation_id = %(operation)s AND revoked_at IS NULL
RETURNING id, client_id)
INSERT INTO clients_event (kind, client_id, by_id, at, data)
SELECT %(kind)s, client_id, %(by)s, %(at)s, jsonb_build_object('link', id) FROM ended
"""


class BadLink(Exception):
    """The link is forged, was taken back, has expired, or its client is gone."""


class TooMany(Refusal):
    """More clients than links are made for at a time."""


def make(*, clients: Iterable[int], by: User | None) -> Operation | None:
    """Make a link for each of these clients that has no fresh one; None when all have. Raises TooMany.

    The operation's undo takes the links back.
    """
    ids = list(clients)
    if len(ids) > MOST:
        raise TooMany("too_many", _("Up to 100,000 links are made at a time."), hint=_("Narrow the list."))
    with transaction.atomic(), connection.cursor() as cursor:
        operation = Operation.objects.create(kind="form_link.made", by=by, data=_named(ids))
        at = operation.at
        told = {"ids": ids, "by": by.pk if by else None, "at": at, "until": at + LASTS, "fresh": at + FRESH}
        cursor.execute(_MAKE, {**told, "operation": operation.pk, "kind": made.key})
        if not cursor.rowcount:
            operation.delete()
            return None
        operation.data["count"] = cursor.rowcount
        operation.save(update_fields=["data"])
    return operation


def _named(ids: list[int]) -> dict[str, object]:
    """Name the only client, so that the journal knows who may read of it."""
    return {"client": ids[0]} if len(ids) == 1 else {}


def newest(*, clients: Iterable[int]) -> dict[int, FormLink]:
    """Return the newest link that works of each of these clients."""
    links = working().filter(client__in=list(clients)).order_by("client_id", "-pk").distinct("client_id")
    return {link.client_id: link for link in links}


def working() -> models.QuerySet[FormLink]:
    """Return the links that were neither taken back nor have expired."""
    return FormLink.objects.filter(revoked_at=None, expires_at__gt=timezone.now())


def token(link: FormLink) -> str:
    """Return what stands in the address of a link."""
    return _SIGNER.sign(str(link.pk))


def read(token: str) -> FormLink:
    """Return the link of an address with its client, the one that it was merged into. Raises BadLink."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError) as error:
        raise BadLink from error
    link = working().filter(pk=pk).first()
    client = Client.objects.filter(pk=link.client_id).select_related("merged_into").first() if link else None
    if link is None or client is None:
        raise BadLink
    link.client = client.living
    return link


def revoke(*, client: Client, by: User) -> int:
    """Take back every link of a client that works; return how many did."""
    with transaction.atomic():
        ended = list(working().select_for_update().filter(client=client))
        for link in ended:
            events.record(revoked, client=client, by=by, link=link.pk)
        working().filter(client=client).update(revoked_at=timezone.now(), revoked_by=by)
    return len(ended)


def _take_back(operation: Operation) -> Kept:
    told = {"at": timezone.now(), "by": operation.undone_by_id, "operation": operation.pk, "kind": revoked.key}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_BACK, told)
    return []


kinds.add(
    OperationKind(
        "form_link.made", _("Links to the form"), "link", _("Links to the form made: %(count)s"), undo=_take_back
    )
)
