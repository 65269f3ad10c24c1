"""The region of a client by the first phone that was typed since the rows came."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.enrichers import Enricher, enrichers, with_zone
from zhivo.quality.numbering import look_up


def run(clients: pl.DataFrame) -> pl.DataFrame:
    """Return the region of each first phone, with its time zone."""
    first = pl.col("phones").list.first()
    asked = clients.filter(pl.col("region").is_null() & first.is_not_null())
    asked = asked.select("client_id", "time_zone", quote=first)
    return with_zone(asked.with_columns(look_up(asked["quote"])["region"].alias("value")).drop_nulls("value"))


enrichers.add(
    Enricher(
        key="region_of_phone",
        label=_("Region by the phone"),
        field="region",
        how=_("by the code of the phone"),
        run=run,
        is_sure=True,
    )
)
