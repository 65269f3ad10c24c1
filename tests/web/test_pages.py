"""Whole pages, regions and the note about what was done."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def test_htmx_gets_the_region_and_everybody_else_the_page(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    page = browser.get("/search/?q=иванов")
    region = browser.get("/search/?q=иванов", headers={"HX-Request": "true"})
    restored = browser.get("/search/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert "<html" in page.content.decode()
    assert region.content.decode().strip().startswith('<div id="found"')
    assert region.content.decode().strip() in page.content.decode()
    assert "<html" in restored.content.decode()
    assert "HX-Request" in page.headers["Vary"]


def test_a_note_offers_the_undo_of_what_was_done_once(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["owner"])

    browser.post("/people/teams/", {"name": "Третья", "head": ""})
    first, second = browser.get("/people/").content.decode(), browser.get("/people/").content.decode()

    assert re.search(r'action="/journal/\d+/undo/"', first)
    assert "/undo/" not in second


def test_a_page_has_no_inline_script_or_style_and_says_so_to_the_browser(world: World, log_in: LogIn) -> None:
    response = log_in(world.people["owner"]).get("/people/")
    text = response.content.decode()

    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert all(f'nonce="{nonce[1]}"' in tag and "src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_pages_with_clients_are_not_kept_by_the_browser(world: World, log_in: LogIn) -> None:
    assert "no-store" in log_in(world.anna).get("/search/").headers["Cache-Control"]


@pytest.mark.parametrize(("language", "heading"), [("ru", "Клиенты"), ("en", "Clients")])
def test_a_page_speaks_the_language_of_the_profile_whatever_the_browser_says(
    world: World, log_in: LogIn, language: str, heading: str
) -> None:
    User.objects.filter(pk=world.anna.pk).update(language=language)

    page = log_in(world.anna).get("/search/", headers={"accept-language": "de"}).content.decode()

    assert f'<html lang="{language}"' in page
    assert heading in page


@pytest.mark.parametrize(
    ("said", "language"), [("en-US,ru;q=0.5", "en"), ("de, ru", "ru"), ("", "ru"), ("xx" * 5000, "ru")]
)
def test_before_log_in_the_browser_chooses_the_language(db: None, said: str, language: str) -> None:
    page = Browser().get("/login/", headers={"accept-language": said})

    assert f'<html lang="{language}"' in page.content.decode()
    assert page.headers["Content-Language"] == language


def test_the_side_bar_offers_only_what_the_person_may_open(world: World, log_in: LogIn) -> None:
    offered = {
        role: set(re.findall(r'<a href="(/\w+/)"', log_in(world.people[role]).get("/search/keys/").content.decode()))
        for role in ("manager", "administrator", "nobody")
    }

    assert {"/clients/", "/questions/"} <= offered["manager"]
    assert not {"/imports/", "/people/", "/journal/"} & offered["manager"]
    assert {"/imports/", "/people/", "/journal/"} <= offered["administrator"]
    assert "/clients/" not in offered["administrator"]
    assert not {"/clients/", "/questions/", "/imports/", "/people/", "/journal/"} & offered["nobody"]
