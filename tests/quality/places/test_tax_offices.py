"""Regions by the codes of tax offices."""

import polars as pl

from zhivo.quality.places import regions, tax_offices


def test_every_code_names_a_region_that_has_a_time_zone() -> None:
    assert set(tax_offices.by_code().values()) <= set(regions.time_zones())


def test_the_code_stands_in_its_own_place_of_the_list() -> None:
    known = {"01": "Адыгея", "16": "Татарстан", "30": "Астраханская область", "50": "Московская область"}
    known |= {
        "63": "Самарская область",
        "77": "Москва",
        "78": "Санкт-Петербург",
        "89": "Ямало-Ненецкий автономный округ",
    }
    known |= {"91": "Крым", "92": "Севастополь", "95": "Херсонская область"}

    assert {code: tax_offices.by_code()[code] for code in known} == known


def test_an_inn_of_a_foreign_firm_or_nothing_says_no_region() -> None:
    inns = pl.DataFrame({"inn": ["9909012345", "6312345678", None, ""]})

    assert inns.select(tax_offices.region(pl.col("inn"))).to_series().to_list() == [
        None,
        "Самарская область",
        None,
        None,
    ]
