"""Which questions a person sees and in what order: the new ones as they came, the put-off ones after them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhivo.clients.models import Client
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web.clients.pairs import visible_to

PAGE_ROWS = 50
OF_VALUE_MOST = 10_000
LOOKS_MOST = 1000


def waiting(user: User) -> QuerySet[Question]:
    """Return the open questions between clients that the user sees."""
    return visible_to(user).filter(state=Question.State.OPEN)


def after(question: Question | None, *, user: User, most: int = PAGE_ROWS) -> list[Question]:
    """Return the questions that come after one (None: from the first), those put off last."""
    return following(question, waiting(user).select_related("client", "other__merged_into"), most=most)


def following(question: Any, asked: QuerySet[Any], *, most: int) -> list[Any]:
    """Return those of the questions (of either model) that come after one (None: the first), those put off last."""
    fresh = asked.filter(skipped_at=None).order_by("pk")
    put_off = asked.exclude(skipped_at=None).order_by("skipped_at", "pk")
    if question is not None and question.skipped_at is None:
        fresh = fresh.filter(pk__gt=question.pk)
    elif question is not None:
        fresh = fresh.none()
        later = Q(skipped_at__gt=question.skipped_at) | Q(skipped_at=question.skipped_at, pk__gt=question.pk)
        put_off = put_off.filter(later)
    found = list(fresh[:most])
    return found if len(found) == most else [*found, *put_off[: most - len(found)]]


def of_value(question: Question, *, user: User) -> list[int]:
    """Return the ids of the open questions about the same shared value, this one among them."""
    same = waiting(user).filter(medium=question.medium, value=question.value)
    return list(same.order_by("pk").values_list("pk", flat=True)[:OF_VALUE_MOST])


def answered(user: User, *, before: tuple[int, int] | None = None, most: int = PAGE_ROWS) -> list[Question]:
    """Return the answered questions between clients that the user sees, the newest first.

    `before` is the operation and the id of the question to go on from. No more than LOOKS_MOST answers are looked
    through: a page may be short for somebody who sees few of many.
    """
    found = Question.objects.exclude(operation=None).select_related("other", "client", "answered_by", "operation")
    if before is not None:
        found = found.filter(Q(operation__lt=before[0]) | Q(operation=before[0], pk__lt=before[1]))
    newest = list(found.order_by("-operation_id", "-pk")[: most if user.sees_clients_of() is None else LOOKS_MOST])
    # A client that was joined to another is seen by whoever sees that other.
    stands = {c.pk: c.merged_into_id or c.pk for question in newest for c in (question.client, question.other)}
    seen = set(Client.objects.visible_to(user).filter(pk__in=stands.values()).values_list("pk", flat=True))
    both = [q for q in newest if stands[q.client_id] in seen and stands[q.other_id] in seen]
    return both[:most]


def answered_today(user: User) -> int:
    """Return how many the user has answered today."""
    return Question.objects.filter(answered_by=user, answered_at__gte=midnight()).count()


def midnight() -> datetime:
    """Return the moment at which today began."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
