"""The region of a firm by the tax office of its INN: a firm that was only named beside a person has nothing else."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.enrichers import Enricher, enrichers, with_zone
from zhivo.quality.places import tax_offices


def run(clients: pl.DataFrame) -> pl.DataFrame:
    """Return the region of each firm that has an INN and no phone to go by, with its time zone."""
    is_firm = (pl.col("kind") == "company") & (pl.col("phones").list.len().fill_null(0) == 0)
    asked = clients.filter(is_firm & pl.col("region").is_null() & pl.col("inn").is_not_null())
    found = asked.select("client_id", "time_zone", value=tax_offices.region(pl.col("inn")), quote="inn")
    return with_zone(found.drop_nulls("value"))


enrichers.add(
    Enricher(
        key="region_of_inn",
        label=_("Region by the INN"),
        field="region",
        how=_("by the first digits of the INN: the tax office that gave it out"),
        run=run,
    )
)
