"""What can be said of clients from what they have already: one file each, found by the registry.

An enricher only proposes (`quality/enriching.py`): what is certain the cleaners have filled when the row came.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils.functional import Promise

from zhivo.lib.registry import Registry
from zhivo.quality.places import regions

# What an enricher reads of a client: the columns of `Client` by their names, and its phones without dead ones.
KNOWN: dict[str, Any] = {
    "client_id": pl.Int64,
    "kind": pl.String,
    "last_name": pl.String,
    "first_name": pl.String,
    "last_key": pl.String,
    "first_key": pl.String,
    "patronymic_key": pl.String,
    "sex": pl.String,
    "company": pl.String,
    "company_form": pl.String,
    "inn": pl.String,
    "ogrn": pl.String,
    "city": pl.String,
    "region": pl.String,
    "time_zone": pl.String,
    "phones": pl.List(pl.String),
}


@dataclass(frozen=True)
class Enricher:
    """A way to fill a field: `run` gets clients (KNOWN) and returns client_id, value, quote, and also where it has it.

    `quote` is what the value was concluded from, `also` what is filled with it, as JSON. `is_sure` says that it can
    hardly be otherwise; `how` tells a person by what it is known. Who has the field already is not asked about.
    """

    key: str
    label: str | Promise
    field: str
    how: str | Promise
    run: Callable[[pl.DataFrame], pl.DataFrame]
    is_sure: bool = False


def with_zone(found: pl.DataFrame) -> pl.DataFrame:
    """Return proposed regions (client_id, value, quote, time_zone: the known one) with the zone that a region brings.

    A zone that is known already is left alone.
    """
    zone = pl.col("value").replace_strict(regions.time_zones(), default=None, return_dtype=pl.String)
    found = found.with_columns(brings=pl.when(pl.col("time_zone").is_null()).then(zone))
    also = pl.struct(time_zone="brings").struct.json_encode()
    return found.with_columns(also=pl.when(pl.col("brings").is_not_null()).then(also)).drop("time_zone", "brings")


enrichers: Registry[Enricher] = Registry("enricher", folder=__name__)
