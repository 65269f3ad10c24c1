"""Where the values of a card came from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.rows import load
from zhivo.clients.edit import edit
from zhivo.clients.models import Client
from zhivo.clients.origin import Fact, doubts, facts, said_of
from zhivo.sources.models import Batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def svetlana() -> Client:
    """One person of two files, with two cities and one phone written in two ways."""
    load(
        {"full_name": "Мельник Светлана И.", "phone": "8(900)214-36-08", "city": "Самара"},
        source="first",
    )
    load({"full_name": "Мельник Светлана Игоревна", "phone": "+7 900 214 36 08", "city": "Тольятти"}, source="second")
    return Client.objects.get()


def fact(client: Client, field: str) -> Fact:
    return next(one for one in facts(client) if one.field == field)


def test_a_value_names_its_newest_row_and_what_other_rows_say(svetlana: Client) -> None:
    city = fact(svetlana, "city")

    assert (city.value, city.origin.record.batch.file_name, city.origin.record.row) == ("Тольятти", "second.csv", 2)
    assert [other.value for other in city.others] == ["Самара"]
    assert (city.origin.raw, city.origin.column) == ("Тольятти", "city")


def test_a_part_of_a_name_shows_the_whole_cell_it_was_taken_from(svetlana: Client) -> None:
    patronymic = fact(svetlana, "patronymic")

    assert patronymic.origin.raw == "Мельник Светлана Игоревна"
    assert [other.value for other in patronymic.others] == ["И."]


def test_a_phone_shows_how_the_file_writes_it(svetlana: Client) -> None:
    phone = fact(svetlana, "phone")

    assert (phone.value, phone.origin.raw) == ("+79002143608", "+7 900 214 36 08")


def test_an_edit_is_the_origin_of_what_was_typed(svetlana: Client) -> None:
    edit(client=svetlana, field="city", value="Казань", version=svetlana.version, by=None)
    svetlana.refresh_from_db()

    city = fact(svetlana, "city")

    assert (city.value, city.origin.record, city.origin.edit.value) == ("Казань", None, "Казань")
    assert [other.value for other in city.others] == ["Тольятти", "Самара"]


def test_what_was_said_more_than_a_year_ago_is_old(svetlana: Client) -> None:
    assert not fact(svetlana, "city").is_old

    Batch.objects.update(started_at=timezone.now() - timedelta(days=366))

    assert fact(svetlana, "city").is_old


def test_a_cell_that_was_not_believed_is_shown_with_its_reason_once() -> None:
    row = {"full_name": "Иванов Иван", "email": "ivanov@zhivo-primer.ru", "birthday": "31.02.1980"}
    load(row, source="first")
    load(row | {"city": "Самара"}, source="second")
    client = Client.objects.get()

    found = doubts(said_of(client))

    assert [(doubt.reason.partition(":")[0], doubt.raw) for doubt in found] == [("birthday", "31.02.1980")]


def test_a_firm_that_is_only_named_beside_a_person_knows_the_row_that_names_it() -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО «Ромашка»"})
    firm = Client.objects.get(kind="company")

    company = fact(firm, "company")

    assert company.origin.record.row == 2


def test_of_a_row_that_only_names_a_firm_no_other_cell_is_shown() -> None:
    load({"full_name": "Иванов Иван, ООО «Ромашка»", "phone": "+79161234567", "company": "ООО «Ромашка»"})
    firm = Client.objects.get(kind="company")

    raws = [one.raw for fact in facts(firm) for one in (fact.origin, *fact.others) if one]

    assert raws
    assert not any("Иванов" in raw for raw in raws)
