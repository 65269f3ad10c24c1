"""Who sees what of an import: its rows are for those who see clients, the others see its numbers only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhivo.clients.models import Client
from zhivo.intake import drops
from zhivo.intake.fields import PURCHASES
from zhivo.intake.foretold import Foretold
from zhivo.sources.models import Batch, Drop, Outcome
from zhivo.team.models import User


def sees_draft(user: User, dropped: Batch | Drop) -> bool:
    """Say whether the values of what is not written yet are shown: whoever dropped a file knows what is in it."""
    return dropped.by_id == user.pk or user.can("clients.view")


@dataclass(frozen=True)
class Foresight:
    """What a user sees of rows that are foretold: those of somebody else's clients only if he dropped the files."""

    is_own: bool
    clients: dict[int, Client]  # those that he sees
    closed: frozenset[int]  # batches whose rows that will not be written are not for him

    @classmethod
    def of(cls, user: User, drop: Drop, rows: Iterable[Foretold]) -> Foresight:
        """Return what the user sees of these rows of a drop."""
        met = [row.client for row in rows if row.client is not None]
        closed = (batch.pk for batch in drops.batches(drop) if not sees_refused(user, batch))
        return cls(
            is_own=drop.by_id == user.pk,
            clients=Client.objects.visible_to(user).in_bulk(met),
            closed=frozenset(closed),
        )

    def is_foreign(self, row: Foretold) -> bool:
        """Say whether the row is of a client whom the user does not see."""
        return row.client is not None and row.client not in self.clients

    def hides(self, row: Foretold) -> bool:
        """Say whether the cells of the row are kept back."""
        is_closed = row.outcome == Outcome.REFUSED and row.batch in self.closed
        return not self.is_own and (self.is_foreign(row) or is_closed)


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
