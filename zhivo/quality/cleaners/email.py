"""E-mails: every address of every e-mail column in small letters, dummies and broken ones told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import polars as pl
from email_validator import EmailNotValidError, validate_email

from zhivo.quality import mail_domains
from zhivo.quality.cells import Cells, gathered, nothing
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.placeholders import emails as dummies
from zhivo.quality.placeholders import texts

LONGEST = 500
_CODES = ("code", "domain_code", "role_code")
_PLAIN = r"^[a-z0-9_%+'-]+(?:\.[a-z0-9_%+'-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}$"
_LOCAL_LONGEST, _WHOLE_LONGEST = 64, 254
_ALIKE = dict(zip("асеорхукі", "aceopxyki", strict=True))
_AT = r"\s*(?:@|\(at\)|\[at\]|\{at\}|\(собака\)|\[собака\]|\(a\))\s*|\s+(?:собака|at)\s+"


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make emails: valid addresses of each row, unique, in the order written."""
    if not cells.has("email"):
        return Cleaned(pl.DataFrame({"emails": gathered(nothing(), height=cells.height)}))
    judged, said = read(cells.long("email"), domains=cells.domains)
    emails = gathered(judged.filter(pl.col("value").is_not_null()), height=cells.height)
    codes = [
        judged.filter(pl.col(name).is_not_null()).select("index", reason=pl.lit("email:") + pl.col(name))
        for name in _CODES
    ]
    return Cleaned(pl.DataFrame({"emails": emails}), pl.concat([said, *codes]))


