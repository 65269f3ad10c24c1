"""Addresses of pages: http and https alone, for whatever else is pressed may run."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhivo.quality.attribute_types import AttributeType, How, judged, types

_LONGEST = 2000
_SCHEME = r"(?i)^https?://"
_HOST = r"(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}]"
_LINK = rf"(?i)^https?://{_HOST}(?::\d+)?(?:[/?#][^\s\"<>\\]*)?$"


def read(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read addresses; one that begins with its site («site.ru/shop») gets https before it."""
    frame = pl.DataFrame({"text": texts})
    whole = pl.when(pl.col("text").str.contains(_SCHEME)).then("text").otherwise(pl.lit("https://") + pl.col("text"))
    fits = whole.str.contains(_LINK) & (whole.str.len_chars() <= _LONGEST)
    return judged(frame.select(pl.when(fits).then(whole)).to_series(), fault="not_a_link")


types.add(
    AttributeType(
        key="link",
        label=pgettext_lazy("type of a field", "Link"),
        read=read,
        refusal=_("This is no address of a page. Write it like https://site.ru."),
        example="https://site.ru",
        keyboard="url",
    )
)
