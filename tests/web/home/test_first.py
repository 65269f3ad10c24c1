"""The first page by what is there and who looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World, person
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def test_a_new_installation_shows_a_place_to_drop_files(log_in: LogIn) -> None:
    page = log_in(person("vera", roles=["owner"])).get("/").content.decode()

    assert 'action="/imports/new/"' in page
    assert 'type="file" name="files" multiple' in page
    assert 'enctype="multipart/form-data"' in page


def test_a_manager_of_a_new_installation_sees_the_empty_list(log_in: LogIn) -> None:
    assert log_in(person("anna", roles=["manager"])).get("/").headers["Location"] == "/clients/"


@pytest.mark.parametrize(
    ("role", "to"),
    [("owner", "/clients/"), ("manager", "/clients/"), ("administrator", "/imports/"), ("nobody", "/profile/")],
)
def test_with_a_base_each_goes_to_his_page(world: World, log_in: LogIn, role: str, to: str) -> None:
    assert log_in(world.people[role]).get("/").headers["Location"] == to


def test_the_last_tab_of_the_phone_lists_every_section(world: World, log_in: LogIn) -> None:
    page = log_in(world.people["owner"]).get("/more/").content.decode()

    assert all(
        f'href="/{area}/"' in page for area in ("imports", "clients", "questions", "journal", "people", "profile")
    )
