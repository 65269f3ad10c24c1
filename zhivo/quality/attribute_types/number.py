"""Numbers: stored as plain decimals, to the sixth place."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhivo.lib.numbers import number
from zhivo.quality import amounts
from zhivo.quality.attribute_types import AttributeType, How, types


def read(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read numbers of every usual writing; one with a word beside it («12 шт») would lose it, so it is not read."""
    found = numbers(texts)
    has_word = pl.col("sign") != ""
    return found.select(
        value=pl.when(pl.col("micro").is_not_null() & ~has_word).then(plain(pl.col("micro"))),
        fault=pl.coalesce("fault", pl.when(has_word).then(pl.lit("unit"))),
    )


def numbers(texts: pl.Series) -> pl.DataFrame:
    """Return micro, sign and fault as `amounts.read`; a point is the fraction's where nothing shows otherwise.

    A comma is not: «1,234» of an English sheet is a thousand.
    """
    found = amounts.read(texts)
    unclear = (found["fault"] == "unclear").fill_null(value=False) & texts.str.contains(".", literal=True)
    if not unclear.any():
        return found
    again = amounts.read(texts.filter(unclear), three="fraction")
    places = unclear.arg_true()
    return pl.DataFrame([found[name].scatter(places, again[name]) for name in found.columns])


def plain(micro: pl.Expr) -> pl.Expr:
    """Return millionths as the shortest decimal."""
    return amounts.as_text(micro, places=6).str.replace(r"\.?0+$", "")


def show(value: str) -> str:
    """Write 1250.5 as 1 250,5."""
    return number(value, len(value.partition(".")[2]))


types.add(
    AttributeType(
        key="number",
        label=pgettext_lazy("type of a field", "Number"),
        read=read,
        show=show,
        refusal=_("This is no number. Write it like 1 250,5 and nothing beside it."),
        example="12,5",
        keyboard="decimal",
    )
)
