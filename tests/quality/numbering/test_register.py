import time
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from zhivo.quality import numbering
from zhivo.quality.numbering import Numbering, describe, is_assigned, look_up
from zhivo.quality.places import regions

NUMBERS = st.one_of(
    st.integers(9_000_000_000, 9_999_999_999).map(lambda number: f"+7{number}"),
    st.sampled_from(
        ["+74951234567", "+74951234567;ext=12", "+78001234567", "+77011234567", "+375291234567", "+4930123456"]
    ),
    st.text(max_size=15),
)


def test_a_mobile_number_says_operator_region_and_time_zone() -> None:
    assert describe("+79161234567") == Numbering(
        "МТС", "Москва и Московская область", "Europe/Moscow", is_assigned=True
    )


def test_a_city_number_says_the_region_of_its_code() -> None:
    found = describe("+74232123456;ext=5")

    assert (found.operator, found.region, found.time_zone) == (None, "Приморский край", "Asia/Vladivostok")


def test_numbers_of_neighbours_say_the_country() -> None:
    assert describe("+375291234567").time_zone == "Europe/Minsk"
    assert describe("+77011234567").region == "Казахстан"


def test_what_nobody_has_and_what_is_no_number_is_not_described() -> None:
    assert [describe(text) for text in ("+79401234567", "+78001234567", "abc", "", "²", "+7")] == [Numbering()] * 6


@settings(deadline=None, max_examples=30)
@given(st.lists(NUMBERS, max_size=30))
def test_a_column_is_told_the_same_as_each_number(phones: list[str]) -> None:
    found = look_up(pl.Series(phones, dtype=pl.String))

    assert [Numbering(*row) for row in found.iter_rows()] == [describe(phone) for phone in phones]


def test_null_has_no_region_and_no_operator() -> None:
    assert look_up(pl.Series([None], dtype=pl.String)).row(0) == (None, None, None, False)


def test_the_edges_of_a_range_are_inside_it() -> None:
    ranges = pl.read_parquet(Path(numbering.__file__).parent / "mobile_ranges.parquet")
    gaps = ranges.filter(pl.col("last") + 1 < pl.col("first").shift(-1))

    assert is_assigned(ranges["first"]).all()
    assert is_assigned(ranges["last"]).all()
    assert not is_assigned(gaps["last"] + 1).any()


def test_every_region_of_the_register_has_a_time_zone_that_exists() -> None:
    zones = regions.time_zones()
    ranges = pl.read_parquet(Path(numbering.__file__).parent / "mobile_ranges.parquet")

    assert {region for region in ranges["region"].unique() if region} <= set(zones)
    assert all(ZoneInfo(zone) for zone in set(zones.values()))


def test_the_register_is_small_and_dated() -> None:
    file = Path(numbering.__file__).parent / "mobile_ranges.parquet"

    assert file.stat().st_size < 300_000
    assert numbering.dated() == "2026-04"


def test_one_number_takes_less_than_a_millisecond() -> None:
    describe("+79161234567")
    begun = time.perf_counter()
    for _ in range(200):
        describe("+79161234567")

    assert (time.perf_counter() - begun) / 200 < 0.001
