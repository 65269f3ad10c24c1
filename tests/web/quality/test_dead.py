"""Lists of dead contacts: dropped in any shape, marked on every card, taken off again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World
from zhivo.clients.models import Client, ValueMark
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
PAGE = "/quality/dead/"
LIST = "Адрес;Дата;Ответ сервера\nLEV@Kryukov.ru;12.11.2026;550 no such user\nanna@yurkina.ru;13.11.2026;550\n"


@pytest.fixture(autouse=True)
def _unmarked(world: World) -> None:
    ValueMark.objects.all().delete()


def marked() -> list[tuple[str, str, str]]:
    return list(ValueMark.objects.order_by("value").values_list("value", "kind", "why"))


def test_every_address_of_a_list_is_marked_and_dates_beside_are_not_taken_for_numbers(owner: Browser) -> None:
    load({"full_name": "Крюков Лев", "email": "lev@kryukov.ru"})

    answer = owner.post(PAGE, {"file": SimpleUploadedFile("bounces.csv", LIST.encode())}, follow=True)

    assert marked() == [("anna@yurkina.ru", "dead", "bounced"), ("lev@kryukov.ru", "dead", "bounced")]
    text = answer.content.decode().replace("\u00a0", " ")
    assert "Отмечено 2 недоступных контакта, он у 1 клиента" in text
    operation = Operation.objects.get(kind="values.marked")
    owner.post(f"/journal/{operation.pk}/undo/")
    assert marked() == []


def test_a_list_without_a_header_is_pasted(owner: Browser) -> None:
    owner.post(PAGE, {"text": "8 916 111-00-00\n8 (916) 222-00-00\n"})

    assert marked() == [("+79161110000", "dead", "no_such_number"), ("+79162220000", "dead", "no_such_number")]


def test_what_was_said_of_a_value_before_comes_back_with_the_undo(owner: Browser) -> None:
    ValueMark.objects.create(medium="phone", value="+79161110000", kind="shared", why="by_hand")
    owner.post(PAGE, {"text": "тел\n8 916 111-00-00\n"})
    assert marked() == [("+79161110000", "dead", "no_such_number")]

    owner.post(f"/journal/{Operation.objects.get(kind='values.marked').pk}/undo/")

    assert marked() == [("+79161110000", "shared", "by_hand")]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Ничего не прислали"),
        ({"text": "Город\nОмск\nТомск\n"}, "нет столбца с телефонами"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n\xe2\xe3")}, "PDF"),
    ],
)
def test_what_holds_no_contacts_is_refused_in_a_sentence(owner: Browser, sent: dict[str, object], said: str) -> None:
    answer = owner.post(PAGE, sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert marked() == []


def test_the_same_list_twice_marks_nothing_twice(owner: Browser) -> None:
    owner.post(PAGE, {"text": LIST})

    answer = owner.post(PAGE, {"text": LIST})

    assert answer.status_code == 422
    assert Operation.objects.filter(kind="values.marked").count() == 1


def test_a_manager_may_not(world: World, log_in: LogIn) -> None:
    assert log_in(world.clara).get(PAGE).status_code == 403
    assert log_in(world.clara).post(PAGE, {"text": LIST}).status_code == 403


def test_the_card_says_that_a_contact_is_dead(owner: Browser) -> None:
    load({"full_name": "Крюков Лев", "email": "lev@kryukov.ru"})
    owner.post(PAGE, {"text": LIST})
    client = Client.objects.get(last_name="Крюков")

    assert "письма не доходят" in owner.get(f"/clients/{client.pk}/").content.decode()


def test_an_undo_does_not_bring_back_the_mark_of_a_list_that_was_undone_itself(owner: Browser) -> None:
    owner.post(PAGE, {"text": "тел\n8 916 111-00-00\n"})
    owner.post(f"/quality/marks/{ValueMark.objects.get().pk}/", {"kind": "fine"})
    dead, fine = Operation.objects.filter(kind="values.marked").order_by("pk")

    owner.post(f"/journal/{dead.pk}/undo/")
    assert marked() == [("+79161110000", "fine", "by_hand")]
    owner.post(f"/journal/{fine.pk}/undo/")

    assert marked() == []


def test_whoever_may_load_a_list_may_take_it_back(world: World, log_in: LogIn) -> None:
    marketer = log_in(world.people["marketer"])
    marketer.post(PAGE, {"text": LIST})

    marketer.post(f"/journal/{Operation.objects.get(kind='values.marked').pk}/undo/")

    assert marked() == []
