"""The page of the portrait: shown, changed by who may, refused, undone; who has filled how much."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.rows import load
from tests.web.cast import World
from zhivo.clients.models import Attribute, Client
from zhivo.quality.models import PortraitField
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import Asked
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
FIELDS = {
    "kind": "person",
    "field": ["city", "phone"],
    "weight-city": "7",
    "weight-phone": "20",
    "required-phone": "on",
}


@pytest.fixture
def language() -> str:
    """The cast reads English here, and so does the test."""
    return "en"


def send(browser: Browser, act: str = "save", **fields: object) -> str:
    answer = browser.post("/quality/portrait/fields/", FIELDS | {"act": act} | fields, follow=True)
    return answer.content.decode().replace("\xa0", " ")


def many(people: int, *, lead: User, name: str) -> None:
    load(*({"full_name": f"{name} Иван {n}", "phone": f"+7916{n:03}{lead.pk % 10_000:04}"} for n in range(people)))
    Client.objects.filter(last_name=name).update(responsible=lead)


def test_who_reads_sees_the_fields_and_no_form(world: World, log_in: LogIn) -> None:
    text = log_in(world.anna).get("/quality/portrait/?kind=company").content.decode()

    assert "What is your INN?" in text
    assert "From the details of the first invoice." in text
    assert 'name="weight-inn"' not in text


def test_a_manager_may_not_change_it(world: World, log_in: LogIn) -> None:
    answer = log_in(world.anna).post("/quality/portrait/fields/", FIELDS | {"act": "save"})

    assert answer.status_code == 403
    assert not PortraitField.objects.exists()


def test_a_head_saves_it_and_takes_it_back(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["head"])

    text = send(browser, **{"question-city": "Откуда вы?"})

    assert "The portrait is saved." in text
    assert portraits.of("person").asked == (
        Asked("city", 7, question="Откуда вы?"),
        Asked("phone", 20, is_required=True),
    )
    undo = next(part for part in text.split('"') if part.endswith("/undo/"))
    browser.post(undo)
    assert not PortraitField.objects.exists()


def test_saving_tells_how_full_the_portraits_were_and_are(world: World, owner: Browser) -> None:
    many(40, lead=world.anna, name="Петров")

    text = send(owner, field=["phone"])

    assert "Filled: it was 4" in text
    assert "it is 9" in text or "it is 100" in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"weight-city": "0"}, "A weight is a whole number from 1 to 20."),
        ({"weight-city": "much"}, "A weight is a whole number from 1 to 20."),
        ({"weight-city": "²"}, "A weight is a whole number from 1 to 20."),
        ({"field": []}, "Leave at least one field in the portrait."),
        ({"field": ["password"], "weight-password": "3"}, "The portrait names a field that there is not"),
        ({"rule-city": "х" * 401}, "This is too long: up to 400 characters."),
    ],
)
def test_what_makes_no_sense_is_refused_and_kept_on_the_page(
    owner: Browser, fields: dict[str, object], said: str
) -> None:
    answer = owner.post("/quality/portrait/fields/", FIELDS | {"act": "save"} | fields)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PortraitField.objects.exists()


def test_an_unknown_kind_is_not_there(owner: Browser) -> None:
    assert owner.post("/quality/portrait/fields/", FIELDS | {"kind": "alien"}).status_code == 404


def order(text: str) -> list[str]:
    return [part.split('"')[0] for part in text.split('name="field" value="')[1:]]


def test_a_field_is_added_moved_and_taken_out_before_anything_is_saved(owner: Browser) -> None:
    assert order(send(owner, "down:city")) == ["phone", "city"]
    assert order(send(owner, "up:city")) == ["city", "phone"]
    assert order(send(owner, "drop:city")) == ["phone"]
    assert order(send(owner, "add", new="inn")) == ["city", "phone", "inn"]
    assert order(send(owner, "add", new="password")) == ["city", "phone"]
    assert not PortraitField.objects.exists()


def test_the_form_is_given_back_as_a_region(owner: Browser) -> None:
    answer = owner.post("/quality/portrait/fields/", FIELDS | {"act": "down:city"}, headers={"HX-Request": "true"})

    assert answer.content.decode().strip().startswith('<div class="panes drawn" id="portrait">')


def test_each_manager_is_beside_the_target_with_a_way_to_his_gaps(world: World, owner: Browser) -> None:
    many(40, lead=world.anna, name="Петров")
    send(owner, field=["phone"])

    text = owner.get("/quality/portrait/").content.decode().replace("\xa0", " ")

    anna = text.partition(f'href="/quality/gaps/?of={world.anna.pk}"')[2].partition("</a>")[0]
    assert '<span class="tn c-ok">100 %</span>' in anna
    clara = text.partition(f'href="/quality/gaps/?of={world.clara.pk}"')[2].partition("</a>")[0]
    assert "too few" in clara
    assert "Продажи" in text and "Опт" in text


def test_a_manager_sees_the_rates_of_the_clients_he_sees(world: World, log_in: LogIn) -> None:
    many(40, lead=world.clara, name="Чужаков")

    text = log_in(world.anna).get("/quality/portrait/").content.decode()

    assert "Clara" not in text
    assert "Fewer than thirty clients" in text


def test_the_page_asks_the_base_as_often_for_many_managers_as_for_one(world: World, owner: Browser) -> None:
    owner.get("/quality/portrait/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        owner.get("/quality/portrait/")
    many(31, lead=world.clara, name="Петров")
    many(31, lead=world.people["head"], name="Сидоров")
    owner.get("/quality/portrait/")
    with CaptureQueriesContext(connection) as more:
        owner.get("/quality/portrait/")

    assert len(more) == len(few)


def test_a_share_leads_to_the_clients_behind_it(world: World, owner: Browser) -> None:
    many(40, lead=world.anna, name="Петров")
    shops = Attribute.objects.create(key="shops", label="Точек")
    portraits.save(kind="person", asked=[Asked("phone"), Asked("city"), Asked("attribute:shops")], by=None)

    text = owner.get("/quality/portrait/").content.decode()

    assert 'href="/clients/?kind=person&amp;phone=yes"' in text
    url = f"/clients/?kind=person&own={shops.pk}.filled"
    assert url.replace("&", "&amp;") in text
    assert owner.get(url).context["refused"] == []
    assert "city=yes" not in text
