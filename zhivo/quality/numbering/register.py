"""Whose a phone number is and where: the packed register, read once, asked for one number or for a column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import polars as pl

from zhivo.quality.numbering import area_codes
from zhivo.quality.places import regions

_FILE = "mobile_ranges.parquet"
# Neighbours whose numbers have one time zone, by the digits after the plus.
_NEIGHBOURS = {
    "77": "Казахстан",
    "375": "Беларусь",
    "374": "Армения",
    "995": "Грузия",
    "994": "Азербайджан",
    "998": "Узбекистан",
    "996": "Кыргызстан",
    "992": "Таджикистан",
}
_NOT_FOUND = -1
_LONG = 12  # characters of a Russian number with its plus


@dataclass(frozen=True)
class Numbering:
    """What the number itself says; None is «not known». `is_assigned`: a Russian mobile number in an assigned range."""

    operator: str | None = None
    region: str | None = None
    time_zone: str | None = None
    is_assigned: bool = False


@dataclass(frozen=True)
class _Register:
    """The ranges in ascending order; a region of "" is the whole country."""

    dated: str
    ranges: pl.DataFrame
    first: list[int]
    last: list[int]
    operator: list[str]
    region: list[str]


@cache
def _register() -> _Register:
    with as_file(files(__package__).joinpath(_FILE)) as path:
        ranges = pl.read_parquet(path)
        dated = pl.read_parquet_metadata(path)["dated"]
    return _Register(
        dated=dated,
        ranges=ranges.with_columns(
            pl.when(pl.col("region") != "").then("region"),
            time_zone=pl.col("region").replace_strict(regions.time_zones(), default=None, return_dtype=pl.String),
        ),
        first=ranges["first"].to_list(),
        last=ranges["last"].to_list(),
        operator=ranges["operator"].to_list(),
        region=ranges["region"].to_list(),
    )


def dated() -> str:
    """Return the month of the register that ships, as "2026-04"."""
    return _register().dated


def describe(phone: str) -> Numbering:
    """Return what is known of one number in E.164 form, an extension (";ext=12") allowed; takes microseconds."""
    digits = phone.partition(";")[0].removeprefix("+")
    if not digits.isascii() or not digits.isdigit():
        return Numbering()
    if not (digits.startswith("7") and len(digits) == 11 and digits[1] in "3489"):
        land = next((land for code, land in _NEIGHBOURS.items() if digits.startswith(code)), None)
        return Numbering(region=land, time_zone=regions.time_zones().get(land or ""))
    if digits[1] != "9":
        region = area_codes.by_code().get(digits[1:4])
        return Numbering(region=region, time_zone=regions.time_zones().get(region or ""))
    register = _register()
    number = int(digits[1:])
    at = bisect_right(register.first, number) - 1
    if at < 0 or number > register.last[at]:
        return Numbering()
    region = register.region[at] or None
    return Numbering(register.operator[at], region, regions.time_zones().get(region or ""), is_assigned=True)


def is_assigned(nationals: pl.Series) -> pl.Series:
    """Say which numbers, as integers of ten digits without the country, are in an assigned range; null is not."""
    ranges = _register().ranges
    at = ranges["first"].search_sorted(nationals.fill_null(0), side="right").cast(pl.Int64) - 1
    return ((nationals <= ranges["last"].gather(at.clip(0))) & (at > _NOT_FOUND)).fill_null(value=False)


def look_up(phones: pl.Series) -> pl.DataFrame:
    """Return `operator`, `region`, `time_zone` and `is_assigned` for a column of E.164 numbers, one row each.

    Null and what is no number give nulls; `is_assigned` is never null.
    """
    phone = pl.col("phone")
    is_russian = (
        phone.str.starts_with("+7")
        & ~phone.str.starts_with("+77")
        & (phone.str.find(";", literal=True).fill_null(phone.str.len_bytes()) == _LONG)
    )
    asked = pl.DataFrame({"phone": phones.cast(pl.String)}).select(
        national=pl.when(is_russian).then(phone.str.slice(2, 10).cast(pl.Int64, strict=False)),
        code=pl.when(is_russian).then(phone.str.slice(2, 3)),
        abroad=pl.when(~is_russian).then(phone.str.extract(r"^\+(77|375|374|995|994|998|996|992)")),
    )
    ranges = _register().ranges
    at = ranges["first"].search_sorted(asked["national"].fill_null(0), side="right").cast(pl.Int64) - 1
    near = ranges.select(pl.all().gather(at.clip(0)))
    inside = (asked["national"] <= near["last"]) & (at > _NOT_FOUND)
    found = pl.DataFrame({"inside": inside.fill_null(value=False), "operator": near["operator"]})
    found = found.with_columns(mobile=near["region"], fixed=asked["code"], abroad=asked["abroad"])
    region = pl.coalesce(
        pl.when("inside").then("mobile"),
        pl.col("fixed").replace_strict(area_codes.by_code(), default=None, return_dtype=pl.String),
        pl.col("abroad").replace_strict(_NEIGHBOURS, default=None, return_dtype=pl.String),
    )
    return found.select(
        pl.when("inside").then("operator").alias("operator"), region.alias("region"), is_assigned="inside"
    ).select(
        "operator",
        "region",
        pl.col("region").replace_strict(regions.time_zones(), default=None, return_dtype=pl.String).alias("time_zone"),
        "is_assigned",
    )
