"""The dictionary of tags."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rows import load
from zhivo.clients.models import Client, ClientTag, Tag
from zhivo.clients.tagging import BadTag
from zhivo.clients.tags import Gone, carriers, delete, join, rename
from zhivo.journal.undo import undo
from zhivo.team.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera(people: dict[str, Any]) -> User:
    load(
        {"full_name": "Аверин Антон", "phone": "+79161234501", "tags": "VIP, Опт"},
        {"full_name": "Боков Борис", "phone": "+79161234502", "tags": "вип"},
    )
    return people["vera"]


def tag(name: str) -> Tag:
    return Tag.objects.get(name=name)


def rows() -> list[dict[str, Any]]:
    return list(ClientTag.objects.order_by("pk").values())


def test_two_tags_become_one_and_part_again(vera: User) -> None:
    before, number = rows(), tag("вип").pk

    operation = join(tag=tag("вип"), into=tag("VIP"), by=vera)

    assert operation.data["count"] == 1
    assert (carriers(tag("VIP")), Tag.objects.filter(name="вип").exists()) == (2, False)
    undo(operation=operation, by=vera)
    assert (rows(), tag("вип").pk) == (before, number)


def test_a_deleted_tag_comes_back_under_its_number(vera: User) -> None:
    before, number = rows(), tag("VIP").pk

    operation = delete(tag=tag("VIP"), by=vera)

    assert not Tag.objects.filter(name="VIP").exists()
    assert ClientTag.objects.count() == 2
    undo(operation=operation, by=vera)
    assert (rows(), tag("VIP").pk) == (before, number)


def test_a_tag_that_a_file_has_brought_again_takes_the_old_rows(vera: User) -> None:
    operation = delete(tag=tag("VIP"), by=vera)
    load({"full_name": "Вилков Вадим", "phone": "+79161234503", "tags": "VIP"}, source="other")

    undo(operation=operation, by=vera)

    assert carriers(tag("VIP")) == 2


def test_a_join_is_not_taken_back_once_the_other_tag_is_gone(vera: User) -> None:
    operation = join(tag=tag("вип"), into=tag("VIP"), by=vera)
    deleted = delete(tag=tag("VIP"), by=vera)

    assert undo(operation=operation, by=vera).kept == [{"why": "gone"}]
    undo(operation=deleted, by=vera)
    assert carriers(tag("VIP")) == 2


def test_a_tag_is_renamed_and_back(vera: User) -> None:
    operation = rename(tag=tag("вип"), name="Гость", by=vera)
    assert operation is not None

    assert carriers(tag("Гость")) == 1
    undo(operation=operation, by=vera)
    assert carriers(tag("вип")) == 1


def test_a_tag_that_was_renamed_since_keeps_its_name(vera: User) -> None:
    operation = rename(tag=tag("вип"), name="Гость", by=vera)
    rename(tag=tag("Гость"), name="Друг", by=vera)
    assert operation is not None

    assert undo(operation=operation, by=vera).kept == [{"why": "changed_since"}]
    assert tag("Друг")


@pytest.mark.parametrize("name", ["опт", "", "а,б"])
def test_a_name_that_cannot_be_is_refused(vera: User, name: str) -> None:
    with pytest.raises(BadTag):
        rename(tag=tag("VIP"), name=name, by=vera)


def test_a_tag_that_is_gone_or_the_same_is_refused(vera: User) -> None:
    gone = tag("вип")
    delete(tag=gone, by=vera)

    with pytest.raises(Gone):
        join(tag=gone, into=tag("VIP"), by=vera)
    with pytest.raises(BadTag):
        join(tag=tag("VIP"), into=tag("VIP"), by=vera)
    assert Client.objects.count() == 2
