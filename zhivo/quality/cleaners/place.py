"""City, region and time zone: from the city's name, else from the first phone, of a firm at last from its INN."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from zoneinfo import available_timezones

import polars as pl

from zhivo.quality.cells import Cells, flagged
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.placeholders import towns
from zhivo.quality.places import cities, regions, tax_offices

# Hours from Moscow, as people in Russia write a zone; the largest city's name stands for the zone.
_FROM_MOSCOW = {
    -1: "Europe/Kaliningrad", 0: "Europe/Moscow", 1: "Europe/Samara", 2: "Asia/Yekaterinburg", 3: "Asia/Omsk",
    4: "Asia/Novosibirsk", 5: "Asia/Irkutsk", 6: "Asia/Yakutsk", 7: "Asia/Vladivostok", 8: "Asia/Magadan",
    9: "Asia/Kamchatka",
}  # fmt: skip
_MOSCOW = timedelta(hours=3)
_INN_OF_A_FIRM = 10
_OFFSET = re.compile(r"^(мск|msk|utc|gmt)?\s*([+-]\s*\d{1,2})?(?::?00)?$")


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make city, region and time_zone."""
    done = _with_office(done)
    if not cells.has("city", "region", "time_zone"):
        return Cleaned(done.select(pl.lit(None, pl.String).alias("city"), region="_region", time_zone="_time_zone"))
    city, region, zone = (cells.one(name) for name in ("city", "region", "time_zone"))
    nothing = _is_dummy(city)
    frame = pl.DataFrame({"city": city, "region": region, "zone": zone}).with_columns(
        pl.when(~pl.lit(nothing)).then("city").otherwise(pl.lit("")).alias("city")
    )
    frame = frame.join(_cities(frame["city"].unique()), on="city", how="left", maintain_order="left")
    frame = frame.join(_regions(region.unique()), on="region", how="left", maintain_order="left")
    frame = frame.join(_zones(zone.unique()), on="zone", how="left", maintain_order="left")
    frame = frame.with_columns(done["_region"], done["_time_zone"])
    said = pl.coalesce("said_region", pl.when(pl.col("region") != "").then("region"))
    of_region = said.replace_strict(regions.time_zones(), default=None, return_dtype=pl.String)
    columns = frame.select(
        city="shown",
        region=pl.coalesce("city_region", said, "_region"),
        time_zone=pl.coalesce("said_zone", "city_zone", of_region, "_time_zone"),
    )
    reasons = [
        flagged(nothing, "city:placeholder"),
        flagged(~frame["sure"], "city:guessed"),
        flagged((frame["zone"] != "") & frame["said_zone"].is_null(), "time_zone:unknown"),
    ]
    return Cleaned(columns, pl.concat(reasons))


def _is_dummy(cities: pl.Series) -> pl.Series:
    distinct = cities.unique()
    return cities.is_in(distinct.filter(towns.kinds(distinct).is_not_null()).implode())


def _with_office(done: pl.DataFrame) -> pl.DataFrame:
    """Where nothing better is known, a firm is where it got its INN; a person's INN stays when he moves."""
    nobody = pl.all_horizontal(pl.col("last_name", "first_name").is_null())
    unknown = pl.col("_region").is_null() & pl.col("_time_zone").is_null()
    is_firm = nobody & unknown & (pl.col("inn").str.len_chars() == _INN_OF_A_FIRM)
    if not done.select(is_firm.any()).item():
        return done
    office = pl.when(is_firm).then(tax_offices.region(pl.col("inn")))
    zone = office.replace_strict(regions.time_zones(), default=None, return_dtype=pl.String)
    return done.with_columns(_region=pl.coalesce("_region", office), _time_zone=pl.coalesce("_time_zone", zone))


def _cities(distinct: pl.Series) -> pl.DataFrame:
    found = [cities.find(text) for text in distinct]
    return pl.DataFrame(
        {
            "city": distinct,
            "shown": [(city.name or None) if city else None for city in found],
            "city_region": [city.region if city else None for city in found],
            "city_zone": [city.time_zone if city else None for city in found],
            "sure": [city.sure if city else True for city in found],
        },
        schema_overrides=dict.fromkeys(("shown", "city_region", "city_zone"), pl.String),
    )


def _regions(distinct: pl.Series) -> pl.DataFrame:
    return pl.DataFrame(
        {"region": distinct, "said_region": [regions.find(text) for text in distinct]},
        schema_overrides={"said_region": pl.String},
    )


@cache
def _known_zones() -> dict[str, str]:
    return {zone.lower(): zone for zone in available_timezones()}


def _zone(text: str) -> str | None:
    lower = text.lower().strip()
    if lower in _known_zones():
        return _known_zones()[lower]
    found = _OFFSET.match(lower)
    if not found or not (found[1] or found[2]):
        return None
    hours = int((found[2] or "0").replace(" ", ""))
    from_moscow = hours if found[1] in ("мск", "msk") else hours - int(_MOSCOW.total_seconds() // 3600)
    return _FROM_MOSCOW.get(from_moscow)


def _zones(distinct: pl.Series) -> pl.DataFrame:
    return pl.DataFrame(
        {"zone": distinct, "said_zone": [_zone(text) for text in distinct]}, schema_overrides={"said_zone": pl.String}
    )


cleaners.add(
    Cleaner(
        key="place",
        label="City and time zone",
        fields=("city", "region", "time_zone"),
        run=clean,
        after=("name", "phone", "tax_ids"),
    )
)
