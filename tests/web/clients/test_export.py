"""The list as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from tests.web.test_access import checksum
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def names(browser: Browser, **asked: Any) -> list[str]:
    answer = browser.post("/clients/export/", {"format": "json", **asked})
    return [client["name"] for client in json.loads(b"".join(answer.streaming_content))]  # type: ignore[attr-defined]


def test_only_whom_one_sees_is_in_the_file(world: World, log_in: LogIn) -> None:
    assert names(log_in(world.people["head"])) == ["Иванов Иван", "ООО «Ромашка»"]
    assert len(names(log_in(world.people["owner"]))) == 4


def test_the_file_holds_the_rows_of_the_list_in_its_order(world: World, log_in: LogIn) -> None:
    owner = log_in(world.people["owner"])

    for asked in ({"kind": "person"}, {"sort": "newest"}, {"city": "Самара"}, {"responsible": "none"}):
        shown = [row.client.name for row in owner.get("/clients/", asked).context["rows"]]
        assert names(owner, **asked) == shown


def test_ticked_clients_are_the_file_and_the_journal_says_so(world: World, log_in: LogIn) -> None:
    owner = log_in(world.people["owner"])
    everybody = [row.client for row in owner.get("/clients/").context["rows"]]

    assert names(owner, client=[everybody[2].pk, everybody[0].pk]) == [everybody[0].name, everybody[2].name]
    assert names(log_in(world.people["head"]), client=[one.pk for one in everybody]) == ["Иванов Иван", "ООО «Ромашка»"]

    operation = Operation.objects.filter(kind="clients.exported").earliest("pk")
    assert operation.data["said"]["en"] == "ticked in the list “Clients”"


def test_the_whole_list_picked_is_the_whole_list(world: World, log_in: LogIn) -> None:
    owner = log_in(world.people["owner"])
    one = owner.get("/clients/").context["rows"][0].client

    assert len(names(owner, all="1", client=[one.pk])) == 4


def test_a_table_for_excel_has_its_words_and_comes_as_a_file(world: World, log_in: LogIn) -> None:
    answer = log_in(world.people["head"]).post("/clients/export/", {"format": "csv", "kind": "person"})
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]

    (client,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert text.startswith("\ufeff")
    assert (client["Whole name"], client["Phone"]) == ("Иванов Иван", "+79161234567")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="Clients ')
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_journal_says_who_took_which_list(world: World, log_in: LogIn) -> None:
    names(log_in(world.people["head"]), kind="person", city="Самара")

    operation = Operation.objects.get(kind="clients.exported")
    page = log_in(world.people["owner"]).get("/journal/?of=client").content.decode()
    assert (operation.by, operation.state) == (world.people["head"], "done")
    said = "1 client exported as json: People in the city of Самара. This cannot be undone."
    assert said in page
    assert f"/journal/{operation.pk}/undo/" not in page


@pytest.mark.parametrize("role", ["manager", "administrator", "nobody"])
def test_who_may_not_gets_nothing_and_sees_no_menu(world: World, log_in: LogIn, role: str) -> None:
    browser, before = log_in(world.people[role]), checksum()

    answer = browser.post("/clients/export/", {"format": "csv"})

    assert answer.status_code == 403
    assert checksum() == before
    assert "/clients/export/" not in browser.get("/clients/").content.decode()


def test_the_menu_carries_the_conditions_of_the_list(world: World, log_in: LogIn) -> None:
    page = log_in(world.people["owner"]).get("/clients/?kind=person&sort=newest").content.decode()

    assert 'action="/clients/export/"' in page
    for field in ('name="kind" value="person"', 'name="sort" value="newest"', 'name="format" value="xlsx"'):
        assert field in page


@pytest.mark.parametrize(
    ("asked", "status"), [({"format": "exe"}, 400), ({}, 400), ({"format": "csv", "tag": "x"}, 302)]
)
def test_what_is_not_understood_sends_nothing(world: World, log_in: LogIn, asked: dict[str, str], status: int) -> None:
    browser = log_in(world.people["owner"])
    before = checksum()

    answer = browser.post("/clients/export/", asked)

    assert answer.status_code == status
    assert checksum() == before


def test_a_look_writes_nothing(world: World, log_in: LogIn) -> None:
    assert log_in(world.people["owner"]).get("/clients/export/").status_code == 405
