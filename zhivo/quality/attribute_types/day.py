"""Days: stored as 1980-05-31."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from zhivo.lib.numbers import NBSP
from zhivo.quality import dates
from zhivo.quality.attribute_types import AttributeType, How, types

_AHEAD = 20  # years: «31.12.30» as the end of a contract has not been yet


def read(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read days as every date of a file is read: day and month are told apart on all of them together."""
    found = dates.read(texts, today=how.today, ahead=_AHEAD)
    faults = [pl.when(code).then(pl.lit(code)) for code in dates.CODES]
    return found.select(value=pl.col("day").dt.to_string("%Y-%m-%d"), fault=pl.coalesce(*faults))


def show(value: str) -> str:
    """Write 1980-05-31 as 31 мая 1980."""
    return date_format(date.fromisoformat(value), "j E Y").replace(" ", NBSP)


types.add(
    AttributeType(
        key="date",
        label=_("Date"),
        read=read,
        show=show,
        refusal=_("There is no such date. Write it like 31.05.1980."),
        control="date",
        example="31.05.1980",
        keyboard="numeric",
    )
)
