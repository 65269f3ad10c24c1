from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World
from zhivo.clients import attributes, tally
from zhivo.clients.models import Attribute, Client
from zhivo.journal.models import Operation
from zhivo.journal.undo import undo
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


@pytest.fixture
def language() -> str:
    return "en"


def made(label: str, **more: object) -> Attribute:
    operation = attributes.make(label=label, by=None, **more)  # type: ignore[arg-type]
    return Attribute.objects.get(pk=operation.data["attribute"])


def load_words(label: str, *words: str) -> None:
    load(*({"full_name": f"Седов {'АБВГДЕ'[place]}", f"attribute:{label}": word} for place, word in enumerate(words)))


@pytest.mark.parametrize("role", ["owner", "head", "administrator"])
def test_who_manages_fields_makes_one_of_every_type(role: str, world: World, log_in: LogIn) -> None:
    browser = log_in(world.people[role])

    for of_type in Attribute.Type.values:
        said = {"label": f"Поле {of_type}", "type": of_type, "options": "A\nB\na"}
        assert browser.post("/fields/new/", said).status_code == 302

    made_now = Attribute.objects.exclude(pk=world.own_field.pk)
    assert sorted(made_now.values_list("type", flat=True)) == sorted(Attribute.Type.values)
    assert Attribute.objects.get(type="choice").options == ["A", "B"]
    assert Attribute.objects.get(type="number").options == []
    assert "Поле several" in browser.get("/fields/").content.decode()


@pytest.mark.parametrize("role", ["manager", "marketer"])
def test_others_see_nothing_of_it(role: str, world: World, log_in: LogIn) -> None:
    browser = log_in(world.people[role])

    assert browser.get("/fields/").status_code == 403
    assert 'href="/fields/"' not in browser.get("/clients/").content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"label": "Телефон"}, "among ours"),
        ({"label": "Размер"}, "already"),
        ({"label": "Класс", "type": "choice"}, "a line each"),
        ({"label": "Класс", "type": "choice", "options": "A;B"}, "semicolons"),
        ({"label": "Класс", "type": "sound"}, "valid choice"),
    ],
)
def test_a_field_that_cannot_be_is_refused_with_a_sentence(
    said: dict[str, str], sentence: str, world: World, log_in: LogIn
) -> None:
    made("Размер")
    User.objects.update(language="ru" if said["label"] == "Телефон" else "en")

    answer = log_in(world.people["owner"]).post("/fields/new/", {"type": "text", **said})

    assert answer.status_code == 422
    assert set(Attribute.objects.values_list("label", flat=True)) == {"Район", "Размер"}
    if said["label"] != "Телефон":
        assert sentence in answer.content.decode()


def test_the_list_says_how_many_clients_have_a_field_and_leads_to_them(owner: Browser) -> None:
    load({"full_name": "Седов А", "attribute:Размер": "M"}, {"full_name": "Жуков Б", "attribute:Размер": "L"})
    field = made("Размер")

    page = owner.get("/fields/").content.decode()

    assert f'href="/clients/?own={field.pk}.filled">2</a>' in page
    shown = owner.get("/clients/", {"own": f"{field.pk}.filled"}).content.decode()
    assert "Седов" in shown
    assert "Иванов" not in shown


def test_on_a_large_base_the_numbers_come_after_the_page(owner: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    load({"full_name": "Седов А", "attribute:Размер": "M"})
    field = made("Размер")
    monkeypatch.setattr(tally, "SMALL", -2)
    monkeypatch.setattr(attributes, "_kept", None)

    assert 'hx-get="/fields/counts/"' in owner.get("/fields/").content.decode()
    counted = owner.get("/fields/counts/", headers={"HX-Request": "true", "HX-Target": "lines"}).content.decode()

    assert "<html" not in counted
    assert f"own={field.pk}.filled" in counted


def test_another_type_says_beforehand_how_many_values_will_not_fit(owner: Browser) -> None:
    load_words("До", "31.12.2027", "весной")
    field = made("До")
    said = {"label": "До", "type": "date"}

    asked = owner.post(f"/fields/{field.pk}/", said)

    assert asked.status_code == 422
    assert "1 value of 2 does not fit" in " ".join(asked.content.decode().split())
    field.refresh_from_db()
    assert field.type == "text"

    assert owner.post(f"/fields/{field.pk}/", said | {"fit": "1"}).status_code == 302

    field.refresh_from_db()
    kept = [client.values.get("attribute:До") for client in Client.objects.filter(values__has_key="attribute:До")]
    assert field.type == "date"
    assert sorted(map(str, kept)) == ["2027-12-31", "весной"]


def test_a_text_field_says_what_its_values_look_like(owner: Browser) -> None:
    load_words("Класс", *"ABABAB")
    field = made("Класс")

    assert f'hx-get="/fields/{field.pk}/" hx-trigger="load"' in owner.get(f"/fields/{field.pk}/").content.decode()
    said = owner.get(f"/fields/{field.pk}/", headers={"HX-Request": "true", "HX-Target": "looks"}).content.decode()
    assert "<html" not in said
    assert 'href="?type=choice"' in said
    assert "A\nB</textarea>" in owner.get(f"/fields/{field.pk}/", {"type": "choice"}).content.decode()


def test_words_of_clients_whom_one_does_not_see_are_not_proposed(world: World, log_in: LogIn) -> None:
    load_words("Класс", *"ABABAB")
    Client.objects.filter(values__has_key="attribute:Класс").update(responsible=world.clara)
    field = made("Класс")

    for role in ("head", "administrator"):
        shown = log_in(world.people[role]).get(f"/fields/{field.pk}/", {"type": "choice"}).content.decode()
        assert "A\nB</textarea>" not in shown


def test_a_field_is_moved_put_away_and_brought_back_each_undone(owner: Browser) -> None:
    Attribute.objects.all().delete()
    first, second = made("Размер"), made("Класс")

    owner.post(f"/fields/{second.pk}/place/", {"to": "up"})
    assert [one.label for one in attributes.offered()] == ["Класс", "Размер"]
    owner.post(f"/fields/{first.pk}/archive/")
    assert [one.label for one in attributes.offered()] == ["Класс"]
    assert "Fields put away" in owner.get("/fields/").content.decode()

    for operation in Operation.objects.filter(kind__in=["field.archived", "field.moved"]).order_by("-pk"):
        undo(operation=operation, by=None)
    assert [one.label for one in attributes.offered()] == ["Размер", "Класс"]


def test_a_column_that_no_field_was_made_of_becomes_one_by_a_press(owner: Browser) -> None:
    load({"full_name": "Седов А", "attribute:Размер": "M"})

    assert 'name="label" value="Размер"' in owner.get("/fields/").content.decode()
    owner.post("/fields/new/", {"label": "Размер", "type": "text"})

    assert Attribute.objects.filter(key="Размер", label="Размер").exists()
    assert 'name="label" value="Размер"' not in owner.get("/fields/").content.decode()
