"""A raw row split off a card."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World, record_of
from zhivo.clients.models import Client, Membership
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def test_the_row_becomes_a_client_and_the_undo_brings_it_back(world: World, log_in: LogIn) -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "city": "Пермь"}, source="second")
    record = Membership.objects.filter(client=world.ivan).order_by("-pk")[0].pk
    browser = log_in(world.anna)

    answer = browser.post(f"/clients/{world.ivan.pk}/rows/{record}/", {"_method": "DELETE"})

    made = Membership.objects.get(pk=record).client
    assert answer.headers["Location"] == f"/clients/{world.ivan.pk}/?feed=rows&pane=feed"
    assert f"/clients/{made.pk}/" in browser.get(f"/clients/{world.ivan.pk}/").content.decode()
    assert (made.city, made.responsible) == ("Пермь", world.anna)
    browser.post(f"/journal/{Operation.objects.get(kind='client.split').pk}/undo/")
    assert Membership.objects.get(pk=record).client == world.ivan
    assert "was undone" in browser.get(f"/clients/{world.ivan.pk}/").content.decode()


def test_the_only_row_stays_and_says_why(world: World, log_in: LogIn) -> None:
    url = f"/clients/{world.ivan.pk}/rows/{record_of(world.ivan)}/"

    page = log_in(world.anna).post(url, {"_method": "DELETE"}, follow=True).content.decode()

    assert "only row" in page
    assert Client.objects.count() == 4


def test_a_row_of_another_client_and_a_plain_post_are_refused(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    strange, own = record_of(world.stranger), record_of(world.ivan)

    assert browser.post(f"/clients/{world.ivan.pk}/rows/{strange}/", {"_method": "DELETE"}).status_code == 404
    assert browser.post(f"/clients/{world.ivan.pk}/rows/{own}/").status_code == 405
    assert log_in(world.clara).post(f"/clients/{world.ivan.pk}/rows/{own}/", {"_method": "DELETE"}).status_code == 404
