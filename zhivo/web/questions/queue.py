"""Which questions a person sees and in what order: the new ones as they came, the put-off ones after them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from zhivo.clients.models import Client
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web.clients.pairs import visible_to

PAGE_ROWS = 50
COUNT_MOST = 10_000


def waiting(user: User) -> QuerySet[Question]:
    """Return the open questions between clients that the user sees."""
    return visible_to(user).filter(state=Question.State.OPEN)


def after(question: Question | None, *, user: User, most: int = PAGE_ROWS) -> list[Question]:
    """Return the questions that come after one (None: from the first), those put off last."""
    asked = waiting(user).select_related("client", "other")
    fresh, put_off = asked.filter(skipped_at=None).order_by("pk"), asked.exclude(skipped_at=None)
    put_off = put_off.order_by("skipped_at", "pk")
    if question is not None and question.skipped_at is None:
        fresh = fresh.filter(pk__gt=question.pk)
    elif question is not None:
        fresh = fresh.none()
        put_off = put_off.filter(Q(skipped_at__gt=question.skipped_at) | Q(skipped_at=question.skipped_at, pk__gt=question.pk))
    found = list(fresh[:most])
    return found if len(found) == most else [*found, *put_off[: most - len(found)]]


def count(user: User) -> tuple[int, bool]:
    """Return how many wait, and whether that is exact: beyond COUNT_MOST nobody needs the number."""
    found = waiting(user)[: COUNT_MOST + 1].count()
    return min(found, COUNT_MOST), found <= COUNT_MOST


def of_value(question: Question, *, user: User) -> list[int]:
    """Return the ids of the open questions about the same shared value, this one among them."""
    same = waiting(user).filter(medium=question.medium, value=question.value)
    return list(same.order_by("pk").values_list("pk", flat=True)[:COUNT_MOST])


def answered(user: User, *, before: datetime | None = None, most: int = PAGE_ROWS) -> list[Question]:
    """Return the answered questions between clients that the user sees, the newest first."""
    seen = Client.objects.visible_to(user).values("pk")
    # A client that was joined to another is seen by whoever sees that other.
    asked = Q(client__in=seen) | Q(client__merged_into__in=seen)
    met = Q(other__in=seen) | Q(other__merged_into__in=seen)
    found = Question.objects.exclude(state=Question.State.OPEN).filter(asked, met)
    if before is not None:
        found = found.filter(answered_at__lt=before)
    related = found.select_related("client", "other", "answered_by", "operation")
    return list(related.order_by(F("answered_at").desc(nulls_last=True), "-pk")[:most])


def answered_today(user: User) -> int:
    """Return how many the user has answered today."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Question.objects.filter(answered_by=user, answered_at__gte=midnight).count()
