"""E-mails in comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.cleaners.email import judge
from zhivo.quality.recover.denials import is_denied
from zhivo.quality.recover.recoverers import Recoverer, recoverers
from zhivo.quality.recover.spans import Span, searched

_AT = r" ?(?:@|\(at\)|\[at\]|\((?:собака|собачка)\)) ?| (?:собака|собачка) "
_ADDRESS = re.compile(
    rf"(?<![a-z0-9а-я._%+-])([a-z0-9][a-z0-9._%+-]{{0,63}})(?:{_AT})"
    r"((?:[a-z0-9][a-z0-9-]{0,40}(?:\.|,(?=(?:ru|com|net|org|su|by|kz|ua)(?![a-z])))){1,4}[a-z]{2,12})(?![a-z0-9@])"
)


def may_hold(said: pl.Expr) -> pl.Expr:
    """Say which comments have an at sign or the word for it."""
    return said.str.contains_any(["@", "собак", "собач", "(at)", "[at]"])


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the addresses of comments as the cleaner of e-mails takes them; dummies are none."""
    found = searched(texts, _addresses)
    judged = judge(found["value"].unique(), domains={}).select("part", "value", "code")
    judged = found.rename({"value": "part"}).join(judged, on="part", how="left", maintain_order="left")
    return judged.filter(pl.col("value").is_not_null()).select(found.columns)


def _addresses(text: str, said: str) -> Iterator[Span]:
    for found in _ADDRESS.finditer(said):
        if not is_denied(said, *found.span()):
            yield Span(f"{found[1].rstrip('.')}@{found[2].replace(',', '.')}", *found.span())


def stands() -> pl.Expr:
    """Say which addresses the row has."""
    return pl.col("emails").list.contains(pl.col("value"))


recoverers.add(Recoverer(key="email", label=_("E-mail"), may_hold=may_hold, find=find, own=("emails",), stands=stands))
