"""Answers to «the same person?»: joined, kept apart for good, or linked; each undoable."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import merge, store
from zhivo.clients.models import Relation
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.quality.models import Question
from zhivo.team.models import User

State = Question.State


class Answered(Refusal):
    """The question was answered meanwhile, or its clients are gone."""


def same(*, question: Question, by: User | None) -> Operation:
    """They are one: join the client to the other, who stays; return the operation that parts them again.

    Raises Answered.
    """
    with transaction.atomic():
        store.lock_joining()  # before the question's own row, as an undo of an import takes them
        question = _open(question)
        keep = question.other.living
        operation = merge.merge(keep=keep, absorb=question.client, by=by, kind="question.same")
        _answer(question, State.SAME, by, operation)
    return operation


def different(*, question: Question, by: User | None) -> Operation:
    """They are two, for the whole company and for good; return the operation that asks again. Raises Answered."""
    with transaction.atomic():
        store.lock_joining()  # before the question's own row, as an undo of an import takes them
        question = _open(question)
        operation = _told_apart([question], by)
        _answer(question, State.DIFFERENT, by, operation)
    return operation


def different_all(*, value: str, by: User, questions: list[int]) -> Operation:
    """Everybody who shares this value is somebody else: answer those of the open questions at once.

    `questions` are the ids the user was shown the count of. Raises Answered when none of them is open any more.
    """
    with transaction.atomic():
        store.lock_joining()
        found = list(Question.objects.select_for_update().filter(pk__in=questions, value=value, state=State.OPEN))
        if not found:
            raise Answered("answered", _("These questions are answered already."))
        operation = _told_apart(found, by)
        for question in found:
            _answer(question, State.DIFFERENT, by, operation)
    return operation


def linked(*, question: Question, by: User | None) -> Operation:
    """They are two who belong together; a person and a firm are related as such. Raises Answered."""
    with transaction.atomic():
        store.lock_joining()  # before the question's own row, as an undo of an import takes them
        question = _open(question)
        pair = {question.client.kind: question.client, question.other.kind: question.other}
        operation = _told_apart([question], by)
        if {"person", "company"} <= set(pair):
            Relation.objects.create(person=pair["person"], company=pair["company"], operation=operation)
        _answer(question, State.LINKED, by, operation)
    return operation


def skip(*, question: Question, by: User | None) -> None:
    """Put the question to the end of the queue. Raises Answered."""
    with transaction.atomic():
        store.lock_joining()  # before the question's own row, as an undo of an import takes them
        question = _open(question)
        question.skipped_at = timezone.now()
        question.save(update_fields=["skipped_at"])


def _open(question: Question) -> Question:
    found = (
        Question.objects.select_for_update(of=("self",))
        .select_related("client", "other__merged_into")
        .get(pk=question.pk)
    )
    if found.state != State.OPEN or found.client.merged_into_id is not None:
        raise Answered("answered", _("This question is answered already."))
    return found


def _told_apart(questions: list[Question], by: User | None) -> Operation:
    first = questions[0]
    data = {"questions": [question.pk for question in questions], "n": len(questions), "value": first.value}
    return Operation.objects.create(kind="question.answered", by=by, data=data)


def _answer(question: Question, state: str, by: User | None, operation: Operation) -> None:
    question.state, question.answered_by, question.answered_at = state, by, timezone.now()
    question.operation = operation
    question.save()


def reopen(operation: Operation) -> None:
    """Ask again what the operation answered."""
    Question.objects.filter(operation=operation).update(
        state=State.OPEN, answered_by=None, answered_at=None, operation=None
    )


def _undo(operation: Operation) -> Kept:
    Relation.objects.filter(operation=operation).delete()
    reopen(operation)
    return []


def _undo_same(operation: Operation) -> Kept:
    reopen(operation)
    return merge.part(operation)


kinds.add(
    OperationKind(
        "question.same",
        _("Merge"),
        "git-merge",
        _("«%(other)s» joined to «%(name)s»"),
        undo=_undo_same,
        names_clients=True,
    )
)
kinds.add(
    OperationKind(
        "question.answered", _("Answer"), "git-compare", _("Different clients on one value: %(n)s"), undo=_undo
    )
)
