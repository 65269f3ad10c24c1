"""First names that are known, with their short forms: the full name that each stands for, and the sex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from zhivo.quality.names.sound import sound


@dataclass(frozen=True)
class Dictionary:
    """`names`: heard (sound key), first_key, sex ("m", "f", null for both). `alternatives`: see `alternatives()`."""

    names: pl.DataFrame
    alternatives: dict[str, frozenset[str]]


def _forms() -> Iterator[tuple[str, str, str]]:
    for line in files(__package__).joinpath("first_names.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, others = line[2:].partition(":")
        for form in [name, *others.split()]:
            yield line[0], name, form


@cache
def _dictionary() -> Dictionary:
    forms = pl.DataFrame(list(_forms()), schema=["sex", "name", "form"], orient="row")
    heard = forms.with_columns(heard=sound(pl.col("form")), full=sound(pl.col("name")))
    grouped = heard.group_by("heard", maintain_order=True).agg(
        pl.col("full").unique(maintain_order=True), pl.col("sex").unique(maintain_order=True)
    )
    is_one = pl.col("full").list.len() == 1
    names = grouped.select(
        "heard",
        first_key=pl.when(is_one).then(pl.col("full").list.first()).otherwise("heard"),
        sex=pl.when(pl.col("sex").list.len() == 1).then(pl.col("sex").list.first()),
    )
    several = grouped.filter(~is_one)
    return Dictionary(names, {key: frozenset(full) for key, full in several.select("heard", "full").iter_rows()})


def first_names() -> pl.DataFrame:
    """Return the known first names: `heard` (the sound key of a form), `first_key` (of its full name), `sex` or null."""
    return _dictionary().names


def alternatives() -> dict[str, frozenset[str]]:
    """Return the full names (keys) that each short form of several names may stand for: «Саша», «Женя», «Слава»."""
    return _dictionary().alternatives


@cache
def full_names() -> frozenset[str]:
    """Return the keys of names that stand for themselves alone, so that one letter makes another name."""
    keys = _dictionary().names.filter(pl.col("heard") == pl.col("first_key"))["heard"]
    return frozenset(keys) - frozenset(_dictionary().alternatives)
