"""The sex of a person by the patronymic and the first name that were typed since the rows came."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.enrichers import Enricher, enrichers
from zhivo.quality.names.sex import with_sex


def run(clients: pl.DataFrame) -> pl.DataFrame:
    """Return the sex of each person whose name decides it."""
    asked = clients.filter((pl.col("kind") == "person") & pl.col("sex").is_null() & pl.col("first_key").is_not_null())
    told = with_sex(asked.select("client_id", "last_name", "first_name", "last_key", "first_key", "patronymic_key"))
    name = pl.concat_str("last_name", "first_name", separator=" ", ignore_nulls=True)
    return told.select("client_id", value="_sex", quote=name).drop_nulls("value")


enrichers.add(
    Enricher(
        key="sex_of_name",
        label=_("Sex by the name"),
        field="sex",
        how=_("by the patronymic and the first name"),
        run=run,
        is_sure=True,
    )
)
