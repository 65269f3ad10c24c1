"""Answering a question about a value: taken, chosen, typed, refused, later; or all of a kind at once."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zhivo.journal.models import Operation
from zhivo.lib.numbers import number
from zhivo.lib.refusal import Refusal
from zhivo.quality import proposals
from zhivo.quality.models import ValueQuestion
from zhivo.quality.typed import typed
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.bulk import whole_number
from zhivo.web.clients.words import label_of, shown
from zhivo.web.pages import tell
from zhivo.web.questions import queue
from zhivo.web.questions.values import AT_ONCE, Asked

_BESIDE = ("client__merged_into", "record__membership__client")


@allow("questions.answer")
@require_POST
def value_answer(request: Request, pk: int) -> HttpResponse:
    """Keep the answer, offer its undo, and go on to the next question."""
    asked = Asked.of(request.POST)
    waiting = asked.waiting(request.user).select_related(*_BESIDE)
    question = waiting.filter(pk=pk).first()
    if question is None:
        tell(request, _("This question is answered already."))
        return redirect(_page(asked))
    following = queue.following(question, waiting, most=1)
    try:
        operation, said = _act(request, question)
    except Refusal as refusal:
        tell(request, str(refusal.message))
        return redirect(_page(asked, opened=question.pk))
    tell(request, said, operation=operation)
    start = whole_number(request.POST.get("from", ""))
    return redirect(_page(asked, opened=following[0].pk if following else None, start=start))


@allow("questions.answer")
@require_POST
def values_answer(request: Request) -> HttpResponse:
    """Take or refuse all questions of a kind that were there when the page was drawn (up to the id `last`)."""
    asked, last = Asked.of(request.POST), whole_number(request.POST.get("last", "")) or 0
    act = {"take": proposals.take_all, "refuse": proposals.refuse}.get(request.POST.get("answer", ""))
    if act is None or (act is proposals.take_all and asked.kind != ValueQuestion.Kind.FOUND):
        raise BadRequest("no such answer")
    found = list(asked.waiting(request.user).filter(pk__lte=last).only("value").order_by("pk")[:AT_ONCE])
    try:
        operation = act(questions=found, by=request.user)
    except Refusal as refusal:
        tell(request, str(refusal.message))
        return redirect(_page(asked))
    left = operation.data.get("left", 0)
    n = len(found) - left
    if act is proposals.take_all:
        said = ngettext("%(n)s value taken", "%(n)s values taken", n)
    else:
        said = ngettext("%(n)s proposal refused", "%(n)s proposals refused", n)
    said %= {"n": number(n)}
    if left:
        beside = ngettext("%(n)s left: the card has a value", "%(n)s left: the cards have a value", left)
        said = f"{said}, {beside % {'n': number(left)}}"
    tell(request, said, operation=operation)
    return redirect(_page(asked))


def _act(request: Request, question: ValueQuestion) -> tuple[Operation | None, str]:
    answer, user = request.POST.get("answer", ""), request.user
    names = {"name": proposals.holder(question).name, "field": label_of(question.field)}
    if answer == "later":
        proposals.skip(question=question)
        return None, _("Put off to the end of the queue")
    if answer == "refuse":
        operation = proposals.refuse(questions=[question], by=user)
        return operation, _("%(name)s: %(field)s left as it is") % names
    if answer == "take" and question.kind == ValueQuestion.Kind.FOUND:
        return _taken(question, question.value or "", user)
    if answer in ("take", "choose", "type") and (text := request.POST.get("value", "").strip()):
        clean, _follows = typed(field=question.field, value=text)
        return _taken(question, clean, user)
    raise Refusal("no_answer", _("Nothing is answered yet."))


def _taken(question: ValueQuestion, value: str, user: User) -> tuple[Operation, str]:
    operation = proposals.take(questions=[question], values=[value], by=user)
    told = {"name": proposals.holder(question).name, "value": shown(question.field, value)}
    return operation, _("%(name)s: %(value)s") % told


def _page(asked: Asked, *, opened: int | None = None, start: int | None = None) -> str:
    query = asked.query + (f"&open={opened}" if opened else "") + (f"&from={start}" if start else "")
    return f"{reverse('questions:values')}?{query}"
