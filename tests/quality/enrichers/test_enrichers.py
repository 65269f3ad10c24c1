"""Each enricher: a small table of clients in, what it says of them out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import polars as pl
import pytest

from zhivo.quality.enrichers import KNOWN, Enricher, enrichers
from zhivo.quality.numbering import area_codes, city_codes
from zhivo.quality.places import cities


def clients(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([{"client_id": n, **row} for n, row in enumerate(rows)], schema=KNOWN)


def said(key: str, *rows: dict[str, Any]) -> list[tuple[int, str, str]]:
    found = enrichers[key].run(clients(*rows))
    return list(found.select("client_id", "value", "quote").iter_rows())


@pytest.mark.parametrize("enricher", enrichers, ids=lambda one: one.key)
def test_nobody_to_look_at_gives_nothing_to_propose(enricher: Enricher) -> None:
    found = enricher.run(clients())

    assert found.is_empty()
    assert {"client_id", "value", "quote"} <= set(found.columns) <= {"client_id", "value", "quote", "also"}


def test_the_first_phone_says_the_region_and_a_zone_only_where_none_is_known() -> None:
    samara = {"phones": ["+78462123456", "+74951234567"]}

    found = enrichers["region_of_phone"].run(
        clients(samara, samara | {"time_zone": "Asia/Omsk"}, samara | {"region": "Омская область"}, {"phones": None})
    )

    assert found.select("client_id", "value", "quote", "also").rows() == [
        (0, "Самарская область", "+78462123456", '{"time_zone":"Europe/Samara"}'),
        (1, "Самарская область", "+78462123456", None),
    ]


def test_the_inn_says_the_region_of_a_firm_without_a_phone_and_of_no_person() -> None:
    firm = {"kind": "company", "inn": "6316000632"}

    found = said(
        "region_of_inn", firm, firm | {"phones": ["+79161234567"]}, firm | {"kind": "person"}, firm | {"inn": "99"}
    )

    assert found == [(0, "Самарская область", "6316000632")]


def test_a_landline_says_the_city_and_a_mobile_number_does_not() -> None:
    found = said(
        "city_of_landline",
        {"phones": ["+79161234567", "+78462123456", "+74951234567"]},
        {"phones": ["+78462123456"], "city": "Омск"},
        {"phones": ["+73439212345"]},  # another town of the region of Екатеринбург
        {"phones": ["+375172123456"]},
    )

    assert found == [(0, "Самара", "+78462123456")]


def test_a_name_that_decides_the_sex_says_it_of_a_person_only() -> None:
    olga = {"kind": "person", "first_name": "Ольга", "first_key": "olga"}
    keys = {"last_name": "Юдин", "last_key": "iudin"}

    found = said("sex_of_name", olga | keys, olga | {"kind": "company"}, olga | {"sex": "f"}, {"kind": "person"})

    assert found == [(0, "f", "Юдин Ольга")]


def test_numbers_of_a_sole_trader_say_the_form() -> None:
    firm = {"kind": "company", "company": "Ромашка"}

    found = said(
        "form_of_number",
        firm | {"inn": "500100732259"},
        firm | {"inn": "6316000632", "ogrn": "304500116000157"},
        firm | {"inn": "6316000632"},
        firm | {"inn": "500100732259", "company_form": "ООО"},
    )

    assert found == [(0, "ИП", "500100732259"), (1, "ИП", "304500116000157")]


def test_every_city_code_lies_in_an_area_code_of_the_citys_own_region() -> None:
    for code, city in city_codes.by_code().items():
        known = cities.find(city)

        assert known is not None, city
        assert known.name == city
        assert known.region in area_codes.by_code()[code[:3]], code


def test_no_city_code_is_the_beginning_of_another() -> None:
    codes = sorted(city_codes.by_code())

    assert not [one for one, other in pairwise(codes) if other.startswith(one)]
