"""Answers to «the same person?»."""

import pytest

from tests.rows import checksum, load
from zhivo.clients.models import Client, Relation
from zhivo.journal.undo import undo
from zhivo.quality import answers
from zhivo.quality.models import Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    load(
        {"full_name": "Иванов Иван", "phone": "+79161234567"}, {"full_name": "Кузнецова Ольга", "phone": "+79161234567"}
    )
    return Question.objects.get()


def test_same_makes_them_one_and_undo_asks_again(question):
    before = checksum()

    operation = answers.same(question=question, by=None)
    assert Client.objects.live().count() == 1

    undo(operation=operation, by=None)
    assert checksum() == before


def test_different_is_remembered_and_undo_asks_again(question):
    operation = answers.different(question=question, by=None)
    question.refresh_from_db()
    assert (question.state, Client.objects.live().count()) == ("different", 2)

    undo(operation=operation, by=None)
    question.refresh_from_db()
    assert question.state == "open"


def test_linking_a_firm_and_a_person_relates_them():
    load(
        {"full_name": "Иванов Иван", "company": "", "phone": "+79161234567"},
        {"full_name": "", "company": "ООО Ромашка", "phone": "+79161234567"},
    )

    operation = answers.linked(question=Question.objects.get(), by=None)
    assert Relation.objects.get().company.company == "Ромашка"

    undo(operation=operation, by=None)
    assert Relation.objects.count() == 0


def test_an_answered_question_takes_no_second_answer(question):
    answers.different(question=question, by=None)

    with pytest.raises(answers.Answered):
        answers.same(question=question, by=None)
