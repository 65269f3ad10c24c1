"""A new client typed in by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.models import Client
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def test_what_was_typed_becomes_a_client_of_the_one_who_typed(world: World, log_in: LogIn) -> None:
    fields = {"full_name": "Петрова Анна Сергеевна", "phone": "8 916 555-00-01", "comment": "с выставки"}

    answer = log_in(world.anna).post("/clients/new/", fields)

    made = Client.objects.get(last_name="Петрова")
    assert answer.headers["Location"] == f"/clients/{made.pk}/"
    assert (made.responsible, made.values["comment"]) == (world.anna, "с выставки")
    assert "Written in by hand" in log_in(world.anna).get(f"/clients/{made.pk}/").content.decode()


def test_the_form_is_a_page_and_a_region(world: World, log_in: LogIn) -> None:
    assert "<html" in log_in(world.anna).get("/clients/new/").content.decode()
    region = log_in(world.anna).get("/clients/new/", headers={"HX-Request": "true", "HX-Target": "form"})
    assert region.content.decode().strip().startswith('<div class="form-pane" id="form">')


def test_a_client_one_sees_is_offered_to_be_opened(world: World, log_in: LogIn) -> None:
    answer = log_in(world.anna).post("/clients/new/", {"phone": "+79161234567"})

    assert answer.status_code == 422
    assert f'href="/clients/{world.ivan.pk}/"' in answer.content.decode()


def test_of_a_client_one_does_not_see_only_the_leader_is_told(world: World, log_in: LogIn) -> None:
    answer = log_in(world.anna).post("/clients/new/", {"full_name": "Пётр", "phone": "+79990001122"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Clara" in page
    assert str(world.stranger.pk) not in page
    assert str(world.secret.pk) not in page
    assert "Чужаков" not in page
    assert "Подполье" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Write a name"),
        ({"phone": "12"}, "no phone number"),
        ({"email": "ivanov.ru"}, "no e-mail address"),
        ({"inn": "7707083894"}, "check digits"),
        ({"full_name": "я" * 301}, "300"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    world: World, log_in: LogIn, fields: dict[str, str], said: str
) -> None:
    answer = log_in(world.anna).post("/clients/new/", fields | {"comment": "не потеряй меня"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert (said in page) or not fields
    assert "не потеряй меня" in page
    assert all(field in answer.context["form"].errors for field in fields)
    assert Client.objects.count() == 4 or not fields


@pytest.mark.parametrize(
    ("field", "value"),
    [("full_name", "Клиент"), ("phone", "111111"), ("email", "1@mail.ru"), ("company", "нет"), ("city", "не указано")],
)
def test_a_placeholder_is_refused_under_its_field_with_the_reason(
    world: World, owner: Browser, field: str, value: str
) -> None:
    answer = owner.post("/clients/new/", {"full_name": "Петров Пётр", field: value})

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "A placeholder: " in said.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert value in said
    assert not Client.objects.filter(last_name="Петров").exists()


def test_a_name_with_a_word_that_is_none_beside_it_is_taken(world: World, owner: Browser) -> None:
    answer = owner.post("/clients/new/", {"full_name": "Петров Пётр неизвестно"})

    assert answer.status_code == 302
