"""Tags from the bar under the list, and on a card."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.models import Client, ClientTag, Tag
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
URL = "/clients/bulk/tags/"


def carriers(name: str) -> set[int]:
    return set(ClientTag.objects.filter(tag__name=name).values_list("client_id", flat=True))


def test_a_typed_tag_goes_on_the_picked_and_comes_off_by_the_undo(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    page = browser.post(URL, {"name": "Опт", "client": [world.ivan.pk, world.romashka.pk]}, follow=True)

    assert carriers("Опт") == {world.ivan.pk, world.romashka.pk}
    assert "Tag «Опт» on 2 clients" in page.content.decode()
    browser.post(f"/journal/{Operation.objects.get(kind='client.tagged').pk}/undo/")
    assert not Tag.objects.filter(name="Опт").exists()


def test_a_chosen_tag_goes_on_the_whole_list_and_off_again(world: World, log_in: LogIn) -> None:
    browser, tag = log_in(world.people["owner"]), world.strange_tag
    fields = {"all": "1", "city": "Самара"}

    browser.post(URL, {**fields, "put": tag.pk})
    assert carriers("Рынок") == {world.ivan.pk, world.stranger.pk}
    back = browser.post(URL, {**fields, "take": tag.pk})

    assert carriers("Рынок") == {world.stranger.pk}
    assert back.headers["Location"] == "/clients/?city=%D0%A1%D0%B0%D0%BC%D0%B0%D1%80%D0%B0"


def test_a_list_of_a_tag_is_given_another_one(world: World, log_in: LogIn) -> None:
    other = Tag.objects.create(name="Опт")

    log_in(world.people["owner"]).post(URL, {"all": "1", "tag": world.strange_tag.pk, "put": other.pk})

    assert carriers("Опт") == {world.stranger.pk}


def test_bad_input_is_said_and_puts_nothing_on(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    comma = browser.post(URL, {"name": "а, б", "client": [world.ivan.pk]}, follow=True).content.decode()
    nobody = browser.post(URL, {"name": "Опт"}, follow=True).content.decode()
    unknown = browser.post(URL, {"put": "99999", "client": [world.ivan.pk]})

    assert "no comma" in comma
    assert "Nobody is picked." in nobody
    assert unknown.status_code == 404
    assert Tag.objects.count() == 1


def test_clara_tags_no_client_of_anna(world: World, log_in: LogIn) -> None:
    log_in(world.clara).post(URL, {"name": "Опт", "client": [world.ivan.pk, world.romashka.pk]})

    assert carriers("Опт") == {world.romashka.pk}
    assert log_in(world.people["administrator"]).post(URL, {"name": "Опт"}).status_code == 403
    assert log_in(world.anna).get(URL).status_code == 405


def test_the_bar_offers_tags_and_fields_to_who_may_edit(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).get("/clients/")

    assert (world.strange_tag.pk, "Рынок") in page.context["bulk_tags"]
    keys = [key for key, _label in page.context["bulk_fields"]]
    assert {"city", "position", "consent"} <= set(keys)
    assert not {"phone", "email", "responsible", "tags"} & set(keys)


def test_a_card_puts_a_tag_on_and_takes_it_off(world: World, log_in: LogIn) -> None:
    browser, url = log_in(world.anna), f"/clients/{world.ivan.pk}/"

    card = browser.post(f"{url}tags/?city=Самара", {"name": "опт"}, follow=True)
    assert "The tag «опт» is put on" in card.content.decode()
    assert [tag.name for tag in card.context["card"].tags] == ["опт"]
    assert "city" in card.redirect_chain[-1][0]

    browser.post(f"{url}tags/", {"_method": "DELETE", "tag": Tag.objects.get(name="опт").pk})
    assert carriers("опт") == set()
    browser.post(f"/journal/{Operation.objects.get(kind='client.untagged').pk}/undo/")
    assert carriers("опт") == {world.ivan.pk}


def test_a_card_says_what_cannot_be_a_tag(world: World, log_in: LogIn) -> None:
    card = log_in(world.anna).post(f"/clients/{world.ivan.pk}/tags/", {"name": " "}, follow=True)

    assert "Write a tag." in card.content.decode()
    assert Client.objects.filter(tags__isnull=False).count() == 1
