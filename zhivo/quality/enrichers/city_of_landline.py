"""The city of a client by the code of a landline; its region and time zone follow when it is taken."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.enrichers import Enricher, enrichers
from zhivo.quality.numbering import city_codes


def run(clients: pl.DataFrame) -> pl.DataFrame:
    """Return the city of the first phone of each client whose code is that of one city."""
    phones = clients.filter(pl.col("city").is_null()).select("client_id", quote="phones")
    each = phones.explode("quote", keep_nulls=False, empty_as_null=False)
    found = each.with_columns(value=city_codes.city(pl.col("quote"))).drop_nulls("value")
    return found.unique("client_id", keep="first", maintain_order=True)


enrichers.add(
    Enricher(
        key="city_of_landline",
        label=_("City by the landline"),
        field="city",
        how=_("by the code of the landline"),
        run=run,
    )
)
