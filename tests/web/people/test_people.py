"""The people page: invitation, roles, a link shown once, teams."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.journal.models import Operation
from zhivo.team.models import Team, User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


@pytest.fixture
def vera(world: World, log_in: LogIn) -> Browser:
    return log_in(world.people["owner"])


@pytest.fixture
def oleg(world: World, log_in: LogIn) -> Browser:
    return log_in(world.people["administrator"])


def test_an_invitation_shows_a_link_that_logs_in(vera: Browser) -> None:
    page = vera.post("/people/new/", {"name": "Нина", "email": "nina@example.org", "roles": ["manager"], "team": ""})

    found = re.search(r'value="http://testserver(/login/[^"]+)"', page.content.decode())
    assert found is not None
    browser = Browser()
    browser.post(found[1])
    assert browser.get("/profile/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not an address"),
        ("email", "anna@example.org"),
        ("name", ""),
        ("roles", ["king"]),
        ("roles", []),
        ("team", "99999"),
    ],
)
def test_bad_input_is_said_under_the_field_and_adds_nobody(vera: Browser, field: str, value: object) -> None:
    before = User.objects.count()
    typed = {"name": "Нина", "email": "nina@example.org", "roles": ["manager"], "team": ""}

    page = vera.post("/people/new/", typed | {field: value})

    assert page.status_code == 422
    assert f'id="id_{field}_error"' in page.content.decode()
    assert User.objects.count() == before


def test_the_role_of_owner_is_not_offered_to_an_administrator_nor_taken_from_him(oleg: Browser, vera: Browser) -> None:
    typed = {"name": "Нина", "email": "nina@example.org", "roles": ["owner"], "team": ""}

    assert 'value="owner"' not in oleg.get("/people/new/").content.decode()
    assert 'value="owner"' in vera.get("/people/new/").content.decode()
    assert oleg.post("/people/new/", typed).status_code == 422
    assert not User.objects.filter(email="nina@example.org").exists()


def test_an_owner_is_shown_to_an_administrator_but_not_his_form(oleg: Browser, world: World) -> None:
    owner = world.people["owner"]

    page = oleg.get(f"/people/{owner.pk}/").content.decode()
    oleg.post(f"/people/{owner.pk}/", {"name": "x", "roles": ["manager"], "team": "", "works": "no"})
    link = oleg.post(f"/people/{owner.pk}/link/")

    owner.refresh_from_db()
    assert "Only an owner changes an owner." in page or "Собственника" in page
    assert (owner.name, owner.roles, owner.is_active) == ("Owner", ["owner"], True)
    assert link.status_code == 302


def test_an_administrator_keeps_his_own_roles(oleg: Browser, world: World) -> None:
    own = world.people["administrator"]

    page = oleg.post(f"/people/{own.pk}/", {"name": own.name, "roles": ["administrator", "marketer"], "team": ""})

    own.refresh_from_db()
    assert page.status_code == 422
    assert own.roles == ["administrator"]


def test_who_no_longer_works_here_is_logged_out_and_an_undo_brings_him_back(
    vera: Browser, world: World, log_in: LogIn
) -> None:
    anna = log_in(world.anna)

    vera.post(f"/people/{world.anna.pk}/", {"works": "no"})
    out = anna.get("/profile/").status_code
    vera.post(f"/journal/{Operation.objects.latest('pk').pk}/undo/")

    assert out == 302
    assert User.objects.get(pk=world.anna.pk).is_active


def test_a_new_role_works_from_the_next_page_on(vera: Browser, world: World, log_in: LogIn) -> None:
    anna = log_in(world.anna)
    before = anna.get("/journal/").status_code

    vera.post(f"/people/{world.anna.pk}/", {"name": "Анна", "roles": ["head"], "team": world.other_team.pk})

    assert (before, anna.get("/journal/").status_code) == (403, 200)
    assert User.objects.get(pk=world.anna.pk).team == world.other_team


def test_the_list_shows_how_many_clients_each_leads_and_links_only_those_who_may_look(
    vera: Browser, oleg: Browser, world: World
) -> None:
    href = f'href="/clients/?responsible={world.clara.pk}"'

    assert f"{href}>2</a>" in vera.get("/people/").content.decode()
    assert href not in oleg.get("/people/").content.decode()


def test_a_team_is_made_and_renamed(vera: Browser, world: World) -> None:
    vera.post("/people/teams/", {"name": "Третья", "head": world.anna.pk})
    team = Team.objects.get(name="Третья")
    again = vera.post("/people/teams/", {"name": "Третья", "head": ""})
    vera.post(f"/people/teams/{team.pk}/", {"name": "Четвёртая", "head": ""})

    team.refresh_from_db()
    assert again.status_code == 422
    assert (team.name, team.head) == ("Четвёртая", None)


def test_a_changed_team_is_seen_by_the_next_request(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["head"])
    address = f"/clients/{world.stranger.pk}/"
    before = browser.get(address).status_code

    User.objects.filter(pk=world.clara.pk).update(team=world.anna.team)

    assert (before, browser.get(address).status_code) == (404, 200)
