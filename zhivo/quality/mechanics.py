"""What each way of filling a medium could bring to the clients that lack it, and what it has brought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.clients.models import Client, ContactPoint, Edit
from zhivo.clients.queries import ClientQuerySet
from zhivo.quality import answering
from zhivo.quality.models import Question, ValueQuestion
from zhivo.team.models import User

MOST = 100_000  # counted; beyond it the page says «more than»


@dataclass(frozen=True)
class Mechanic:
    """A way to a phone or an e-mail: how many clients without one it could give one, and how many it gave."""

    key: str
    label: str | Promise
    could: Callable[[ClientQuerySet, str], int]
    brought: Callable[[str], int]


def without(user: User, medium: str) -> ClientQuerySet:
    """Return the clients that the user sees and nobody can reach by this medium."""
    has = ContactPoint.objects.filter(client=OuterRef("pk"), medium=medium)
    return Client.objects.visible_to(user).filter(~Exists(has))


def _asking(kind: str) -> Callable[[ClientQuerySet, str], int]:
    def could(lacking: ClientQuerySet, medium: str) -> int:
        asked = ValueQuestion.objects.filter(kind=kind, field=medium, state=ValueQuestion.State.OPEN)
        return _clients(asked.filter(client__in=lacking).values("client"))

    return could


def _answered(kind: str) -> Callable[[str], int]:
    def brought(medium: str) -> int:
        taken = ValueQuestion.objects.filter(kind=kind, field=medium, state=ValueQuestion.State.TAKEN)
        return _clients(taken.values("client"))

    return brought


def _twins(lacking: ClientQuerySet, medium: str) -> int:
    """Those of whom somebody with the medium may be the same person."""
    has = ContactPoint.objects.filter(client=OuterRef("there"), medium=medium)
    asked = Question.objects.filter(state=Question.State.OPEN)
    parts = [
        asked.annotate(there=F(other)).filter(Exists(has), **{f"{one}__in": lacking}).values(one)
        for one, other in (("client", "other"), ("other", "client"))
    ]
    return _clients(parts[0].union(parts[1]))


def _merged(medium: str) -> int:
    return Question.objects.filter(state=Question.State.SAME).count()


def _reached_otherwise(lacking: ClientQuerySet, medium: str) -> int:
    """Those who can be sent a link to the form by another medium."""
    other = ContactPoint.objects.filter(client=OuterRef("pk")).exclude(medium=medium)
    return _clients(lacking.filter(Exists(other)).values("pk"))


def _said(medium: str) -> int:
    return _clients(Edit.objects.filter(field=medium, operation__kind=answering.KIND, ended_at=None).values("client"))


def _clients(found: QuerySet[Any, Any]) -> int:
    return found.distinct()[:MOST].count() if not found.query.combinator else found[:MOST].count()


MECHANICS = (
    Mechanic("found", _("take what stands in comments"), _asking("found"), _answered("found")),
    Mechanic("unreadable", _("put right what was not understood"), _asking("unreadable"), _answered("unreadable")),
    Mechanic("form", _("ask by a personal form link"), _reached_otherwise, _said),
    Mechanic("twins", _("join cards of one client"), _twins, _merged),
)
