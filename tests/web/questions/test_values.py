"""The questions about values: shown with what speaks for them, answered one by one and all at once."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import FOREIGN_MARKS, World
from zhivo.clients.models import Client, ContactPoint
from zhivo.journal.models import Operation
from zhivo.quality.models import ValueQuestion
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
PAGE = "/questions/values/"
LEV = {"full_name": "Крюков Лев", "phone": "+79161110000", "comment": "моб жены +7 903 999-88-77 Оля"}
COMMENT_FIND = {"kind": "found", "field": "phone", "value": "+79039998877", "quote": "+7 903 999-88-77"}


@pytest.fixture
def lev(world: World) -> Client:
    load({**LEV, "birthday": "01.02.1980", "email": "lev@@"}, source="a")
    load({**LEV, "birthday": "02.01.1980", "email": ""}, source="b")
    client = Client.objects.get(last_name="Крюков")
    record = client.memberships.order_by("pk")[0].record
    ValueQuestion.objects.filter(kind="found").delete()  # of what the import finds, one is enough
    ValueQuestion.objects.create(client=client, record=record, **COMMENT_FIND)
    return client


def told(browser: Browser, **query: str) -> str:
    return html.unescape(browser.get(PAGE, query).content.decode()).replace("\u00a0", " ")


def opened(kind: str) -> ValueQuestion:
    return ValueQuestion.objects.get(kind=kind, client__last_name="Крюков")


def answer(browser: Browser, kind: str, **form: str) -> Browser:
    assert browser.post(f"{PAGE}{opened(kind).pk}/answer/", {"kind": kind, **form}).status_code == 302
    return browser


def test_a_find_stands_in_its_comment_and_is_taken_by_one_press(owner: Browser, lev: Client) -> None:
    text = told(owner, kind="found")

    assert "моб жены <mark>+7 903 999-88-77</mark> Оля" in text
    answer(owner, "found", answer="take")
    assert ContactPoint.objects.filter(client=lev, value="+79039998877").exists()
    assert "undo" in told(owner).lower()


def test_what_rows_say_differently_is_chosen_by_a_number_key(owner: Browser, lev: Client) -> None:
    text = told(owner, kind="conflict")

    assert re.findall(r'name="value" value="([\d-]+)" data-key="(\d)"', text) == [
        ("1980-01-02", "1"),
        ("1980-02-01", "2"),
    ]
    answer(owner, "conflict", answer="choose", value="1980-02-01")
    lev.refresh_from_db()
    assert str(lev.birthday) == "1980-02-01"


def test_what_was_not_understood_is_typed_anew_and_a_wrong_text_is_refused(owner: Browser, lev: Client) -> None:
    assert 'value="lev@@"' in told(owner, kind="unreadable")

    answer(owner, "unreadable", answer="type", value="lev@nowhere")
    assert opened("unreadable").state == "open"
    answer(owner, "unreadable", answer="type", value="lev@kryukov.ru")

    assert ContactPoint.objects.filter(client=lev, value="lev@kryukov.ru").exists()


@pytest.mark.parametrize(("said", "state"), [("refuse", "refused"), ("later", "open")])
def test_it_is_refused_or_put_off(owner: Browser, lev: Client, said: str, state: str) -> None:
    answer(owner, "found", answer=said)

    question = opened("found")
    assert (question.state, question.skipped_at is not None) == (state, said == "later")


def test_all_of_a_kind_are_taken_at_once_but_those_that_came_since(owner: Browser, lev: Client) -> None:
    late = {**COMMENT_FIND, "value": "+79031112233"}
    first = opened("found")
    newer = ValueQuestion.objects.create(client=lev, record=first.record, **late)

    owner.post(f"{PAGE}answer/", {"kind": "found", "answer": "take", "last": str(first.pk)})

    newer.refresh_from_db()
    assert (opened_state(first), newer.state) == ("taken", "open")
    operation = Operation.objects.get(kind="values.taken")
    assert operation.data["count"] == 1
    owner.post(f"/journal/{operation.pk}/undo/")
    assert opened_state(first) == "open"


def opened_state(question: ValueQuestion) -> str:
    return ValueQuestion.objects.get(pk=question.pk).state


def test_conflicts_are_never_taken_all_at_once(owner: Browser, lev: Client) -> None:
    assert owner.post(f"{PAGE}answer/", {"kind": "conflict", "answer": "take", "last": "9"}).status_code == 400


def test_questions_of_foreign_clients_are_neither_shown_nor_counted_nor_answered(world: World, log_in: LogIn) -> None:
    question = ValueQuestion.objects.create(client=world.stranger, **COMMENT_FIND)
    boris = log_in(world.people["head"])

    text = told(boris)

    assert not [mark for mark in FOREIGN_MARKS if mark in text]
    boris.post(f"{PAGE}{question.pk}/answer/", {"kind": "found", "answer": "take"})
    boris.post(f"{PAGE}answer/", {"kind": "found", "answer": "take", "last": str(question.pk)})
    assert opened_state(question) == "open"


def test_who_may_not_answer_may_not(world: World, log_in: LogIn, lev: Client) -> None:
    assert log_in(world.people["nobody"]).get(PAGE).status_code == 403
    assert log_in(world.people["administrator"]).post(f"{PAGE}answer/", {}).status_code == 403


def test_the_page_and_its_region_are_one(owner: Browser, lev: Client) -> None:
    region = owner.get(PAGE, {"kind": "found"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in region
    assert "<mark>" in region
