"""The portrait of a kind: what it asks, how it is saved and undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override

from zhivo.clients.models import Attribute
from zhivo.journal.undo import undo
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import Asked, CannotSave, Portrait

pytestmark = pytest.mark.django_db
TWO = Portrait("person", (Asked("phone", 3), Asked("city", 1)))


@pytest.mark.parametrize("kind", ["person", "company"])
def test_there_is_a_portrait_before_anybody_makes_one(kind: str) -> None:
    first = portraits.of(kind)

    assert first.total == 100
    assert set(first.fields) <= set(portraits.offered(kind))
    assert {one.field for one in first.asked if one.is_required} < set(first.fields)
    assert portraits.every()[kind] == first


def test_the_score_is_the_weight_of_what_is_filled() -> None:
    assert TWO.score({"phone": True, "city": False}) == 75
    assert TWO.score({"phone": False, "city": False}) == 0
    assert TWO.score({"phone": True, "city": True}) == 100


def test_a_portrait_that_lacks_the_least_is_not_full() -> None:
    heavy = Portrait("person", (*(Asked(f"attribute:{n}", 20) for n in range(20)), Asked("city", 1)))

    assert heavy.score({field: field != "city" for field in heavy.fields}) == 99


def test_next_is_asked_what_is_worth_most() -> None:
    nothing = {"phone": False, "city": False}

    asked = TWO.next(nothing)

    assert asked == TWO.asked[0]
    assert TWO.worth(asked, filled=nothing) == 75
    assert TWO.next({"phone": True, "city": False}) == TWO.asked[1]
    assert TWO.next({"phone": True, "city": True}) is None


def test_a_portrait_is_saved_whole_and_undone_whole(people: dict[str, Any]) -> None:
    first, other = portraits.of("person"), portraits.of("company")

    operation = portraits.save(kind="person", asked=TWO.asked, by=people["vera"])

    assert portraits.of("person") == TWO
    assert portraits.of("company") == other
    assert portraits.save(kind="person", asked=TWO.asked, by=people["vera"]) is None
    again = portraits.save(kind="person", asked=TWO.asked[:1], by=people["vera"])
    assert again and not undo(operation=again, by=None).kept
    assert portraits.of("person") == TWO
    assert operation and not undo(operation=operation, by=None).kept
    assert portraits.of("person") == first


def test_a_later_portrait_is_left_alone_by_an_undo(people: dict[str, Any]) -> None:
    earlier = portraits.save(kind="person", asked=TWO.asked, by=people["vera"])
    portraits.save(kind="person", asked=TWO.asked[:1], by=people["vera"])

    assert earlier and undo(operation=earlier, by=None).kept == [{"why": "changed_since"}]

    assert portraits.of("person").fields == ("phone",)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ([], "empty"),
        ([Asked("phone", 0)], "weight"),
        ([Asked("phone", 21)], "weight"),
        ([Asked("password", 5)], "unknown"),
        ([Asked("inn", 5), Asked("inn", 6)], "unknown"),
        ([Asked("attribute:nobody", 5)], "unknown"),
        ([Asked("phone", 5, rule="х" * 401)], "long"),
        ([Asked(f"attribute:{n}") for n in range(41)], "many"),
    ],
)
def test_a_portrait_that_makes_no_sense_is_refused(asked: list[Asked], code: str) -> None:
    with pytest.raises(CannotSave) as refusal:
        portraits.save(kind="person", asked=asked, by=None)

    assert refusal.value.code == code
    assert portraits.of("person").total == 100


def test_a_field_of_the_company_is_offered_and_stays_when_it_is_archived() -> None:
    shops = Attribute.objects.create(key="shops", label="Точек", of_kind="company")
    Attribute.objects.create(key="both", label="Обоих")
    portraits.save(kind="company", asked=[Asked("attribute:shops", 8)], by=None)

    assert "attribute:shops" in portraits.offered("company")
    assert not {"attribute:shops"} & set(portraits.offered("person"))
    assert "attribute:both" in portraits.offered("person")
    Attribute.objects.filter(pk=shops.pk).update(archived_at="2026-01-01T00:00Z")
    assert "attribute:shops" not in portraits.offered("company")
    assert portraits.save(kind="company", asked=[Asked("attribute:shops", 9)], by=None)


def test_a_question_is_in_the_words_of_the_company_the_product_or_the_field() -> None:
    asked = Asked("city")

    with override("en"):
        assert portraits.question_of("person", asked, label="Город") == "Which city are you in?"
    assert portraits.question_of("person", replace(asked, question="Откуда вы?"), label="Город") == "Откуда вы?"
    assert portraits.question_of("company", Asked("attribute:shops"), label="Точек") == "Точек?"
    assert portraits.rule_of("person", replace(asked, rule="Сразу")) == "Сразу"
    assert portraits.rule_of("person", asked) and not portraits.rule_of("person", Asked("attribute:x"))
