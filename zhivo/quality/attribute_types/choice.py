"""One word of a list, or some of them: stored as the list has them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.attribute_types import OPTIONS_APART, AttributeType, How, judged, mapped, types


def read(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read one option, in small or capital letters."""
    return mapped(_plain(texts), _known(how.options), fault="not_an_option")


def read_several(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read options parted by semicolons, commas or line breaks; an option may have a comma in itself."""
    known = _known(how.options)
    return judged(
        pl.Series("value", [_several(text, known, how.options) for text in _plain(texts)], dtype=pl.String),
        fault="not_an_option",
    )


def _several(text: str, known: dict[str, str], options: Sequence[str]) -> str | None:
    words: list[str] = []
    for part in filter(None, map(str.strip, text.replace("\n", ";").split(";"))):
        words += [part] if part in known else [word.strip() for word in part.split(",") if word.strip()]
    chosen = {known.get(word) for word in words}
    if not chosen or None in chosen:
        return None
    return OPTIONS_APART.join(option for option in options if option in chosen)


def _plain(texts: pl.Series) -> pl.Series:
    return texts.str.to_lowercase().str.replace_all("ё", "е", literal=True)


def _known(options: Sequence[str]) -> dict[str, str]:
    plain = _plain(pl.Series(options, dtype=pl.String)).to_list()
    return dict(zip(reversed(plain), reversed(options), strict=True))


types.add(
    AttributeType(
        key="choice",
        label=_("One of a list"),
        read=read,
        refusal=_("This is not in the list of the field."),
        control="pick",
        has_options=True,
    )
)
types.add(
    AttributeType(
        key="several",
        label=_("Some of a list"),
        read=read_several,
        refusal=_("Something here is not in the list of the field."),
        control="picks",
        has_options=True,
        is_tidied=False,
    )
)
