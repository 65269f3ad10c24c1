"""Own fields on the card, in the form of a new client and in the sentence of a list."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients import attributes
from zhivo.clients.models import Attribute, Client
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


@pytest.fixture
def language() -> str:
    return "en"


@pytest.fixture
def fields(world: World) -> dict[str, Attribute]:
    for label, more in {
        "Класс": {"of_type": "choice", "options": ["A", "B"], "is_required": True},
        "Интересы": {"of_type": "several", "options": ["Чай", "Кофе"], "hint": "как сказал сам"},
        "Договор до": {"of_type": "date"},
        "Долг": {"of_type": "money"},
        "Отрасль": {"of_kind": "company", "is_required": True},
        "Заметка": {},
    }.items():
        attributes.make(label=label, by=None, **more)
    return {one.label: one for one in Attribute.objects.all()}


def put(browser: Browser, client: Client, field: str, *values: str) -> HttpResponse:
    version = Client.objects.get(pk=client.pk).version
    said = {"field": f"attribute:{field}", "value": list(values), "version": version, "was": ""}
    return browser.post(f"/clients/{client.pk}/facts/", said, follow=True)


def values(client: Client) -> dict[str, str]:
    own = Client.objects.get(pk=client.pk).values
    return {key.removeprefix("attribute:"): value for key, value in own.items() if key.startswith("attribute:")}


def test_a_card_marks_the_required_field_that_is_empty_and_offers_those_of_its_kind(
    fields: dict[str, Attribute], world: World, log_in: LogIn
) -> None:
    person, firm = (
        log_in(world.anna).get(f"/clients/{one.pk}/").content.decode() for one in (world.ivan, world.romashka)
    )

    assert person.count("wanting") == 1
    assert firm.count("wanting") == 2
    assert "Отрасль" not in person
    assert "Долг" in person


def test_own_fields_stand_on_a_card_in_their_order(fields: dict[str, Attribute], world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    put(browser, world.ivan, "Заметка", "любит чай")
    attributes.move(attribute=fields["Заметка"], up=True, by=None)

    shown = put(browser, world.ivan, "Долг", "5").content.decode()

    assert shown.index("<dt>Класс</dt>") < shown.index("<dt>Долг</dt>")
    assert shown.index("<dt>Заметка</dt>") > shown.index("<dt>Долг</dt>")
    attributes.move(attribute=Attribute.objects.get(label="Заметка"), up=True, by=None)
    again = browser.get(f"/clients/{world.ivan.pk}/").content.decode()
    assert again.index("<dt>Заметка</dt>") < again.index("<dt>Долг</dt>")


def test_each_field_is_typed_into_its_own_control(fields: dict[str, Attribute], world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    def control(field: str) -> str:
        return browser.get(f"/clients/{world.ivan.pk}/", {"edit": f"attribute:{field}"}).content.decode()

    assert '<select name="value" class="form-select"' in control("Класс")
    assert control("Интересы").count('type="checkbox" name="value"') == 2
    assert "как сказал сам" in control("Интересы")
    assert 'placeholder="31.05.1980"' in control("Договор до")
    assert 'inputmode="decimal"' in control("Долг")


def test_what_is_typed_is_stored_and_shown_as_its_type_does(
    fields: dict[str, Attribute], world: World, log_in: LogIn
) -> None:
    browser = log_in(world.anna)

    put(browser, world.ivan, "Договор до", "31.12.2027")
    put(browser, world.ivan, "Долг", "1 250,50 р")
    shown = put(browser, world.ivan, "Интересы", "Кофе", "Чай").content.decode().replace("\u00a0", " ")

    assert values(world.ivan) == {"Договор до": "2027-12-31", "Долг": "1250.50", "Интересы": "Чай; Кофе"}
    assert "31 December 2027" in shown
    assert "1,250.50 ₽" in shown
    assert 'value="31.12.2027"' in browser.get(f"/clients/{world.ivan.pk}/?edit=attribute:Договор до").content.decode()


@pytest.mark.parametrize(("field", "value"), [("Класс", "C"), ("Договор до", "31.02.2027"), ("Долг", "5 $")])
def test_what_cannot_be_is_refused_with_one_sentence_and_stays_in_its_control(
    field: str, value: str, fields: dict[str, Attribute], world: World, log_in: LogIn
) -> None:
    answer = put(log_in(world.anna), world.ivan, field, value)

    assert answer.status_code == 422
    assert f'value="{value}"' in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    assert values(world.ivan) == {}


def test_a_new_client_is_asked_for_the_required_fields_of_his_kind(
    fields: dict[str, Attribute], world: World, log_in: LogIn
) -> None:
    browser = log_in(world.anna)

    assert "Отрасль (of a company)" in browser.get("/clients/new/").content.decode()
    person = {"full_name": "Петров Пётр"}
    assert browser.post("/clients/new/", person).content.decode().count("This has to be filled") == 1
    assert browser.post("/clients/new/", {"company": "ООО «Лютик»"}).content.decode().count("has to be filled") == 2

    browser.post("/clients/new/", person | {"attribute:Класс": "B"})

    assert values(Client.objects.get(last_name="Петров")) == {"Класс": "B"}


def test_the_sentence_offers_own_fields_and_says_their_conditions(
    fields: dict[str, Attribute], world: World, log_in: LogIn
) -> None:
    browser = log_in(world.anna)
    put(browser, world.ivan, "Класс", "A")
    chosen = f"{fields['Класс'].pk}.is.A"

    assert "Договор до" in browser.get("/clients/").content.decode()
    opened = browser.get("/clients/", {"part": f"own:{fields['Класс'].pk}"}).content.decode()
    assert f"own={chosen}" in opened
    listed = browser.get("/clients/", {"own": chosen}).content.decode()
    assert "Класс:" in listed
    assert "Иванов" in listed
    assert "Ромашка" not in listed


@pytest.mark.parametrize(
    ("field", "said", "condition"),
    [
        ("Долг", {"value": "1 000,50"}, "from.1000.50"),
        ("Долг", {"last": "5"}, "to.5.00"),
        ("Договор до", {"value": "01.01.2026", "last": "31.12.2026"}, "between.2026-01-01..2026-12-31"),
        ("Договор до", {"value": "01.01.2026", "last": "01.01.2026"}, "is.2026-01-01"),
        ("Заметка", {"comparison": "has", "value": "чай; кофе"}, "has.чай%3B кофе"),
    ],
)
def test_what_is_typed_into_a_condition_becomes_one(
    field: str, said: dict[str, str], condition: str, fields: dict[str, Attribute], owner: Browser
) -> None:
    answer = owner.get(f"/clients/conditions/{fields[field].pk}/", {"kind": "person", **said})

    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked == {"kind": ["person"], "own": [f"{fields[field].pk}.{condition}"]}
    assert owner.get(answer.headers["Location"]).status_code == 200


def test_a_condition_that_cannot_be_read_is_told_and_the_list_stays(
    fields: dict[str, Attribute], owner: Browser
) -> None:
    answer = owner.get(f"/clients/conditions/{fields['Долг'].pk}/", {"value": "много"}, follow=True)

    assert "This is no sum" in answer.content.decode()
    assert "Иванов" in answer.content.decode()


def test_an_empty_condition_takes_the_one_before_out(fields: dict[str, Attribute], owner: Browser) -> None:
    pk = fields["Долг"].pk

    answer = owner.get(f"/clients/conditions/{pk}/", {"own": f"{pk}.from.5", "value": ""})

    assert answer.headers["Location"] == "/clients/?"
