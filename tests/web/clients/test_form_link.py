"""The personal link on a card and in a list: made, shown, answered, taken back; consents beside it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World, form_of
from zhivo.clients import form_links
from zhivo.clients.models import Client, Consent, Event, FormLink, ValueMark
from zhivo.journal.models import Operation
from zhivo.journal.undo import undo
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def answered(client: Client, **said: str) -> None:
    Browser().post(
        f"/form/{form_of(client)}/", {f"q-{field}": value for field, value in said.items()} | {"agree": "on"}
    )


def test_a_link_is_made_on_the_card_shown_whole_and_told_in_the_feed(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    card = f"/clients/{world.romashka.pk}/"

    made = browser.post(f"{card}form/")
    page = browser.get(card).content.decode()

    shown = re.search(r'value="http://testserver(/form/[^"]+)"', page)
    assert made.status_code == 302
    assert shown is not None
    assert Browser().get(shown[1]).status_code == 200
    assert Event.objects.get(kind="form_link.made").by == world.anna
    assert "A link to the form made" in page


def test_a_second_link_is_not_made_while_the_first_is_fresh(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    browser.post(f"/clients/{world.ivan.pk}/form/")
    browser.post(f"/clients/{world.ivan.pk}/form/")

    assert FormLink.objects.count() == Operation.objects.filter(kind="form_link.made").count() == 1


@pytest.mark.parametrize("way", ["card", "undo"])
def test_a_link_that_was_taken_back_opens_nothing(way: str, world: World, log_in: LogIn) -> None:
    token = form_of(world.ivan)

    if way == "card":
        log_in(world.anna).post(f"/clients/{world.ivan.pk}/form/", {"_method": "DELETE"})
    else:
        undo(operation=Operation.objects.get(kind="form_link.made"), by=world.anna)

    assert Browser().get(f"/form/{token}/").status_code == 410
    assert FormLink.objects.get().revoked_by == world.anna
    assert Event.objects.filter(kind="form_link.revoked", client=world.ivan).count() == 1


def test_the_card_says_that_the_client_said_it_himself_and_when(world: World, log_in: LogIn) -> None:
    answered(world.ivan, occupation="пчеловод")

    page = log_in(world.anna).get(f"/clients/{world.ivan.pk}/").content.decode()

    assert "пчеловод" in page
    assert page.count("said by the client by the form") == 2  # where from, and in the feed
    assert "Answered by the form" in page
    assert "keeping personal data" in page
    assert Consent.objects.get().text.words.replace("'", "&#x27;") in page


def test_every_answer_of_one_act_is_the_clients_word_in_the_feed(world: World, log_in: LogIn) -> None:
    answered(world.ivan, occupation="пчеловод", convenient_time="вечером")

    page = log_in(world.anna).get(f"/clients/{world.ivan.pk}/").content.decode()

    assert page.count("said by the client by the form</div>") == 2


def test_a_script_that_a_client_typed_stands_on_the_card_as_text(world: World, log_in: LogIn) -> None:
    answered(world.ivan, occupation="<script>alert(1)</script>")

    page = log_in(world.anna).get(f"/clients/{world.ivan.pk}/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_a_consent_is_taken_back_once_and_told(world: World, log_in: LogIn) -> None:
    answered(world.ivan, occupation="пчеловод")
    consent = Consent.objects.get()
    browser = log_in(world.anna)

    for _again in range(2):
        browser.post(f"/clients/{world.ivan.pk}/consents/{consent.pk}/", {"_method": "DELETE"})

    consent.refresh_from_db()
    assert consent.withdrawn_by == world.anna
    assert Event.objects.filter(kind="consent.withdrawn").count() == 1


def test_a_list_for_a_mailing_service_has_a_working_link_for_everybody_in_it(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["head"])

    response = browser.post("/clients/form-links/")
    lines = list(csv.reader(response.getvalue().decode("utf-8-sig").splitlines(), delimiter=";"))

    assert [line[0] for line in lines[1:]] == [str(world.ivan.pk), str(world.romashka.pk)]
    assert lines[1][2:4] == ["ivanov@tara.example", "+79161234567"] or lines[1][3] == "+79161234567"
    for line in lines[1:]:
        assert Browser().get(line[4].removeprefix("http://testserver")).status_code == 200
    assert Operation.objects.get(kind="form_link.made").data["count"] == 2
    assert Operation.objects.get(kind="clients.exported").data["count"] == 2


def test_nobody_who_said_no_and_no_dead_address_is_in_the_list(world: World, log_in: LogIn) -> None:
    Client.objects.filter(pk=world.romashka.pk).update(values={"do_not_contact": "да"})
    ValueMark.objects.filter(pk=world.own_mark.pk).update(kind="dead", why="no_such_number")

    response = log_in(world.people["head"]).post("/clients/form-links/")
    lines = list(csv.reader(response.getvalue().decode("utf-8-sig").splitlines(), delimiter=";"))

    assert [line[0] for line in lines[1:]] == [str(world.ivan.pk)]
    assert "+79161234567" not in lines[1]


def test_a_name_that_a_spreadsheet_would_run_is_harmless_in_the_list(world: World, log_in: LogIn) -> None:
    Client.objects.filter(pk=world.ivan.pk).update(name="=cmd()")

    response = log_in(world.people["head"]).post("/clients/form-links/")

    assert "'=cmd()" in response.getvalue().decode()


def test_more_links_than_the_most_are_refused_in_a_sentence(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_links, "MOST", 1)

    response = log_in(world.people["owner"]).post("/clients/form-links/", follow=True)

    assert "Narrow the list." in response.content.decode()
    assert not FormLink.objects.exists()


def test_who_may_not_export_gets_no_links(world: World, log_in: LogIn) -> None:
    assert log_in(world.anna).post("/clients/form-links/").status_code == 403