def read(cells: pl.DataFrame, *, domains: Mapping[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what should be addresses in cells (`index`, `text`), and reasons (`index`, `reason`) of cells of words.

    Of each: index, part, value (null for none), dummy (the kind of placeholder that it is) and the codes in _CODES.
    """
    found, said = _find(cells)
    distinct = judge(found["part"].unique(), domains=domains)
    return found.join(distinct, on="part", how="left", maintain_order="left"), said


def _find(cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The things in cells that should be addresses (index, part), and reasons of cells that hold none."""
    lower = cells.with_columns(pl.col("text").str.slice(0, LONGEST).str.to_lowercase().alias("part"))
    is_plain = lower.select(pl.col("part").str.contains(_PLAIN)).to_series()
    rest = lower.filter(~is_plain)
    if rest.is_empty():
        return lower.select("index", "part"), nothing()
    says_none = texts.kinds(rest["part"]).is_not_null()
    marked = pl.col("part").str.replace_all(_AT, "@").str.replace_all(r"mailto:|e?-?mail:|почта:|\s*\(dot\)\s*", "")
    # «ivan@mail,ru»: a comma before what can only be the end of a domain is a dot.
    marked = marked.str.replace_all(
        r"(@[^\s@,;]+)\s*,\s*(ru|com|net|org|рф|su|by|kz|ua|info|biz)(\s|[,;]|$)", "$1.$2$3"
    )
    marked = marked.str.replace_all(r"@\s*\.?\s*", "@").str.replace_all(
        r"(@[^\s@]+)\s*\.\s+(ru|com|net|org|рф|su|by|kz|ua)\b", "$1.$2"
    )
    split = (
        rest.filter(~says_none)
        .with_columns(
            marked.str.replace_all(r"[\s,;/|<>()\[\]\"«»]+", " ").str.strip_chars().str.split(" ").alias("part")
        )
        .explode("part")
        .with_columns(pl.col("part").str.strip_chars(" .:-'`*"), has_at=pl.col("part").str.contains("@", literal=True))
        .filter(pl.col("part") != "")
    )
    # Words beside an address are a remark; a cell of words alone is broken once.
    has_address = pl.col("has_at").any().over("index")
    broken = split.filter(~has_address).unique("index", maintain_order=True)
    remarks = split.filter(has_address & ~pl.col("has_at") & pl.col("part").str.contains(r"[\p{L}\p{N}]"))
    parts = pl.concat([lower.filter(is_plain), split.filter("has_at").select(lower.columns)]).sort(
        "index", maintain_order=True
    )
    said = pl.concat(
        [
            rest.filter(says_none).select("index", reason=pl.lit("email:placeholder")),
            broken.select("index", reason=pl.lit("email:invalid")),
            remarks.select("index", reason=pl.lit("email:trailing_text")),
            cells.filter(pl.col("text").str.len_chars() > LONGEST).select("index", reason=pl.lit("email:too_long")),
        ]
    )
    return parts.select("index", "part"), said


def judge(parts: pl.Series, *, domains: Mapping[str, str]) -> pl.DataFrame:
    """Return distinct parts with the address each gives and what is to be said of it.

    `part`, `value` (null for none), `code` and `domain_code` of the reasons of e-mails, null for nothing.
    """
    frame = pl.DataFrame({"part": parts}).with_columns(mended=_latin())
    frame = _with_domains(frame.with_columns(is_mended=pl.col("mended") != pl.col("part")), domains)
    frame = frame.with_columns(plain=pl.col("mended").str.contains(_PLAIN) & _short_enough(pl.col("mended")))
    odd = frame.filter(~pl.col("plain"))
    asked = odd.select("part", library=pl.Series([_by_library(part) for part in odd["mended"]], dtype=pl.String))
    frame = frame.join(asked, on="part", how="left", maintain_order="left")
    value = pl.when("plain").then("mended").otherwise("library")
    frame = frame.with_columns(value=value)
    address = frame.select(pl.coalesce("value", "mended")).to_series()
    halves = dummies.halves(address)
    frame = frame.with_columns(dummy=dummies.kinds(halves))
    is_dummy = pl.col("dummy").is_not_null()
    code = (
        pl.when(is_dummy)
        .then(pl.lit("placeholder"))
        .when(pl.col("value").is_null())
        .then(pl.lit("invalid"))
        .when("is_mended")
        .then(pl.lit("lookalike"))
    )
    # A domain that somebody said is misspelt was put right; one that only looks so stays as it is written.
    domain_code = (
        pl.when("is_corrected")
        .then(pl.lit("domain_corrected"))
        .when(pl.lit(_is_typo(frame["value"])))
        .then(pl.lit("domain_typo"))
    )
    is_address = ~is_dummy & pl.col("value").is_not_null()
    role = pl.when(is_address & dummies.is_role(halves)).then(pl.lit("role"))
    return frame.select(
        "part",
        "dummy",
        value=pl.when(~is_dummy).then("value"),
        code=code,
        domain_code=pl.when(is_address).then(domain_code),
        role_code=role,
    )


def _with_domains(frame: pl.DataFrame, domains: Mapping[str, str]) -> pl.DataFrame:
    """Write what misspelt domains mean into `mended`, and say in which parts (`is_corrected`)."""
    if not domains:
        return frame.with_columns(is_corrected=pl.lit(value=False))
    halves = frame.select(
        pl.col("mended").str.extract(r"^(.*@)").alias("local"),
        pl.col("mended").str.extract(r"@([^@]*)$").replace_strict(dict(domains), default=None).alias("means"),
    )
    frame = frame.hstack(halves).with_columns(is_corrected=pl.col("means").is_not_null())
    corrected = pl.when("is_corrected").then(pl.concat_str("local", "means")).otherwise("mended")
    return frame.with_columns(corrected.alias("mended")).drop("local", "means")


def _is_typo(addresses: pl.Series) -> pl.Series:
    domains = addresses.str.extract(r"@([^@]*)$")
    typos = [domain for domain in domains.drop_nulls().unique() if mail_domains.meant(domain)]
    return domains.is_in(typos).fill_null(value=False)


def _latin() -> pl.Expr:
    """Write Latin letters for the Russian ones that look the same, where others are Latin already."""
    part = pl.col("part")
    mixed = part.str.contains("[a-z]") & part.str.contains("[а-яёі]")
    mended = part.str.replace_many(_ALIKE)
    return pl.when(mixed & ~mended.str.contains("[а-яёі]")).then(mended).otherwise(part)


def _short_enough(address: pl.Expr) -> pl.Expr:
    local = address.str.split("@").list.first().str.len_chars()
    return (local <= _LOCAL_LONGEST) & (address.str.len_chars() <= _WHOLE_LONGEST)


@lru_cache(maxsize=20_000)
def _by_library(part: str) -> str | None:
    local = part.partition("@")[0]
    # The library takes any alphabet; two of them in one name are a slip of the keyboard.
    if len(part) > _WHOLE_LONGEST or (re.search("[a-z]", local) and re.search("[а-яёі]", local)):
        return None
    try:
        return validate_email(part, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None


cleaners.add(Cleaner(key="email", label="E-mails", fields=("email",), run=clean))
