"""The legal form of a sole trader by the length of the numbers that the state gave him."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.enrichers import Enricher, enrichers

_INN, _OGRN = 12, 15


def run(clients: pl.DataFrame) -> pl.DataFrame:
    """Return «ИП» for each firm whose INN is a person's or whose OGRN is a sole trader's."""
    number = (
        pl.when(pl.col("ogrn").str.len_chars() == _OGRN)
        .then("ogrn")
        .when(pl.col("inn").str.len_chars() == _INN)
        .then("inn")
    )
    is_bare = (pl.col("kind") == "company") & pl.col("company").is_not_null() & pl.col("company_form").is_null()
    asked = clients.filter(is_bare).select("client_id", value=pl.lit("ИП"), quote=number)
    return asked.drop_nulls("quote")


enrichers.add(
    Enricher(
        key="form_of_number",
        label=_("Legal form by the number"),
        field="company_form",
        how=_("by the length of the INN or the OGRN: such are given to sole traders"),
        run=run,
        is_sure=True,
    )
)
