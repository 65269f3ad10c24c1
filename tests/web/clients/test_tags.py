"""The page of tags."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.models import ClientTag, Tag
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


@pytest.fixture
def market(world: World) -> Tag:
    """On Ivan and on the stranger."""
    ClientTag.objects.create(client=world.ivan, tag=world.strange_tag)
    return world.strange_tag


def numbers(response: object) -> dict[str, int]:
    return {tag.name: known.count.number for tag, known in response.context["lines"]}  # type: ignore[attr-defined]


def test_everybody_reads_how_many_of_his_clients_carry_a_tag(world: World, market: Tag, log_in: LogIn) -> None:
    assert numbers(log_in(world.people["owner"]).get("/clients/tags/?counted=1")) == {"Рынок": 2}
    page = log_in(world.anna).get("/clients/tags/?counted=1")

    assert numbers(page) == {"Рынок": 1}
    assert f"/clients/tags/{market.pk}/" not in page.content.decode()


def test_the_numbers_come_after_the_page(world: World, market: Tag, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    before = browser.get("/clients/tags/").content.decode()
    region = browser.get("/clients/tags/?counted=1", headers={"HX-Request": "true"}).content.decode()

    assert 'hx-trigger="load"' in before
    assert region.strip().startswith("<div")
    assert 'hx-trigger="load"' not in region


def test_a_tag_is_found_by_a_part_of_its_name(world: World, market: Tag, log_in: LogIn) -> None:
    Tag.objects.create(name="Опт")

    assert [tag.name for tag, _known in log_in(world.anna).get("/clients/tags/?q=ыно").context["lines"]] == ["Рынок"]
    assert "There is no such tag." in log_in(world.anna).get("/clients/tags/?q=xyz").content.decode()


def test_a_tag_is_renamed(world: World, market: Tag, log_in: LogIn) -> None:
    page = log_in(world.people["owner"]).post(f"/clients/tags/{market.pk}/", {"name": "Базар"}, follow=True)

    market.refresh_from_db()
    assert market.name == "Базар"
    assert f"/journal/{Operation.objects.get(kind='tag.renamed').pk}/undo/" in page.content.decode()


def test_two_tags_are_joined_after_the_count(world: World, market: Tag, log_in: LogIn) -> None:
    browser, other = log_in(world.people["owner"]), Tag.objects.create(name="Базар")

    asked = browser.post(f"/clients/tags/{market.pk}/", {"into": other.pk})
    assert "Who carries «Рынок» will carry «Базар»: 2\u00a0clients." in asked.content.decode()
    assert Tag.objects.filter(pk=market.pk).exists()
    browser.post(f"/clients/tags/{market.pk}/", {"into": other.pk, "sure": "1"})

    assert ClientTag.objects.filter(tag=other).count() == 2
    browser.post(f"/journal/{Operation.objects.get(kind='tag.joined').pk}/undo/")
    assert ClientTag.objects.filter(tag=market).count() == 2


def test_a_tag_is_deleted_after_the_count_and_comes_back(world: World, market: Tag, log_in: LogIn) -> None:
    browser = log_in(world.people["marketer"])

    asked = browser.post(f"/clients/tags/{market.pk}/", {"_method": "DELETE"})
    assert "2\u00a0clients" in asked.content.decode()
    browser.post(f"/clients/tags/{market.pk}/", {"_method": "DELETE", "sure": "1"})

    assert not Tag.objects.exists()
    browser.post(f"/journal/{Operation.objects.get(kind='tag.deleted').pk}/undo/")
    assert ClientTag.objects.filter(tag__name="Рынок").count() == 2


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "а,б"}, {"name": "базар"}, {"into": "99999"}])
def test_bad_input_is_refused_at_the_field(world: World, market: Tag, log_in: LogIn, fields: dict[str, str]) -> None:
    Tag.objects.create(name="Базар")

    answer = log_in(world.people["owner"]).post(f"/clients/tags/{market.pk}/", fields)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert Tag.objects.count() == 2


def test_who_does_not_keep_the_tags_only_reads_them(world: World, market: Tag, log_in: LogIn) -> None:
    for person in (world.clara, world.people["head"]):
        assert log_in(person).post(f"/clients/tags/{market.pk}/", {"name": "Базар"}).status_code == 403
        assert log_in(person).get("/clients/tags/").status_code == 200
    assert log_in(world.people["administrator"]).get("/clients/tags/").status_code == 403
