"""The queue of questions and the pair in hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World
from zhivo.clients.models import Client
from zhivo.quality import answers
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web.questions import queue

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
NBSP = "\u00a0"


@pytest.fixture
def asked(world: World) -> Question:
    """One phone, two first names, both clients Anna's to see."""
    load({"full_name": "Иванова Мария", "phone": "8 (916) 123-45-67", "city": "Орёл"}, source="second")
    return Question.objects.get(client__last_name="Иванова")


def test_the_pair_stands_side_by_side_with_what_speaks_for_and_against(
    world: World, log_in: LogIn, asked: Question
) -> None:
    response = log_in(world.anna).get("/questions/")

    pair, page = response.context["pair"], response.content.decode()
    assert (pair.left, pair.right) == (world.ivan, asked.client)
    assert (pair.signs[0].is_for, pair.signs[0].text.partition(",")[0]) == (True, "One phone")
    assert any(not sign.is_for and "Иван" in sign.text and "Мария" in sign.text for sign in pair.signs)
    assert "Nobody else whom you see has it." in page
    assert "written in 2 ways" in page
    assert {"First name", "City"} <= {line.label for line in pair.differing}
    assert "First name" not in {line.label for line in pair.alike}


def test_what_stays_after_joining_is_what_a_join_would_choose(world: World, log_in: LogIn, asked: Question) -> None:
    pair = log_in(world.anna).get("/questions/").context["pair"]
    stays = {line.label: (line.left.stays, line.right.stays) for line in pair.lines}

    answers.same(question=asked, by=world.anna)

    world.ivan.refresh_from_db()
    assert stays["City"] == (world.ivan.city == "Самара", world.ivan.city == "Орёл")
    assert stays["First name"] == (world.ivan.first_name == "Иван", world.ivan.first_name == "Мария")


def test_looking_at_a_pair_writes_nothing(world: World, log_in: LogIn, asked: Question) -> None:
    before = list(Client.objects.order_by("pk").values_list("version", "sort_name"))

    log_in(world.anna).get("/questions/")

    assert list(Client.objects.order_by("pk").values_list("version", "sort_name")) == before


def test_the_pair_is_a_page_and_a_region(world: World, log_in: LogIn, asked: Question) -> None:
    page = log_in(world.anna).get("/questions/").content.decode()
    region = log_in(world.anna).get("/questions/", headers={"HX-Request": "true", "HX-Target": "pair"})

    assert "<html" in page
    assert region.content.decode().strip().startswith('<div class="panes dup" id="pair">')


def test_a_question_with_a_stranger_on_either_side_is_not_there(world: World, log_in: LogIn) -> None:
    anna, owner = log_in(world.anna), log_in(world.people["owner"])

    assert "No questions are open" in anna.get(f"/questions/?open={world.half_question.pk}").content.decode()
    listed = {question.pk for question, _met, _reason in owner.get("/questions/").context["listed"]}
    assert {world.half_question.pk, world.strange_question.pk} <= listed


def test_those_put_off_come_last_and_pages_follow_without_gaps(world: World) -> None:
    owner, shared = world.people["owner"], {"reason": "names", "medium": "phone", "value": "+79161234567"}
    Question.objects.all().delete()
    ids = [Question.objects.create(client=world.ivan, other=world.romashka, **shared).pk for _n in range(9)]
    for pk in (ids[2], ids[0]):
        answers.skip(question=Question.objects.get(pk=pk), by=owner)
    expected = [*ids[1:2], *ids[3:], ids[2], ids[0]]

    seen, last = [], None
    while found := queue.after(last, user=owner, most=2):
        seen += [question.pk for question in found]
        last = found[-1]

    assert seen == expected


def test_a_client_that_is_merged_asks_nothing(world: World, log_in: LogIn, asked: Question) -> None:
    Client.objects.filter(pk=asked.client_id).update(merged_into=world.romashka)

    assert log_in(world.anna).get("/questions/").context["listed"] == []


def test_a_question_about_a_client_that_was_joined_is_about_the_one_it_is_now(
    world: World, log_in: LogIn, asked: Question
) -> None:
    Client.objects.filter(pk=world.ivan.pk).update(merged_into=world.romashka)

    response = log_in(world.anna).get("/questions/")

    assert response.context["pair"].left == world.romashka
    assert [met for _question, met, _reason in response.context["listed"]] == [world.romashka]
    Client.objects.filter(pk=world.ivan.pk).update(merged_into=asked.client)
    assert log_in(world.anna).get("/questions/").context["listed"] == []


def test_marketers_look_and_do_not_answer(world: World, log_in: LogIn) -> None:
    page = log_in(world.people["marketer"]).get("/questions/").content.decode()

    assert 'name="answer"' not in page
    assert "you may look" in page


@pytest.mark.parametrize("query", ["open=x", "open=-1", "from=0&open=999999999999999999", "from=abc"])
def test_an_address_made_up_by_hand_shows_the_first(world: World, log_in: LogIn, asked: Question, query: str) -> None:
    assert log_in(world.anna).get(f"/questions/?{query}").context["opened"] == asked
