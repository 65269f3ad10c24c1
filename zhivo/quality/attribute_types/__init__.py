"""What a field of the company's own can hold: one file a type, which reads what people write and shows what is kept.

A type knows nothing of clients: texts in, stored texts out. The stored text is the same in every language and reads
back as itself, so an exported file gives the same values in any base.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl
from django.utils.functional import Promise

from zhivo.lib.registry import Registry
from zhivo.quality.cells import tidy

OPTIONS_APART = "; "  # between several options of one value
READ: dict[str, Any] = {"value": pl.String, "fault": pl.String}


@dataclass(frozen=True)
class How:
    """What a reading depends on besides the text: the options of a choice, and today."""

    options: tuple[str, ...] = ()
    today: date = field(default_factory=date.today)


@dataclass(frozen=True)
class AttributeType:
    """One type of own fields.

    `read` gets distinct tidy texts that are not empty and returns a frame of READ, a row a text: the stored text (null:
    it is not stored) and what is wrong with it, a code of `zhivo.quality.reasons`. `show` writes a stored text as the
    user's language does. `control` is how it is typed: line, text, date, pick or picks. `refusal` is the sentence to
    who typed what cannot be read.
    """

    key: str
    label: str | Promise
    read: Callable[[pl.Series, How], pl.DataFrame]
    refusal: str | Promise = ""
    show: Callable[[str], str] = str
    control: str = "line"
    example: str = ""
    keyboard: str = "text"  # of a phone
    has_options: bool = False
    is_tidied: bool = True  # else line breaks and blanks within are kept


types: Registry[AttributeType] = Registry("type of own fields", folder=__name__)


def read(texts: pl.Series, *, of_type: str, how: How | None = None) -> pl.DataFrame:
    """Return what is stored of each text and what is wrong with it (READ), a row a text; nothing of an empty one."""
    found = types[of_type]
    written = (tidy(texts) if found.is_tidied else texts.str.strip_chars()).alias("text")
    distinct = written.filter(written != "").unique(maintain_order=True)
    if distinct.is_empty():
        return pl.DataFrame(
            {name: pl.repeat(None, texts.len(), dtype=dtype, eager=True) for name, dtype in READ.items()}
        )
    known = found.read(distinct, how or How()).with_columns(text=distinct)
    return written.to_frame().join(known, on="text", how="left", maintain_order="left").select(list(READ))


def shown(value: str, *, of_type: str) -> str:
    """Return a stored text as the user's language writes it; what was kept though it does not fit stays as it is."""
    try:
        return types[of_type].show(value)
    except (ValueError, ArithmeticError):
        return value


def mapped(texts: pl.Series, meanings: dict[str, str], *, fault: str) -> pl.DataFrame:
    """Return what each text means, the fault where it means nothing."""
    value = texts.replace_strict(meanings, default=None, return_dtype=pl.String)
    return judged(value, fault=fault)


def judged(value: pl.Series, *, fault: str) -> pl.DataFrame:
    """Return the values with this fault where there is none."""
    return value.alias("value").to_frame().with_columns(fault=pl.when(pl.col("value").is_null()).then(pl.lit(fault)))
