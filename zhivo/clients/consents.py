"""Consents: what a client has allowed, to which words, by which way; and its end."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.clients import events
from zhivo.clients.models import Client, Consent, ConsentText
from zhivo.journal.models import Operation
from zhivo.team.models import User

DATA, NEWS = "data", "news"
PURPOSES: dict[str, str | Promise] = {DATA: _("keeping personal data"), NEWS: _("news and offers")}
SOURCES: dict[str, str | Promise] = {"form": _("by the form")}

given = events.kinds.add(events.EventKind("consent.given", _("Consent given"), "shield-check", ("purpose", "source")))
withdrawn = events.kinds.add(events.EventKind("consent.withdrawn", _("Consent taken back"), "shield-x", ("purpose",)))


def give(
    *, client: Client, purpose: str, words: str, source: str, at: datetime, operation: Operation | None = None
) -> Consent:
    """Keep that the client has agreed to these words, as they were shown; the one in force before ends with it."""
    text, _made = ConsentText.objects.get_or_create(purpose=purpose, words=words)
    with transaction.atomic():
        in_force(client).filter(purpose=purpose, medium="").update(withdrawn_at=at)
        consent = Consent.objects.create(
            client=client, purpose=purpose, text=text, source=source, given_at=at, operation=operation
        )
        events.record(given, client=client, at=at, purpose=purpose, source=source)
    return consent


def withdraw(*, consent: Consent, by: User | None) -> bool:
    """End a consent; False when it has ended before. An undo never brings it back: only the client gives another."""
    with transaction.atomic():
        ended = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
        if not ended.update(withdrawn_at=timezone.now(), withdrawn_by=by):
            return False
        events.record(withdrawn, client=consent.client, by=by, purpose=consent.purpose)
    return True


def in_force(client: Client) -> models.QuerySet[Consent]:
    """Return the consents of a client that hold, newest first."""
    return Consent.objects.filter(client=client, withdrawn_at=None).order_by("-given_at", "-pk")
