"""What each way of filling a medium could bring and has brought."""

from __future__ import annotations

import pytest

from tests.rows import load
from zhivo.clients import form_links
from zhivo.clients.models import Client
from zhivo.quality import answering, readings
from zhivo.quality.typed import typed
from zhivo.team.models import User

pytestmark = pytest.mark.django_db


def test_a_form_could_bring_what_can_be_asked_for_and_has_brought_what_was_said() -> None:
    owner = User.objects.create(email="vera@example.org", name="Vera", roles=["owner"])
    load(
        {"full_name": "Крюков Лев", "phone": "+79161234567"},
        {"full_name": "Юдина Ольга", "phone": "+79035550000"},
        {"full_name": "Седов Пётр", "inn": "500100732259"},
    )
    before = readings.ways(readings.take(), user=owner, medium="email")["form"]

    lev = Client.objects.get(last_name="Крюков")
    form_links.make(clients=[lev.pk], by=owner)
    link = form_links.newest(clients=[lev.pk])[lev.pk]
    answering.keep(link=link, values={"email": typed(field="email", value="lev@kryukov-primer.ru")}, agreed={})

    assert before == (2, 0)
    assert readings.ways(readings.take(), user=owner, medium="email")["form"] == (1, 1)


def test_what_could_be_brought_is_of_ones_own_clients_and_what_was_is_told_to_who_sees_all() -> None:
    load({"full_name": "Крюков Лев", "phone": "+79161234567", "comment": "почта lev@kryukov-primer.ru"})
    anna = User.objects.create(email="anna@example.org", name="Anna", roles=["manager"])
    boris = User.objects.create(email="boris@example.org", name="Boris", roles=["manager"])
    Client.objects.update(responsible=anna)

    reading = readings.take()

    assert readings.ways(reading, user=anna, medium="email")["found"] == (1, None)
    assert readings.ways(reading, user=boris, medium="email")["found"] == (0, None)
