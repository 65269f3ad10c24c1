"""The pages of errors speak in sentences and need nothing that may be broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client as Browser
from django.test import RequestFactory
from django.utils import translation

from tests.web.cast import World
from zhivo.team.models import User
from zhivo.web import faults

LogIn = Callable[[User], Browser]


@pytest.mark.django_db
def test_a_missing_page_is_said_inside_the_frame_and_outside_it(world: World, log_in: LogIn) -> None:
    inside = log_in(world.anna).get("/nothing/")
    outside = Browser(headers={"accept-language": "en"}).get("/nothing/")

    assert (inside.status_code, outside.status_code) == (404, 404)
    assert 'class="side"' in inside.content.decode()
    assert 'class="side"' not in outside.content.decode()
    assert "Nothing here" in outside.content.decode()


@pytest.mark.django_db
def test_what_a_role_may_not_open_is_said_as_403(world: World, log_in: LogIn) -> None:
    response = log_in(world.anna).get("/people/")

    assert response.status_code == 403
    assert "403" in response.content.decode()


def test_a_broken_page_asks_the_database_nothing() -> None:
    with translation.override("en"):  # without the db mark any query would fail here
        response = faults.broken(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "The fault is on our side" in response.content.decode()


@pytest.mark.django_db
def test_a_senseless_request_is_said_as_400() -> None:
    request: HttpRequest = RequestFactory().get("/")

    assert faults.bad_request(request).status_code == 400
