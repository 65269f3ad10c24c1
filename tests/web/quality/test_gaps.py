"""The gaps of a manager: shown in order, filled cell by cell, refused, contested; read without JavaScript too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.rows import load
from tests.web.cast import World
from zhivo.clients.edit import edit
from zhivo.clients.models import Attribute, Client
from zhivo.journal.models import Operation
from zhivo.quality.portrait import gaps as lists
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import Asked
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
CELL = {"HX-Request": "true"}


@pytest.fixture
def language() -> str:
    """The cast reads English here, and so does the test."""
    return "en"


@pytest.fixture(autouse=True)
def _asked(db: None) -> None:
    Attribute.objects.create(key="shops, own", label="Точек")
    fields = (Asked("birthday", 5), Asked("city", 3), Asked("occupation", 8), Asked("attribute:shops, own", 4))
    portraits.save(kind="person", asked=fields, by=None)


def typed(client: Client, field: str, value: str, *, was: str = "") -> dict[str, Any]:
    """What the form says of one cell that was opened with the client as it is now."""
    version = Client.objects.values_list("version", flat=True).get(pk=client.pk)
    key = f"{client.pk}-{field}"
    return {f"cell-{key}": value, f"seen-{key}": f"{version}:{was}"}


def send(browser: Browser, client: Client, said: dict[str, Any]) -> tuple[int, str]:
    answer = browser.post(f"/quality/gaps/{client.pk}/", said, headers=CELL)
    return answer.status_code, answer.content.decode().strip()


def test_a_manager_sees_what_his_clients_lack_heaviest_first(world: World, log_in: LogIn) -> None:
    text = log_in(world.anna).get("/quality/gaps/").content.decode()

    assert "My gaps" in text
    assert '<span id="gaps-left">3</span>' in text
    heads = [part.partition("<")[0].strip() for part in text.partition("</thead>")[0].split('<th scope="col">')[1:]]
    assert heads == ["Occupation", "Birthday", "Точек"]
    assert f'name="cell-{world.ivan.pk}-occupation"' in text
    assert f'name="cell-{world.ivan.pk}-city"' not in text


def test_a_cell_is_saved_and_undone(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    code, text = send(browser, world.ivan, typed(world.ivan, "occupation", " пекарь "))

    assert code == 200
    assert text.startswith('<div class="filled there new"')
    assert ">пекарь</div>" in text
    assert f'<span id="score-{world.ivan.pk}" hx-swap-oob="true">55</span>' in text
    operation = Operation.objects.order_by("-pk")[0]
    assert f"/journal/{operation.pk}/undo/" in text
    browser.post(f"/journal/{operation.pk}/undo/")
    assert "occupation" not in Client.objects.get(pk=world.ivan.pk).values


def test_a_field_of_the_company_is_filled_whatever_its_name(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    name = f"{world.ivan.pk}-attribute%3Ashops%2C%20own"
    assert f'hx-params="cell-{name},seen-{name}"' in browser.get("/quality/gaps/").content.decode()

    code, _text = send(browser, world.ivan, typed(world.ivan, "attribute%3Ashops%2C%20own", "12"))

    assert code == 200
    assert Client.objects.get(pk=world.ivan.pk).values["attribute:shops, own"] == "12"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("occupation", "нет", "A placeholder: words for"),
        ("birthday", "32.01.1990", "There is no such date."),
        ("occupation", "пекарь " * 600, "This is too long"),
    ],
)
def test_what_cannot_be_is_refused_at_its_cell(world: World, log_in: LogIn, field: str, value: str, said: str) -> None:
    code, text = send(log_in(world.anna), world.ivan, typed(world.ivan, field, value))

    assert code == 422
    assert text.startswith('<div class="filled gap bad"')
    assert said in text
    assert value.strip()[:4000] in text
    assert '<span id="gaps-left" hx-swap-oob="true">3</span>' in text


def test_what_somebody_else_has_written_meanwhile_is_told_and_may_be_overwritten(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    said = typed(world.ivan, "occupation", "пекарь")
    world.ivan.refresh_from_db()
    head = world.people["head"]
    edit(client=world.ivan, field="occupation", value="повар", version=world.ivan.version, by=head)

    code, text = send(browser, world.ivan, said)

    assert code == 422
    assert f"{head.name} has written in the meantime" in text
    assert "повар" in text and 'value="пекарь"' in text
    assert Client.objects.get(pk=world.ivan.pk).values["occupation"] == "повар"
    seen = text.partition(f'name="seen-{world.ivan.pk}-occupation" value="')[2].partition('"')[0]
    assert send(browser, world.ivan, said | {f"seen-{world.ivan.pk}-occupation": seen})[0] == 200
    assert Client.objects.get(pk=world.ivan.pk).values["occupation"] == "пекарь"


def test_a_change_of_another_field_meanwhile_is_no_conflict(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    one, two = typed(world.ivan, "occupation", "пекарь"), typed(world.ivan, "birthday", "01.02.1990")

    assert send(browser, world.ivan, one)[0] == send(browser, world.ivan, two)[0] == 200


@pytest.mark.parametrize("field", ["password", "responsible", "inn", ""])
def test_a_field_that_is_not_of_the_portrait_is_not_there(world: World, log_in: LogIn, field: str) -> None:
    assert send(log_in(world.anna), world.ivan, typed(world.ivan, field, "1"))[0] == 404


def test_who_may_not_see_a_client_cannot_fill_it(world: World, log_in: LogIn) -> None:
    code, _text = send(log_in(world.clara), world.ivan, typed(world.ivan, "occupation", "пекарь"))

    assert code == 404
    assert "occupation" not in Client.objects.get(pk=world.ivan.pk).values


def test_the_plain_form_saves_all_that_is_typed(world: World, log_in: LogIn) -> None:
    said = typed(world.ivan, "occupation", "пекарь") | typed(world.ivan, "birthday", "01.02.1990")

    answer = log_in(world.anna).post("/quality/gaps/?kind=person", said, follow=True)

    ivan = Client.objects.get(pk=world.ivan.pk)
    assert (ivan.values["occupation"], str(ivan.birthday)) == ("пекарь", "1990-02-01")
    assert "2 fields filled." in answer.content.decode()


def test_the_plain_form_keeps_what_is_good_and_tells_what_is_not(world: World, log_in: LogIn) -> None:
    said = typed(world.ivan, "occupation", "пекарь") | typed(world.ivan, "birthday", "вчера")

    answer = log_in(world.anna).post("/quality/gaps/", said)

    assert answer.status_code == 422
    assert 'value="вчера"' in answer.content.decode()
    assert Client.objects.get(pk=world.ivan.pk).values["occupation"] == "пекарь"


def test_a_head_looks_at_the_gaps_of_his_people_and_of_nobody_else(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["head"])

    text = browser.get(f"/quality/gaps/?of={world.anna.pk}").content.decode()

    assert "Gaps: Anna" in text
    assert "Clara" not in text
    assert browser.get(f"/quality/gaps/?of={world.clara.pk}").status_code == 404
    assert browser.get("/quality/gaps/?of=nobody").status_code == 404


def test_who_leads_nobody_begins_with_who_leads_most(world: World, owner: Browser) -> None:
    text = owner.get("/quality/gaps/").content.decode()

    assert "Gaps: Clara" in text


def test_pages_go_on_and_ask_the_base_as_often_for_many_as_for_one(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = log_in(world.anna)
    browser.get("/quality/gaps/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/quality/gaps/")
    load(*({"full_name": f"Петров Иван {n}", "phone": f"+7916{n:07}"} for n in range(30)))
    Client.objects.filter(last_name="Петров").update(responsible=world.anna)
    browser.get("/quality/gaps/")

    with CaptureQueriesContext(connection) as many:
        text = browser.get("/quality/gaps/").content.decode()

    assert len(many) == len(one)
    assert text.count('class="m n cut"') == lists.PAGE_ROWS
    following = text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    rest = browser.get(f"/quality/gaps/{following}").content.decode()
    assert rest.count('class="m n cut"') == 11
    assert "To the first" in rest


def test_nothing_missing_is_said(world: World, log_in: LogIn) -> None:
    portraits.save(kind="person", asked=[Asked("city", 3)], by=None)

    assert "No gaps here" in log_in(world.anna).get("/quality/gaps/").content.decode()
