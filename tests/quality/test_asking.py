"""What rows give to ask about, and what is not asked twice."""

from __future__ import annotations

import pytest

from tests.rows import checksum, load
from zhivo.clients import edit
from zhivo.clients.models import Client
from zhivo.intake.undo import undo_batch
from zhivo.quality.models import ValueQuestion

pytestmark = pytest.mark.django_db


def asked(**filters: object) -> list[tuple[str, str, str | None, str]]:
    found = ValueQuestion.objects.filter(state="open", **filters).order_by("pk")
    return list(found.values_list("kind", "field", "value", "code"))


def test_a_value_that_nobody_could_read_is_asked_about_once_whatever_row_it_comes_in() -> None:
    load({"full_name": "Крюков Лев", "phone": "12", "email": "lev@kryukov.ru"}, source="list")
    load({"full_name": "Крюков Лев", "phone": "13", "email": "lev@kryukov.ru"}, source="list")

    load({"full_name": "Крюков Лев", "phone": "13", "email": "lev@kryukov.ru"}, source="list")

    assert asked() == [("unreadable", "phone", None, "invalid")]


def test_rows_of_one_client_that_disagree_are_asked_about_with_all_they_say() -> None:
    load({"full_name": "Крюков Лев", "phone": "+79161234567", "birthday": "01.02.1980", "city": "Омск"}, source="a")
    load({"full_name": "Крюков Лев", "phone": "+79161234567", "birthday": "02.01.1980", "city": "Омск"}, source="b")

    assert asked() == [("conflict", "birthday", "1980-01-02 ↔ 1980-02-01", "")]


def test_what_a_person_has_decided_is_not_asked() -> None:
    load({"full_name": "Крюков Лев", "phone": "+79161234567", "city": "Омск"}, source="a")
    client = Client.objects.get()
    edit.edit(client=client, field="city", value="Томск", version=client.version, by=None)

    load({"full_name": "Крюков Лев", "phone": "+79161234567", "city": "Тверь"}, source="b")

    assert asked() == []


def test_undoing_an_import_takes_its_questions_along_and_asks_what_is_left() -> None:
    load({"full_name": "Крюков Лев", "phone": "+79161234567", "birthday": "01.02.1980", "email": "a@"}, source="a")
    load({"full_name": "Крюков Лев", "phone": "+79161234567", "birthday": "02.01.1980"}, source="b")
    left = asked()
    before = checksum()
    third = load(
        {"full_name": "Крюков Лев", "phone": "+79161234567", "birthday": "03.03.1983", "inn": "12"}, source="c"
    )
    assert len(asked()) > len(left)

    undo_batch(third)

    assert asked() == left
    assert checksum() == before


def test_a_find_that_the_client_has_already_is_not_asked() -> None:
    load({"full_name": "Крюков Лев", "phone": "+79161234567", "email": "lev@kryukov.ru"}, source="a")
    comment = "моб +79161234567, тел жены +79039128877"

    batch = load({"full_name": "Крюков Лев", "email": "lev@kryukov.ru", "comment": comment}, source="b")

    assert asked(kind="found") == [("found", "phone", "+79039128877", "")]
    assert batch.recovered == 2


def test_a_promise_brings_its_day_along() -> None:
    load({"full_name": "Крюков Лев", "phone": "+79161234567", "comment": "перезвонить 12.03.2027 по договору"})

    question = ValueQuestion.objects.get(kind="found", field="next_action")

    assert question.also == {"next_action_on": "2027-03-12"}
    assert "12.03.2027" in (question.quote or "")
