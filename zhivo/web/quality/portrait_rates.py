"""Who has filled how much: the base, the teams and the managers against the target."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from zhivo.quality.portrait.portraits import TARGET
from zhivo.quality.portrait.rates import FEW, Counts, Fill, Portraits, gaps, rates, whole
from zhivo.team.models import Team, User


@dataclass(frozen=True)
class Place:
    """A person or a team with its clients and how full their portraits are."""

    name: str
    fill: Fill
    user: int | None = None

    @property
    def rate(self) -> float | None:
        """Return the share that is filled, None of clients too few for a share."""
        return self.fill.rate if self.fill.clients >= FEW else None

    @property
    def percent(self) -> float:
        """Return the share as the length of a bar of a hundred."""
        return round(100 * (self.rate or 0), 1)

    @property
    def is_there(self) -> bool:
        """Say whether the target is reached."""
        return self.rate is not None and self.rate >= TARGET


class Standings:
    """How full the portraits are that one person sees."""

    target = TARGET
    goal = round(100 * TARGET, 1)

    def __init__(self, counts: Counts, portraits: Portraits) -> None:
        self._counts, self._portraits = counts, portraits

    @cached_property
    def _fills(self) -> dict[int | None, Fill]:
        return rates(self._counts, self._portraits)

    @property
    def whole(self) -> Place:
        """Return everybody together."""
        return Place("", whole(self._fills.values()))

    @property
    def gaps(self) -> int:
        """Return how many fields are missing."""
        return gaps(self._counts, self._portraits)

    @cached_property
    def managers(self) -> list[Place]:
        """Return the people who lead these clients, the fullest first, those with too few last."""
        people = User.objects.filter(pk__in=[pk for pk in self._fills if pk is not None])
        return _sorted([Place(one.name, self._fills[one.pk], one.pk) for one in people])

    @property
    def nobodys(self) -> Place | None:
        """Return the clients that nobody leads."""
        return Place("", self._fills[None]) if None in self._fills else None

    @cached_property
    def teams(self) -> list[Place]:
        """Return the teams whose people lead these clients."""
        members: dict[str, list[Fill]] = {}
        teams = Team.objects.filter(members__in=[pk for pk in self._fills if pk is not None])
        for name, pk in teams.values_list("name", "members"):
            if pk in self._fills:
                members.setdefault(name, []).append(self._fills[pk])
        return _sorted([Place(name, whole(fills)) for name, fills in members.items()])


def _sorted(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda one: (one.rate is None, -(one.rate or 0), one.name))
