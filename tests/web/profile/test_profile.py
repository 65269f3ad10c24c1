"""What a person sets for himself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import PASSWORD, World
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
NEW = "seven slow cows"


@pytest.fixture
def anna(world: World, log_in: LogIn) -> Browser:
    return log_in(world.anna)


def test_name_language_and_theme_are_saved_and_seen_at_once(anna: Browser, world: World) -> None:
    anna.post("/profile/", {"name": "Анна Белова", "language": "en", "theme": "dark"})

    page = anna.get("/profile/").content.decode()
    assert '<html lang="en" data-bs-theme="dark" data-theme="dark"' in page
    assert "Анна Белова" in page
    assert "Saved." in page


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("language", "xx"), ("theme", "pink"), ("name", "x" * 500)])
def test_bad_input_is_refused_and_changes_nothing(anna: Browser, world: World, field: str, value: str) -> None:
    typed = {"name": "Anna", "language": "ru", "theme": "auto"} | {field: value}

    assert anna.post("/profile/", typed).status_code == 422
    now = User.objects.get(pk=world.anna.pk)
    assert (now.name, now.language, now.theme) == ("Anna", "ru", "auto")


def test_a_new_password_keeps_this_browser_in_and_shuts_the_others_out(
    anna: Browser, world: World, log_in: LogIn
) -> None:
    other = log_in(world.anna)

    anna.post("/profile/password/", {"old": PASSWORD, "new": NEW})

    assert (anna.get("/profile/").status_code, other.get("/profile/").status_code) == (200, 302)
    assert User.objects.get(pk=world.anna.pk).check_password(NEW)


@pytest.mark.parametrize(("old", "new"), [("wrong", NEW), (PASSWORD, "short"), (PASSWORD, "1234567890"), ("", NEW)])
def test_a_password_is_not_changed_for_less(anna: Browser, world: World, old: str, new: str) -> None:
    assert anna.post("/profile/password/", {"old": old, "new": new}).status_code == 422
    assert User.objects.get(pk=world.anna.pk).check_password(PASSWORD)


def test_the_old_password_cannot_be_guessed_from_a_browser_left_open(anna: Browser, world: World) -> None:
    for _number in range(10):
        anna.post("/profile/password/", {"old": "wrong wrong", "new": NEW})

    assert anna.post("/profile/password/", {"old": PASSWORD, "new": NEW}).status_code == 422
    assert User.objects.get(pk=world.anna.pk).check_password(PASSWORD)


def test_who_came_by_a_link_sets_a_password_without_an_old_one(world: World, log_in: LogIn) -> None:
    invited = User.objects.create_user("new@example.org", name="New", roles=["manager"])
    browser = log_in(invited)

    assert 'name="old"' not in browser.get("/profile/password/").content.decode()
    assert browser.post("/profile/password/", {"new": NEW}).status_code == 302
    assert User.objects.get(pk=invited.pk).check_password(NEW)
