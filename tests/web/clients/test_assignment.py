"""Handing picked clients over from the list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.models import Client
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def leader(client: Client) -> User | None:
    return Client.objects.get(pk=client.pk).responsible


def test_the_picked_ones_go_over_and_the_note_offers_the_undo(world: World, log_in: LogIn) -> None:
    browser, boris = log_in(world.people["head"]), world.people["head"]

    page = browser.post(
        "/clients/assignment/", {"client": [world.ivan.pk, world.romashka.pk], "to": boris.pk}, follow=True
    )

    operation = Operation.objects.get(kind="clients.assigned")
    assert (leader(world.ivan), leader(world.romashka)) == (boris, boris)
    assert f"/journal/{operation.pk}/undo/" in page.content.decode()
    browser.post(f"/journal/{operation.pk}/undo/")
    assert (leader(world.ivan), leader(world.romashka)) == (world.anna, None)


def test_the_whole_list_is_what_its_conditions_keep(world: World, log_in: LogIn) -> None:
    owner = world.people["owner"]
    fields = {"all": "1", "responsible": world.clara.pk, "to": world.anna.pk, "client": [world.romashka.pk]}

    back = log_in(owner).post("/clients/assignment/", fields)

    assert back.headers["Location"] == f"/clients/?responsible={world.clara.pk}"
    assert (leader(world.stranger), leader(world.secret), leader(world.romashka)) == (world.anna, world.anna, None)


def test_a_condition_that_is_not_understood_hands_nobody_over(world: World, log_in: LogIn) -> None:
    log_in(world.people["owner"]).post("/clients/assignment/", {"all": "1", "tag": "x", "to": world.anna.pk})

    assert not Operation.objects.filter(kind="clients.assigned").exists()


def test_one_comes_back_to_the_page_one_was_on(world: World, log_in: LogIn) -> None:
    fields = {"client": [world.romashka.pk], "to": "none", "city": "Самара", "after": world.ivan.pk, "before": "x"}

    back = log_in(world.people["head"]).post("/clients/assignment/", fields)

    assert back.headers["Location"] == f"/clients/?city=%D0%A1%D0%B0%D0%BC%D0%B0%D1%80%D0%B0&after={world.ivan.pk}"


@pytest.mark.parametrize("to", ["", "x", "0", "99999"])
def test_nobody_of_that_number_is_refused(world: World, log_in: LogIn, to: str) -> None:
    answer = log_in(world.people["head"]).post("/clients/assignment/", {"client": [world.ivan.pk], "to": to})

    assert (answer.status_code, leader(world.ivan)) == (404, world.anna)


def test_a_head_hands_over_only_to_those_whose_clients_he_sees(world: World, log_in: LogIn) -> None:
    fields = {"client": [world.ivan.pk], "to": world.clara.pk}

    assert log_in(world.people["head"]).post("/clients/assignment/", fields).status_code == 404
    assert leader(world.ivan) == world.anna


def test_nobody_picked_is_said(world: World, log_in: LogIn) -> None:
    page = log_in(world.people["head"]).post("/clients/assignment/", {"to": world.anna.pk}, follow=True)

    assert "Nobody is picked." in page.content.decode()


def test_clara_may_not_and_a_look_does_nothing(world: World, log_in: LogIn) -> None:
    fields = {"client": [world.secret.pk], "to": world.anna.pk}

    assert log_in(world.clara).post("/clients/assignment/", fields).status_code == 403
    assert log_in(world.people["owner"]).get("/clients/assignment/").status_code == 405
    assert leader(world.secret) == world.clara
