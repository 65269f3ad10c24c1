"""What a list may be narrowed to, and what an address may not smuggle in."""

from __future__ import annotations

import pytest

from tests.rows import load
from zhivo.clients.filters import Filters, find, read
from zhivo.clients.models import Client, ClientTag, Relation, Standing, Tag
from zhivo.quality.models import Question
from zhivo.sources.models import Piece
from zhivo.team.models import Team, User


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create_user("owner@example.org", name="Вера", roles=["owner"])


@pytest.fixture
def four(owner: User) -> dict[str, Client]:
    load(
        {"full_name": "Аверин Антон", "phone": "+79161234501", "email": "averin@zhivo-primer.ru", "city": "Самара"},
        {"full_name": "Боков Борис", "phone": "+79161234502", "email": "", "city": "Орёл"},
        {"full_name": "Вилков Вадим", "phone": "", "email": "vilkov@zhivo-primer.ru", "city": ""},
    )
    load({"company": "ООО «Гвоздика»", "phone": "+79161234504"}, source="other")
    return {client.name.split()[0]: client for client in Client.objects.all()}


def names(user: User, **asked: str) -> list[str]:
    filters, refused = read(asked)
    assert refused == []
    return sorted(client.name.split()[0] for client in find(user=user, filters=filters))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Аверин", "Боков", "Вилков", "ООО"]),
        ({"kind": "company"}, ["ООО"]),
        ({"phone": "yes"}, ["Аверин", "Боков", "ООО"]),
        ({"phone": "no"}, ["Вилков"]),
        ({"email": "yes"}, ["Аверин", "Вилков"]),
        ({"email": "no"}, ["Боков", "ООО"]),
        ({"city": "самара"}, ["Аверин"]),
        ({"city": "Орёл"}, ["Боков"]),
        ({"city": "Нигде"}, []),
        ({"responsible": "none", "email": "yes", "city": "Самара"}, ["Аверин"]),
        ({"care": "uncovered"}, ["Аверин", "Боков", "Вилков", "ООО"]),
        ({"care": "archived"}, []),
    ],
)
def test_a_condition_keeps_those_who_meet_it(
    owner: User, four: dict[str, Client], asked: dict[str, str], expected: list[str]
) -> None:
    assert names(owner, **asked) == expected


def test_a_source_and_an_import_keep_the_clients_of_their_rows(owner: User, four: dict[str, Client]) -> None:
    load(
        {"full_name": "Аверин Антон", "phone": "+79161234501"},
        {"full_name": "Дронов", "phone": "+79161234505"},
        source="third",
    )
    piece = Piece.objects.order_by("-pk")[0]
    batch, source = str(piece.batch_id), str(piece.batch.source_id)

    assert names(owner, source=source) == names(owner, batch=batch) == ["Аверин", "Дронов"]
    assert names(owner, batch=batch, outcome="created") == ["Дронов"]
    assert names(owner, batch=batch, outcome="joined") == ["Аверин"]
    Piece.objects.filter(pk=piece.pk).update(is_undone=True)
    assert names(owner, batch=batch) == []


def test_a_tag_a_place_and_a_responsible_person_narrow(owner: User, four: dict[str, Client]) -> None:
    tag = Tag.objects.create(name="Выставка")
    ClientTag.objects.create(client=four["Боков"], tag=tag)
    Standing.objects.create(client=four["Вилков"], care="archived")
    Client.objects.filter(pk=four["Аверин"].pk).update(responsible=owner)

    assert names(owner, tag=str(tag.pk)) == ["Боков"]
    assert names(owner, care="archived") == ["Вилков"]
    assert names(owner, care="uncovered") == ["Аверин", "Боков", "ООО"]
    assert names(owner, responsible=str(owner.pk)) == ["Аверин"]
    assert names(owner, responsible="none") == ["Боков", "Вилков", "ООО"]


def test_whoever_belongs_to_a_firm_is_covered_through_it(owner: User, four: dict[str, Client]) -> None:
    Relation.objects.create(person=four["Аверин"], company=four["ООО"])

    assert names(owner, care="uncovered") == ["Боков", "Вилков", "ООО"]


def test_a_question_about_a_client_one_does_not_see_is_not_told_of(owner: User, four: dict[str, Client]) -> None:
    team = Team.objects.create(name="Продажи")
    anna = User.objects.create_user("anna@example.org", name="Анна", roles=["manager"], team=team)
    Client.objects.filter(pk=four["Боков"].pk).update(responsible=owner)
    shared = {"reason": "names", "medium": "phone", "value": "+79161234501"}
    Question.objects.create(client=four["Аверин"], other=four["Боков"], **shared)

    assert names(owner, question="yes") == ["Аверин", "Боков"]
    assert names(anna, question="yes") == []
    Question.objects.create(client=four["Аверин"], other=four["Вилков"], **shared)
    assert names(anna, question="yes") == ["Аверин", "Вилков"]


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "robot"},
        {"responsible": "1 OR 1=1"},
        {"responsible": "-1"},
        {"source": "0"},
        {"batch": "9" * 25},
        {"batch": "٣"},
        {"outcome": "created"},
        {"phone": "maybe"},
        {"city": "С" * 101},
        {"city": "Са\x00мара"},
        {"tag": "none"},
        {"sort": "name; DROP TABLE clients_client"},
        {"care": "lost"},
    ],
)
def test_what_makes_no_sense_is_named_and_narrows_nothing(asked: dict[str, str]) -> None:
    filters, refused = read(asked)

    assert refused == list(asked)
    assert filters == Filters()


def test_a_list_can_be_asked_for_again_by_what_it_says_of_itself() -> None:
    filters, _refused = read({"kind": "person", "city": "Самара", "sort": "newest", "after": "3"})

    assert filters.asked() == {"kind": "person", "city": "Самара", "sort": "newest"}
    assert read(filters.asked()) == (filters, [])
    assert filters.changed(kind="", city="").is_narrow is False
