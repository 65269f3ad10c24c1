"""What each way of filling a medium could bring to the clients that lack it, and what it has brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.clients.models import Client, ContactPoint, Edit
from zhivo.quality import answering
from zhivo.quality.models import Question, ValueQuestion


@dataclass(frozen=True)
class Mechanic:
    """A way to a phone or an e-mail: the clients to whom it could give one, and how many it gave one already."""

    key: str
    label: str | Promise
    could: Callable[[str], QuerySet[Any, Any]]  # ids of clients, whether they lack the medium or not
    brought: Callable[[str], int]


def count(media: Sequence[str]) -> dict[str, Any]:
    """Count for each medium and way the clients without it whom it could give one, by responsible, and what it gave."""
    return {
        medium: {one.key: {"could": _by_responsible(one, medium), "brought": one.brought(medium)} for one in MECHANICS}
        for medium in media
    }


def _by_responsible(one: Mechanic, medium: str) -> list[list[Any]]:
    has = ContactPoint.objects.filter(client=OuterRef("pk"), medium=medium)
    lacking = Client.objects.live().filter(~Exists(has), pk__in=one.could(medium))
    return [list(row) for row in lacking.order_by().values_list("responsible").annotate(n=Count("pk"))]


def _asking(kind: str) -> Callable[[str], QuerySet[Any, Any]]:
    def could(medium: str) -> QuerySet[Any, Any]:
        asked = ValueQuestion.objects.filter(kind=kind, field=medium, state=ValueQuestion.State.OPEN)
        return asked.values("client")

    return could


def _answered(kind: str) -> Callable[[str], int]:
    def brought(medium: str) -> int:
        taken = ValueQuestion.objects.filter(kind=kind, field=medium, state=ValueQuestion.State.TAKEN)
        return taken.values("client").distinct().count()

    return brought


def _twins(medium: str) -> QuerySet[Any, Any]:
    """Those of whom somebody with the medium may be the same person."""
    has = ContactPoint.objects.filter(client=OuterRef("there"), medium=medium)
    asked = Question.objects.filter(state=Question.State.OPEN)
    one, other = (
        asked.annotate(there=F(there)).filter(Exists(has)).values(whose)
        for whose, there in (("client", "other"), ("other", "client"))
    )
    both: QuerySet[Any, Any] = one.union(other)
    return both


def _merged(_medium: str) -> int:
    return Question.objects.filter(state=Question.State.SAME).count()


def _reached_otherwise(medium: str) -> QuerySet[Any, Any]:
    """Those who can be sent a link to the form by another medium."""
    return ContactPoint.objects.exclude(medium=medium).values("client")


def _said(medium: str) -> int:
    given = Edit.objects.filter(field=medium, operation__kind=answering.KIND, ended_at=None)
    return given.values("client").distinct().count()


MECHANICS = (
    Mechanic("found", _("take what stands in comments"), _asking("found"), _answered("found")),
    Mechanic("unreadable", _("put right what was not understood"), _asking("unreadable"), _answered("unreadable")),
    Mechanic("form", _("ask by a personal form link"), _reached_otherwise, _said),
    Mechanic("twins", _("join cards of one client"), _twins, _merged),
)
