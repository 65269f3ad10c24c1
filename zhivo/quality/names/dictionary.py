"""First names that are known, with their short forms: the full name that each stands for, and the sex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

from zhivo.quality.names.sound import sound

_LONG_ENOUGH = 5
_SPELLED = "="  # before a Latin form: «Andrew» sounds like «Андреев» and is known by its letters only


_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэъь", [*"abvgdeziyklmnoprstufye", "", ""], strict=True))
    | dict(zip("жхцчшщюя", ["zh", "kh", "ts", "ch", "sh", "sch", "yu", "ya"], strict=True))
)
_LATIN_TOO = _LATIN | {ord("й"): "i", ord("х"): "h", ord("ю"): "iu", ord("я"): "ia", ord("щ"): "shch"}


@dataclass(frozen=True)
class Dictionary:
    """`names`: written, first_key, sex ("m", "f", null for both). The others: see the functions of their names."""

    names: pl.DataFrame
    alternatives: dict[str, frozenset[str]]
    full_names: frozenset[str]
    initials: dict[str, frozenset[str]]


def forms() -> Iterator[tuple[str, str, str]]:
    """Yield (sex, full name, form) for every known first name and each of its short and other forms."""
    for line in files(__package__).joinpath("first_names.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, others = line[2:].partition(":")
        for form in [name, *others.split()]:
            yield line[0], name, form


def written(words: pl.Expr, *, heard: pl.Expr) -> pl.Expr:
    """Return how words are looked up when spelled in Latin letters; by their sound (`heard`) all can be looked up."""
    return pl.when(words.str.contains("[а-яёА-ЯЁ]")).then(heard).otherwise(_SPELLED + words.str.to_lowercase())


@cache
def spelled() -> frozenset[str]:
    """Return every known spelling of a first name in small letters, ё as е, and in Latin letters as they are used."""
    russian = {form.lower().replace("ё", "е") for _sex, _name, form in forms()}
    return frozenset(russian | {form.translate(letters) for form in russian for letters in (_LATIN, _LATIN_TOO)})


@cache
def _dictionary() -> Dictionary:
    every = pl.DataFrame(list(forms()), schema=["sex", "name", "form"], orient="row")
    known = every.with_columns(heard=sound(pl.col("form")), full=sound(pl.col("name")))
    known = known.with_columns(written=written(pl.col("form"), heard=pl.col("heard")))
    grouped = known.group_by("written", maintain_order=True).agg(
        pl.col("heard").first(), pl.col("full").unique(maintain_order=True), pl.col("sex").unique(maintain_order=True)
    )
    is_one = pl.col("full").list.len() == 1
    names = grouped.select(
        "written",
        first_key=pl.when(is_one).then(pl.col("full").list.first()).otherwise("heard"),
        sex=pl.when(pl.col("sex").list.len() == 1).then(pl.col("sex").list.first()),
    )
    several = grouped.filter(~is_one)
    alternatives = {key: frozenset(full) for key, full in several.select("heard", "full").iter_rows()}
    full = frozenset(known["full"]) - frozenset(alternatives)
    letters = known.group_by("full").agg(pl.col("heard").str.slice(0, 1).unique())
    initials = {key: frozenset(first) for key, first in letters.iter_rows()}
    return Dictionary(names, alternatives, full, initials)


def first_names() -> pl.DataFrame:
    """Return the known first names: `written` (see `written()`), `first_key` (of the full name), `sex` or null."""
    return _dictionary().names


def alternatives() -> dict[str, frozenset[str]]:
    """Return the full names (keys) that each short form of several names may stand for: «Саша», «Женя», «Слава»."""
    return _dictionary().alternatives


def full_names() -> frozenset[str]:
    """Return the keys of names that stand for themselves alone, so that one letter makes another name."""
    return _dictionary().full_names


def initials(key: str) -> frozenset[str]:
    """Return the letters that a first name (its key) may be abbreviated to: Маргарита is М. and, as Рита, Р."""
    known = _dictionary().initials
    letters = [known.get(full, frozenset()) for full in alternatives().get(key, {key})]
    return frozenset(key[:1]).union(*letters)


@cache
def sexes() -> pl.DataFrame:
    """Return the sex of every first_key that has one: `first_key`, `sex`."""
    return (
        first_names()
        .group_by("first_key")
        .agg(pl.col("sex").unique())
        .filter((pl.col("sex").list.len() == 1) & pl.col("sex").list.first().is_not_null())
        .with_columns(pl.col("sex").list.first())
    )


@lru_cache(maxsize=50_000)
def is_near(key: str) -> bool:
    """Say whether a word (its sound key) is a known name of five letters or more with one slip in it."""
    if len(key) < _LONG_ENOUGH:
        return False
    return process.extractOne(key, _long_names(), scorer=OSA.distance, score_cutoff=1) is not None


@cache
def _long_names() -> list[str]:
    return sorted(key for key in first_names()["written"] if not key.startswith(_SPELLED) and len(key) >= _LONG_ENOUGH)
