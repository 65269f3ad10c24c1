"""Answering a question: the same, different, linked, later, or different for everybody who shares the value."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zhivo.clients.merge import CannotMerge
from zhivo.journal.models import Operation
from zhivo.quality import answers
from zhivo.quality.answers import Answered
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.bulk import whole_number
from zhivo.web.clients.pairs import met
from zhivo.web.pages import tell
from zhivo.web.questions import queue

Answer = Callable[[Question, User, Request], tuple[Operation | None, str]]


@allow("questions.answer")
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Keep the answer, offer its undo, and go on to the next question."""
    act = _ANSWERS.get(request.POST.get("answer", ""))
    if act is None:
        raise BadRequest("no such answer")
    question = queue.waiting(request.user).select_related("client", "other__merged_into").filter(pk=pk).first()
    if question is None:
        tell(request, _("This question is answered already."))
        return redirect("questions:list")
    following = queue.after(question, user=request.user, most=1)
    try:
        operation, said = act(question, request.user, request)
    except (Answered, CannotMerge) as refusal:
        operation, said = None, str(refusal.message)
    tell(request, said, operation=operation)
    query = f"?open={following[0].pk}" if following else ""
    if start := whole_number(request.POST.get("from", "")):
        query += f"&from={start}" if query else ""
    return redirect(reverse("questions:list") + query)


def _same(question: Question, user: User, request: Request) -> tuple[Operation | None, str]:
    names = {"name": met(question).name, "other": question.client.name}
    return answers.same(question=question, by=user), _("«%(other)s» joined to «%(name)s»") % names


def _different(question: Question, user: User, request: Request) -> tuple[Operation | None, str]:
    names = {"name": met(question).name, "other": question.client.name}
    return answers.different(question=question, by=user), _("Different: «%(name)s» and «%(other)s»") % names


def _linked(question: Question, user: User, request: Request) -> tuple[Operation | None, str]:
    names = {"name": met(question).name, "other": question.client.name}
    return answers.linked(question=question, by=user), _("Linked: «%(name)s» and «%(other)s»") % names


def _later(question: Question, user: User, request: Request) -> tuple[Operation | None, str]:
    answers.skip(question=question, by=user)
    return None, _("Put off to the end of the queue")


def _different_all(question: Question, user: User, request: Request) -> tuple[Operation | None, str]:
    last = whole_number(request.POST.get("last", "")) or 0
    ids = [pk for pk in queue.of_value(question, user=user) if pk <= last]
    operation = answers.different_all(value=question.value, by=user, questions=ids)
    count = operation.data.get("n", len(ids))
    return operation, ngettext("Different: %(n)s question", "Different: %(n)s questions", count) % {"n": count}


_ANSWERS: dict[str, Answer] = {
    "same": _same,
    "different": _different,
    "linked": _linked,
    "later": _later,
    "different_all": _different_all,
}
