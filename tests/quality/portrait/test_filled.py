"""Whether a client has a field."""

from __future__ import annotations

import pytest

from tests.rows import load
from zhivo.clients.edit import COLUMNS, VALUES
from zhivo.clients.models import Client, ValueMark
from zhivo.quality.portrait.filled import filled, mask, unmasked

pytestmark = pytest.mark.django_db
ROW = {"full_name": "Иванов Иван", "phone": "+79161234567", "email": "ivanov@primer-zhivo.ru", "city": "Самара"}


def client(**row: str) -> Client:
    load(ROW | row)
    return Client.objects.get()


def has(one: Client, field: str) -> bool:
    return filled(one.pk, fields=[field])[field]


def test_a_value_in_a_column_among_the_values_and_among_the_contacts_counts() -> None:
    ivan = client(occupation="пекарь", **{"attribute:shops": "3"})

    found = filled(
        ivan.pk, fields=["phone", "city", "occupation", "attribute:shops", "email", "inn", "size", "birthday"]
    )

    assert found == dict.fromkeys(["phone", "city", "occupation", "attribute:shops", "email"], True) | dict.fromkeys(
        ["inn", "size", "birthday"], False
    )


@pytest.mark.parametrize("field", sorted({*COLUMNS, *VALUES, "phone", "email", "attribute:a%b'c"}))
def test_every_field_of_a_card_can_be_asked_about(field: str) -> None:
    assert has(client(), field) is (
        field in {"phone", "email", "city", "first_name", "last_name", "sex", "region", "time_zone"}
    )


@pytest.mark.parametrize("nothing", ["", "нет", "Нет", "-", "[]", "Не указано"])
def test_a_word_for_nothing_among_the_values_does_not_count(nothing: str) -> None:
    ivan = client()

    Client.objects.filter(pk=ivan.pk).update(values={"occupation": nothing})

    assert not has(ivan, "occupation")


def test_no_is_an_answer_in_a_field_of_the_company() -> None:
    ivan = client(**{"attribute:stock": "нет", "attribute:shops": "не указано"})

    assert has(ivan, "attribute:stock")
    assert not has(ivan, "attribute:shops")


@pytest.mark.parametrize(("kind", "counts"), [("dead", False), ("dummy", False), ("shared", True), ("fine", True)])
def test_a_dead_number_or_a_dummy_does_not_count(kind: str, counts: bool) -> None:
    ivan = client()

    ValueMark.objects.create(medium="phone", value="+79161234567", kind=kind)

    assert has(ivan, "phone") is counts
    assert has(ivan, "email")


def test_one_good_number_beside_a_dead_one_is_enough() -> None:
    ivan = client(phone__2="+79161234568")
    ValueMark.objects.create(medium="phone", value="+79161234567", kind="dead")

    assert has(ivan, "phone")
    ValueMark.objects.create(medium="phone", value="+79161234568", kind="dummy")
    assert not has(ivan, "phone")


def test_bits_say_the_fields_in_their_order() -> None:
    sql, params = mask(["city", "inn"])

    assert sql.count("%s") == len(params)
    assert unmasked(0b10, fields=["city", "inn"]) == {"city": False, "inn": True}
    assert filled(0, fields=["city"]) == {"city": False}
