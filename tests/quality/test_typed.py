"""A typed value is cleaned like a file's, and brings along what follows from it."""

import pytest

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
