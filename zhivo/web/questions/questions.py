"""The open questions «the same person?»: the list at the left, the pair in hand at the right; the answered ones."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from zhivo.quality import proposals
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.bulk import whole_number
from zhivo.web.clients.pairs import met, reason_of
from zhivo.web.journal.sight import may_undo
from zhivo.web.pages import page
from zhivo.web.questions import queue
from zhivo.web.questions.comparison import Comparison

ANSWERED_BESIDE = 3


@allow("questions.view")
def questions(request: Request) -> HttpResponse:
    """Show the queue with the question that the address names in hand, else the first one."""
    return page(request, "questions/queue.html", context(request), region="pair")


@allow("questions.view")
def answered(request: Request) -> HttpResponse:
    """Show what was answered, by whom, with the way back."""
    operation, _sign, pk = request.GET.get("before", "").partition("-")
    edge = (whole_number(operation) or 0, whole_number(pk) or 0)
    found = queue.answered(request.user, before=edge if all(edge) else None, most=queue.PAGE_ROWS + 1)
    last = found[queue.PAGE_ROWS - 1] if len(found) > queue.PAGE_ROWS else None
    shown = {
        "answers": _answers(found[: queue.PAGE_ROWS], request.user),
        "next": f"{last.operation_id}-{last.pk}" if last else "",
    }
    return page(request, "questions/answered.html", shown, region="answers")


def context(request: Request) -> dict[str, Any]:
    """Return what the queue shows."""
    user = request.user
    start = _asked(request.GET.get("from", ""), user)
    listed = queue.after(start, user=user, most=queue.PAGE_ROWS + 1)
    if start is not None:
        listed = [start, *listed[: queue.PAGE_ROWS]]
    opened = _asked(request.GET.get("open", ""), user) or (listed[0] if listed else None)
    if opened and opened.pk not in {question.pk for question in listed}:
        listed = [opened, *listed]
    shared = queue.of_value(opened, user=user) if opened else []
    return {
        "listed": [(question, met(question), reason_of(question)) for question in listed[: queue.PAGE_ROWS]],
        "next_page": listed[queue.PAGE_ROWS].pk if len(listed) > queue.PAGE_ROWS else None,
        "start": start,
        "opened": opened,
        "pair": Comparison(opened, user=request.user) if opened else None,
        "reason": reason_of(opened) if opened else "",
        "shared": len(shared),
        "shared_last": shared[-1] if shared else 0,
        "today": queue.answered_today(user),
        "may_answer": user.can("questions.answer"),
        "values_wait": proposals.visible_to(user).count(),
        "answers": _answers(queue.answered(user, most=ANSWERED_BESIDE), user),
    }


def _asked(said: str, user: User) -> Question | None:
    pk = whole_number(said)
    found = queue.waiting(user).select_related(
        "client__responsible", "other__responsible", "other__merged_into__responsible"
    )
    return found.filter(pk=pk).first() if pk else None


def _answers(found: list[Question], user: User) -> list[tuple[Question, bool]]:
    return [(question, question.operation is not None and may_undo(user, question.operation)) for question in found]
