"""Who sees what of an import: its rows are for those who see clients, the others see its numbers only."""

from __future__ import annotations

from zhivo.intake.fields import PURCHASES
from zhivo.sources.models import Batch, Drop
from zhivo.team.models import User


def sees_draft(user: User, batch: Batch) -> bool:
    """Say whether the values of a draft are shown: whoever dropped a file knows what is in it."""
    return batch.by_id == user.pk or user.can("clients.view")


def sees_drop(user: User, drop: Drop) -> bool:
    """Say whether the rows of files that are not written yet are shown: to whoever dropped them, as in a draft."""
    return drop.by_id == user.pk or user.can("clients.view")


def sees_refused(user: User, batch: Batch) -> bool:
    """Say whether rows that were not written are shown: to those who load files, for they are nobody's client.

    Those of purchases are the exception: the client is there all the same, and may be somebody else's.
    """
    if batch.what != PURCHASES or batch.by_id == user.pk:
        return user.can("imports.run")
    return user.can("imports.run") and user.sees_clients_of() is None


def drafts_of(user: User, *, but: Batch | None = None) -> list[Batch]:
    """Return the last few drafts of a person that wait to be looked through, without the one that is open."""
    found = Batch.objects.filter(state=Batch.State.DRAFT, by=user).order_by("-pk")
    return list(found.exclude(pk=but.pk)[:5] if but else found[:5])
