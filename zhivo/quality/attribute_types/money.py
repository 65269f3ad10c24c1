"""Sums of money in the company's currency: stored as plain decimals with hundredths."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.lib.company import CURRENCY
from zhivo.lib.numbers import NBSP, number
from zhivo.quality import amounts, currencies
from zhivo.quality.attribute_types import AttributeType, How, types
from zhivo.quality.attribute_types.number import numbers

_SIGN = "₽" if CURRENCY == "RUB" else CURRENCY


def read(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read sums; one in another currency is not stored, for sums of two currencies are never compared."""
    found = numbers(texts)
    is_ours = currencies.read(found["sign"]).fill_null(CURRENCY) == CURRENCY
    cents = amounts.cents(pl.col("micro"))
    return found.select(
        value=pl.when(pl.col("micro").is_not_null() & is_ours).then(amounts.as_text(cents)),
        fault=pl.coalesce("fault", pl.when(~is_ours).then(pl.lit("currency"))),
    )


def show(value: str) -> str:
    """Write 46900.00 as 46 900 ₽: hundredths only where there are any."""
    return f"{number(value, 0 if value.endswith('.00') else 2)}{NBSP}{_SIGN}"


types.add(
    AttributeType(
        key="money",
        label=_("Money"),
        read=read,
        show=show,
        refusal=_("This is no sum in our currency. Write it like 1 250,50."),
        example="1 250,50",
        keyboard="decimal",
    )
)
