"""Answers by one key, each undoable; a word for a whole shared value."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World
from zhivo.clients.models import Client, Relation
from zhivo.quality.models import Question
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


@pytest.fixture
def three(world: World) -> list[Question]:
    """Three more people of other names on Ivan's phone."""
    load(
        *({"full_name": f"{name} Мария", "phone": "+79161234567"} for name in ("Абрамова", "Белова", "Власова")),
        source="second",
    )
    return list(Question.objects.filter(client__first_name="Мария").order_by("pk"))


def answer(browser: Browser, question: Question, word: str, **fields: object) -> object:
    return browser.post(f"/questions/{question.pk}/answer/", {"answer": word, **fields})


def states() -> list[str]:
    return list(
        Question.objects.filter(medium="phone", value="+79161234567").order_by("pk").values_list("state", flat=True)
    )


@pytest.mark.parametrize("word", ["same", "different", "linked"])
def test_an_answer_is_kept_signed_and_taken_back(world: World, log_in: LogIn, three: list[Question], word: str) -> None:
    browser = log_in(world.anna)

    back = answer(browser, three[0], word)

    question = Question.objects.get(pk=three[0].pk)
    assert (question.state, question.answered_by) == (word, world.anna)
    assert back.headers["Location"] == f"/questions/?open={three[1].pk}"
    page = browser.get(back.headers["Location"]).content.decode()
    assert f"/journal/{question.operation_id}/undo/" in page
    browser.post(f"/journal/{question.operation_id}/undo/")
    question.refresh_from_db()
    assert (question.state, question.answered_by) == ("open", None)


def test_the_same_makes_one_client(world: World, log_in: LogIn, three: list[Question]) -> None:
    answer(log_in(world.anna), three[0], "same")

    assert Client.objects.get(pk=three[0].client_id).merged_into == three[0].other


def test_a_person_and_a_firm_are_linked_as_such(world: World, log_in: LogIn) -> None:
    question = Question.objects.create(
        client=world.romashka, other=world.ivan, reason="kinds", medium="phone", value="+79161234567"
    )

    answer(log_in(world.anna), question, "linked")

    assert Relation.objects.filter(person=world.ivan, company=world.romashka).exists()


def test_later_goes_to_the_end_of_the_queue(world: World, log_in: LogIn, three: list[Question]) -> None:
    browser = log_in(world.anna)

    answer(browser, three[0], "later")

    listed = [question.pk for question, _met, _reason in browser.get("/questions/").context["listed"]]
    assert listed == [three[1].pk, three[2].pk, three[0].pk]


def test_all_different_answers_those_that_were_counted(world: World, log_in: LogIn, three: list[Question]) -> None:
    browser = log_in(world.anna)
    page = browser.get("/questions/")
    assert (page.context["shared"], page.context["shared_last"]) == (3, three[2].pk)
    load({"full_name": "Горина Мария", "phone": "+79161234567"}, source="third")

    answer(browser, three[0], "different_all", last=page.context["shared_last"])

    assert states() == ["different"] * 3 + ["open"]
    operation = Question.objects.get(pk=three[0].pk).operation
    browser.post(f"/journal/{operation.pk}/undo/")
    assert states() == ["open"] * 4


def test_an_answered_one_is_said_to_be_and_stays(world: World, log_in: LogIn, three: list[Question]) -> None:
    browser = log_in(world.anna)
    answer(browser, three[0], "different")

    answer(browser, three[0], "same")

    assert states()[0] == "different"
    assert "answered already" in browser.get("/questions/").content.decode()


@pytest.mark.parametrize("word", ["", "merge", "_open"])
def test_no_other_word_is_an_answer(world: World, log_in: LogIn, three: list[Question], word: str) -> None:
    assert answer(log_in(world.anna), three[0], word).status_code == 400
    assert states() == ["open"] * 3


def test_clara_marketers_and_a_mere_look_answer_nothing(world: World, log_in: LogIn, three: list[Question]) -> None:
    answer(log_in(world.clara), three[0], "same")
    assert answer(log_in(world.people["marketer"]), three[0], "same").status_code == 403
    assert log_in(world.anna).get(f"/questions/{three[0].pk}/answer/").status_code == 405
    assert states() == ["open"] * 3


def test_the_answered_are_listed_with_the_way_back(world: World, log_in: LogIn, three: list[Question]) -> None:
    browser = log_in(world.anna)
    for question, word in zip(three, ("same", "different", "linked"), strict=True):
        answer(browser, question, word)

    found = browser.get("/questions/answered/")

    assert [(question.state, may_undo) for question, may_undo in found.context["answers"]] == [
        ("linked", True),
        ("different", True),
        ("same", True),
    ]
    assert "Абрамова" in found.content.decode()
    region = browser.get("/questions/answered/", headers={"HX-Request": "true"}).content.decode()
    assert region.strip().startswith('<div id="answers">')


def test_what_was_answered_about_strangers_is_not_told(world: World, log_in: LogIn) -> None:
    answer(log_in(world.people["owner"]), world.half_question, "different")

    assert "Чужаков" not in log_in(world.anna).get("/questions/answered/").content.decode()
    assert "Чужаков" in log_in(world.people["owner"]).get("/questions/answered/").content.decode()
