"""A typed value is cleaned like a file's, and brings along what follows from it."""

import pytest
from django.utils.translation import override

from zhivo.clients.edit import BadValue
from zhivo.quality.typed import typed


def test_a_typed_city_brings_its_region_and_time_zone() -> None:
    assert typed(field="city", value="казань") == (
        "Казань",
        {"region": "Татарстан", "time_zone": "Europe/Moscow"},
    )


def test_a_city_that_nobody_knows_stays_as_typed_and_changes_nothing_else() -> None:
    assert typed(field="city", value="Верхние Васюки") == ("Верхние Васюки", {})


def test_a_typed_company_brings_its_key_and_its_form_only_where_one_is_written() -> None:
    _value, follows = typed(field="company", value="Ромашка")

    assert set(follows) == {"company_key"}


def test_an_inn_whose_check_digits_do_not_agree_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadValue):
        typed(field="inn", value="7707083894")


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("phone", "111111", "the same sign over and over"),
        ("email", "1@mail.ru", "a single sign"),
        ("first_name", "Тест", "typed to try something out"),
        ("company", "нет", "words for"),
        ("city", "-", "words for"),
        ("occupation", "не указано", "words for"),
        ("position", "тест", "typed to try something out"),
        ("activity", "фывапр", "a walk along the keyboard"),
        ("attribute:shops", "не указано", "words for"),
    ],
)
def test_a_placeholder_is_refused_with_the_reason(field: str, value: str, why: str) -> None:
    with override("en"), pytest.raises(BadValue) as refusal:
        typed(field=field, value=value)

    with override("en"):
        assert why in str(refusal.value.message)
    assert refusal.value.code == f"bad_{field}"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("comment", "нет"),
        ("attribute:stock", "нет"),
        ("size", "100"),
        ("size", "12345"),
        ("hours", "8"),
        ("city", "Ош"),
    ],
)
def test_what_may_be_meant_is_kept(field: str, value: str) -> None:
    assert typed(field=field, value=value)[0] == value
