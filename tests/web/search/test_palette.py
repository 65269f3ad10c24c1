"""The palette finds clients one sees, pages and actions one may open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def hrefs(browser: Browser, text: str) -> list[str]:
    context = browser.get("/search/", {"q": text}).context
    return [f"/clients/{client.pk}/" for client, _mark in context["clients"]] + [
        act.url for act in [*context["actions"], *context["pages"]]
    ]


@pytest.mark.parametrize(
    "text", ["иванов", "Ивановы", "8 (916) 123-45-67", "4567", "ivanov@zhivo-primer.ru", "  ИВАНОВ  "]
)
def test_a_client_is_found_by_any_writing(world: World, log_in: LogIn, text: str) -> None:
    assert hrefs(log_in(world.anna), text)[0] == f"/clients/{world.ivan.pk}/"


def test_pages_and_actions_are_found_by_the_beginnings_of_words_in_ones_language(world: World, log_in: LogIn) -> None:
    User.objects.filter(pk=world.people["owner"].pk).update(language="en")
    browser = log_in(world.people["owner"])

    assert "/journal/" in hrefs(browser, "jour")
    assert "/people/new/" in hrefs(browser, "invite per")
    assert "/journal/" not in hrefs(browser, "jour x")


@pytest.mark.parametrize(
    ("role", "opens", "not_opens"),
    [
        ("manager", "/clients/", "/people/"),
        ("administrator", "/people/", "/clients/"),
        ("nobody", "/profile/", "/clients/"),
    ],
)
def test_nothing_is_offered_that_one_may_not_open(
    world: World, log_in: LogIn, role: str, opens: str, not_opens: str
) -> None:
    offered = hrefs(log_in(world.people[role]), "")

    assert opens in offered
    assert not_opens not in offered


@pytest.mark.parametrize("text", ["<script>", "%", "_", "'", "\\", "\x00", "x" * 5000, "🙂", "((((", "и" * 119])
def test_hostile_text_is_searched_for_and_shown_inert(world: World, log_in: LogIn, text: str) -> None:
    page = log_in(world.anna).get("/search/", {"q": text})

    assert page.status_code == 200
    assert "<script>" not in page.content.decode()


def test_options_have_ids_of_their_own_for_the_screen_reader(world: World, log_in: LogIn) -> None:
    text = log_in(world.people["owner"]).get("/search/?q=").content.decode()

    ids = [part.split('"')[0] for part in text.split('id="found-')[1:]]
    assert len(ids) == len(set(ids)) > 5


def test_beside_a_client_stands_the_phone_that_was_typed(world: World, log_in: LogIn) -> None:
    load({"full_name": "Крылова Вера", "phone": "8 905 000-00-01; 8 905 000-77-02"})
    browser = log_in(world.people["owner"])

    said = {text: browser.get("/search/", {"q": text}).context["clients"][0][1] for text in ("крылова", "крылова 7702")}

    assert said == {"крылова": "+79050000001", "крылова 7702": "+79050007702"}


def test_namesakes_without_contacts_are_told_apart_by_their_firms(world: World, log_in: LogIn) -> None:
    load({"full_name": "Крылова Вера", "company": "ООО Лютик"}, {"full_name": "Крылова Вера", "company": "ООО Василёк"})

    found = log_in(world.people["owner"]).get("/search/", {"q": "крылова вера"}).context["clients"]

    assert {mark for client, mark in found if client.kind == "person"} == {"Лютик", "Василёк"}
