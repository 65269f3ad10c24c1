"""The questions about values: found in comments, not understood, contradicted; the list at the left, one in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.http import HttpResponse
from django.utils.functional import Promise

from zhivo.quality import proposals
from zhivo.quality.models import ValueQuestion
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.bulk import whole_number
from zhivo.web.clients.words import label_of
from zhivo.web.pages import page
from zhivo.web.questions import queue
from zhivo.web.questions.value import KINDS, Value

AT_ONCE = 50_000  # questions of one answer (`bulk.MOST`)
_BESIDE = ("client__merged_into", "client__responsible", "record__batch", "record__membership__client")


@dataclass(frozen=True)
class Asked:
    """Which of the questions the page is about."""

    kind: str
    field: str

    @classmethod
    def of(cls, said: Any) -> Asked:
        """Read it from a query or a form; what makes no sense narrows nothing."""
        kind = said.get("kind", "")
        return cls(kind if kind in KINDS else ValueQuestion.Kind.FOUND.value, str(said.get("field", ""))[:100])

    def waiting(self, user: User) -> QuerySet[ValueQuestion]:
        """Return these questions, as far as the user sees their clients."""
        found = proposals.visible_to(user).filter(kind=self.kind)
        return found.filter(field=self.field) if self.field else found

    @property
    def query(self) -> str:
        """Return it as a part of an address."""
        return f"kind={self.kind}" + (f"&field={self.field}" if self.field else "")


@allow("questions.view")
def values(request: Request) -> HttpResponse:
    """Show the queue with the question that the address names in hand, else the first one."""
    return page(request, "questions/values.html", context(request), region="value")


def context(request: Request) -> dict[str, Any]:
    """Return what the page shows."""
    user = request.user
    kinds, by_field = _counts(user)
    asked = Asked.of({"kind": next((key for key, _words, n in kinds if n), ""), **request.GET.dict()})
    waiting = asked.waiting(user).select_related(*_BESIDE)
    start = _named(request.GET.get("from", ""), waiting)
    listed = queue.following(start, waiting, most=queue.PAGE_ROWS + 1)
    if start is not None:
        listed = [start, *listed[: queue.PAGE_ROWS]]
    opened = _named(request.GET.get("open", ""), waiting) or (listed[0] if listed else None)
    if opened and opened.pk not in {one.pk for one in listed}:
        listed = [opened, *listed]
    fields = by_field.get(asked.kind, {})
    return {
        "asked": asked,
        "kinds": kinds,
        "fields": [(key, label_of(key), count) for key, count in fields.items()],
        "listed": [Value(one) for one in listed[: queue.PAGE_ROWS]],
        "next_page": listed[queue.PAGE_ROWS].pk if len(listed) > queue.PAGE_ROWS else None,
        "start": start,
        "opened": Value(opened) if opened else None,
        "together": min(fields.get(asked.field, 0) if asked.field else sum(fields.values()), AT_ONCE),
        "last": ValueQuestion.objects.aggregate(last=Max("pk"))["last"],
        "together_of": label_of(asked.field) if asked.field else "",
        "may_answer": user.can("questions.answer"),
        "today": answered_today(user),
    }


def _counts(user: User) -> tuple[list[tuple[str, str | Promise, int]], dict[str, dict[str, int]]]:
    """Return how many questions of each kind wait, and of each kind and field."""
    by_field: dict[str, dict[str, int]] = {}
    grouped = proposals.visible_to(user).values_list("kind", "field").annotate(n=Count("pk")).order_by("-n", "field")
    for kind, field, n in grouped:
        by_field.setdefault(kind, {})[field] = n
    return [(key, words, sum(by_field.get(key, {}).values())) for key, words in KINDS.items()], by_field


def _named(said: str, waiting: QuerySet[ValueQuestion]) -> ValueQuestion | None:
    pk = whole_number(said)
    return waiting.filter(pk=pk).first() if pk else None


def answered_today(user: User) -> int:
    """Return how many values the user has decided today."""
    return ValueQuestion.objects.filter(answered_by=user, answered_at__gte=queue.midnight()).count()
