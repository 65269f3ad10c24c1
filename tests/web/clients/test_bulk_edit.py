"""One value for many clients: asked for, counted, written, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.models import Client, Edit
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
URL = "/clients/bulk/edit/"


def city(client: Client) -> str | None:
    return Client.objects.get(pk=client.pk).city


def both(world: World, **fields: Any) -> dict[str, Any]:
    return {"field": "city", "client": [world.ivan.pk, world.romashka.pk], **fields}


def test_the_field_asks_for_its_value_and_carries_the_picked_along(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).post(URL, both(world, sort="newest")).content.decode()

    assert 'name="value"' in page
    assert f'<input type="hidden" name="client" value="{world.romashka.pk}">' in page
    assert '<input type="hidden" name="sort" value="newest">' in page
    assert not Edit.objects.filter(field="city").exists()


def test_the_count_stands_before_the_act(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).post(URL, both(world, value="г. Самара"))

    assert (page.context["seen"].changing, page.context["seen"].same) == (1, 1)
    assert "«City» will be «Самара»: 1 of 2 clients change, 1 has it so already." in page.content.decode()
    assert 'name="sure"' in page.content.decode()
    assert city(world.romashka) is None


def test_the_act_brings_what_follows_and_its_note_takes_it_back(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    page = browser.post(URL, both(world, value="Самара", sure="1"), follow=True)

    romashka = Client.objects.get(pk=world.romashka.pk)
    assert (romashka.city, romashka.region) == ("Самара", "Самарская область")
    operation = Operation.objects.get(kind="client.filled")
    assert "City: «Самара» for 1 client" in page.content.decode()
    assert f"/journal/{operation.pk}/undo/" in page.content.decode()
    browser.post(f"/journal/{operation.pk}/undo/")
    assert (city(world.ivan), city(world.romashka)) == ("Самара", None)


def test_the_field_is_emptied_for_the_whole_list(world: World, log_in: LogIn) -> None:
    fields = {"field": "city", "all": "1", "city": "Самара", "value": "", "empty": "1"}
    browser = log_in(world.people["owner"])

    seen = browser.post(URL, fields)
    assert "«City» will be empty: 1 of 1 client changes" in seen.content.decode()
    browser.post(URL, {**fields, "sure": "1"})

    assert city(world.ivan) is None
    assert city(world.stranger) == "Кудыкино"


def test_nobody_to_change_offers_no_act(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).post(URL, {"field": "city", "client": [world.ivan.pk], "value": "Самара"})

    assert page.context["seen"].changing == 0
    assert 'name="sure"' not in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("inn", "7707083894", "This is no INN"),
        ("birthday", "31.02.1980", "There is no such date"),
        ("city", " ", "Write a value"),
        ("comment", "я" * 4001, "This is too long"),
    ],
)
def test_what_the_field_cannot_hold_is_refused_at_the_field(
    world: World, log_in: LogIn, field: str, value: str, said: str
) -> None:
    for sure in ({}, {"sure": "1"}):
        page = log_in(world.anna).post(URL, both(world, field=field, value=value, **sure))

        assert page.status_code == 422
        assert said in page.content.decode()
        assert 'aria-describedby="edit-error"' in page.content.decode()
    assert not Operation.objects.filter(kind="client.filled").exists()


@pytest.mark.parametrize("field", ["phone", "email", "responsible", "merged_into", "", "attribute:Нет"])
def test_a_field_that_is_not_one_for_many_is_not_there(world: World, log_in: LogIn, field: str) -> None:
    assert log_in(world.people["owner"]).post(URL, both(world, field=field, value="x")).status_code == 404


def test_too_many_and_nobody_are_said(world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = log_in(world.people["owner"])
    assert "Nobody is picked." in browser.post(URL, {"field": "city"}, follow=True).content.decode()

    monkeypatch.setattr("zhivo.clients.bulk.MOST", 1)

    page = browser.post(URL, both(world), follow=True).content.decode()
    assert "Up to 50,000 clients are changed at a time. Narrow the list." in page


def test_a_condition_that_is_not_understood_changes_nobody(world: World, log_in: LogIn) -> None:
    fields = {"field": "city", "value": "Казань", "sure": "1", "all": "1", "tag": "x"}

    log_in(world.people["owner"]).post(URL, fields)

    assert not Operation.objects.filter(kind="client.filled").exists()


def test_clara_changes_no_client_of_anna(world: World, log_in: LogIn) -> None:
    log_in(world.clara).post(URL, both(world, value="Казань", sure="1"))

    assert (city(world.ivan), city(world.romashka)) == ("Самара", "Казань")


def test_who_may_not_edit_may_not_edit_many_and_a_look_does_nothing(world: World, log_in: LogIn) -> None:
    assert log_in(world.people["administrator"]).post(URL, both(world, value="Казань")).status_code == 403
    assert log_in(world.anna).get(URL).status_code == 405


def test_another_takes_it_back_only_if_he_sees_them_all(world: World, log_in: LogIn) -> None:
    fields = {"field": "comment", "value": "звонить", "sure": "1", "client": [world.ivan.pk, world.stranger.pk]}
    log_in(world.people["owner"]).post(URL, fields)
    operation = Operation.objects.get(kind="client.filled")

    assert log_in(world.people["head"]).post(f"/journal/{operation.pk}/undo/").status_code == 404
    assert log_in(world.people["marketer"]).post(f"/journal/{operation.pk}/undo/").status_code == 302


def test_the_card_says_it_and_leaves_the_undo_to_the_journal(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    browser.post(URL, both(world, field="position", value="директор", sure="1"))
    operation = Operation.objects.get(kind="client.filled")
    browser.get("/clients/")  # reads the note

    card = browser.get(f"/clients/{world.ivan.pk}/").content.decode()

    assert "директор" in card
    assert f"/journal/{operation.pk}/undo/" not in card
