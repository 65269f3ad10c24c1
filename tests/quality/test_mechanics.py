"""What each way of filling a medium could bring and has brought."""

from __future__ import annotations

import pytest

from tests.rows import load
from zhivo.clients import form_links
from zhivo.clients.models import Client
from zhivo.quality import answering, mechanics
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
    form = next(one for one in mechanics.MECHANICS if one.key == "form")
    before = form.could(mechanics.without(owner, "email"), "email"), form.brought("email")

    lev = Client.objects.get(last_name="Крюков")
    form_links.make(clients=[lev.pk], by=owner)
    link = form_links.newest(clients=[lev.pk])[lev.pk]
    answering.keep(link=link, values={"email": typed(field="email", value="lev@kryukov-primer.ru")}, agreed={})

    assert before == (2, 0)
    assert (form.could(mechanics.without(owner, "email"), "email"), form.brought("email")) == (1, 1)
