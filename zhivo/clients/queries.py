"""Sets of clients, as phrases; every screen starts at `visible_to`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from zhivo.clients.models import Client  # noqa: F401 - named in quotes below
    from zhivo.team.models import User

YES = ["да", "yes", "true", "1", "+"]  # how a field of yes and no says yes


class ClientQuerySet(models.QuerySet["Client"]):
    """Phrases about sets of clients."""

    def live(self) -> Self:
        """Leave out the clients that were merged into another."""
        return self.filter(merged_into=None)

    def halves(self) -> tuple[Self, Self]:
        """Part the set into the clients that are nobody's and the others: by name each half has an index of its own."""
        return self.filter(responsible=None), self.filter(responsible__isnull=False)

    def to_be_contacted(self) -> Self:
        """Leave out the clients who have said that they do not want to be contacted."""
        # A key that is not there is neither in a list nor out of it.
        return self.filter(Q(values__do_not_contact__isnull=True) | ~Q(values__do_not_contact__in=YES))

    def visible_to(self, user: User) -> Self:
        """Keep the live clients that the user may see: all, or his people's and the unassigned, or none."""
        people = user.sees_clients_of()
        if people is None:
            return self.live()
        if not people:
            return self.none()
        return self.live().filter(Q(responsible__in=people) | Q(responsible=None))
