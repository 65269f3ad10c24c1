"""Digits brought to E.164 and judged: a real number, a dummy, a number without its code, or none."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers
import polars as pl

from zhivo.quality.numbering import is_assigned
from zhivo.quality.numbering.area_codes import pattern
from zhivo.quality.placeholders import digits, phones

VALID, UNASSIGNED, NO_CODE, PLACEHOLDER, INVALID = "valid", "not_in_register", "no_code", "placeholder", "invalid"
# Codes of neighbours whose numbers are often written without the plus.
_NEIGHBOUR = r"^(?:375\d{9}|380\d{9}|374\d{8}|99[24568]\d{9})$"
_RUSSIAN = r"^7[3489]"
_MOBILE = 9_000_000_000
_ODD = r"^[^7]|^7[^3489]|^.{0,10}$|^.{12,}$"


def judge(parts: pl.DataFrame) -> pl.DataFrame:
    """Add `value`, `state` and `dummy` to parts (`digits`, `plus`, `extension`).

    The value is E.164, for no_code the digits, else null; `dummy` says of what kind a placeholder is.
    """
    parts = parts.with_row_index("place")
    is_odd = parts["digits"].str.contains(_ODD) | parts["digits"].str.contains_any(digits.MAY_BE)
    if not is_odd.any():
        return _russian(parts).drop("place")
    return pl.concat([_russian(parts.filter(~is_odd)), _any(parts.filter(is_odd))]).sort("place").drop("place")


def _russian(parts: pl.DataFrame) -> pl.DataFrame:
    """Eleven digits with a Russian code and nothing of a dummy about them."""
    national = parts["digits"].str.slice(1).cast(pl.Int64)
    known = (national < _MOBILE) | is_assigned(national)
    return parts.with_columns(
        value="+" + pl.col("digits") + _extension(),
        state=pl.when(pl.lit(known)).then(pl.lit(VALID)).otherwise(pl.lit(UNASSIGNED)),
        dummy=pl.lit(None, dtype=pl.String),
    )


def _extension() -> pl.Expr:
    return pl.coalesce(pl.lit(";ext=") + pl.col("extension"), pl.lit(""))


def _any(parts: pl.DataFrame) -> pl.DataFrame:
    frame = parts.with_columns(_country().alias("full"))
    frame = frame.with_columns(
        dummy=phones.kind(pl.col("digits"), national=pl.col("full").str.slice(1)),
        russian=pl.col("full").str.contains(_RUSSIAN) & (pl.col("full").str.len_chars() == 11),
    )
    national = frame.select(
        pl.when("russian").then(pl.col("full").str.slice(1).cast(pl.Int64, strict=False))
    ).to_series()
    is_mobile = pl.col("full").str.starts_with("79")
    is_fixed = pl.col("full").str.slice(1).str.contains(pattern())
    short = pl.col("digits").str.len_chars()
    frame = frame.with_columns(is_assigned(national).alias("is_assigned")).with_columns(
        state=pl.when(pl.col("dummy").is_not_null())
        .then(pl.lit(PLACEHOLDER))
        .when(pl.col("russian") & is_mobile)
        .then(pl.when("is_assigned").then(pl.lit(VALID)).otherwise(pl.lit(UNASSIGNED)))
        .when(pl.col("russian") & is_fixed)
        .then(pl.lit(VALID))
        .when(short.is_between(5, 7) & ~pl.col("plus"))
        .then(pl.lit(NO_CODE))
    )
    frame = frame.join(_by_library(frame), on=["digits", "plus"], how="left", maintain_order="left")
    state = pl.coalesce("state", pl.when(pl.col("abroad").is_not_null()).then(pl.lit(VALID)), pl.lit(INVALID))
    number = pl.when(pl.col("abroad").is_not_null()).then("abroad").otherwise("+" + pl.col("full"))
    value = pl.when(state.is_in([VALID, UNASSIGNED])).then(number + _extension()).when(state == NO_CODE).then("digits")
    return parts.with_columns(frame.select(value=value, state=state, dummy="dummy"))


def _country() -> pl.Expr:
    """The digits with the country in front, as far as Russian habits tell: 8…, 007…, 8107…, ten digits."""
    digits = pl.col("digits")
    abroad = digits.str.replace(r"^(?:810|00)(\d{10,14})$", "$1")
    plain = abroad.str.replace(r"^[78]([78][3489]\d{9})$", "$1")
    ten = pl.when(~pl.col("plus") & plain.str.contains(r"^[3489]\d{9}$")).then("7" + plain).otherwise(plain)
    return (
        pl.when(~pl.col("plus") | ten.str.starts_with("7"))
        .then(ten.str.replace(r"^8([3489]\d{9})$", "7$1"))
        .otherwise(ten)
    )


def _by_library(frame: pl.DataFrame) -> pl.DataFrame:
    """Ask the library about distinct leftovers: digits, plus, abroad (E.164)."""
    is_foreign = (
        pl.col("plus")
        | pl.col("digits").str.contains(_NEIGHBOUR)
        | pl.col("digits").str.contains(r"^(?:00|810)\d{9,}|^7[67]\d{9}$|^8[67]\d{9}$")
    )
    asked = (
        frame.filter(pl.col("state").is_null() & is_foreign).select("digits", "plus", "full").unique(["digits", "plus"])
    )
    answers = pl.Series("abroad", [_valid(full) for full in asked["full"]], dtype=pl.String)
    return asked.select("digits", "plus").with_columns(answers)


@lru_cache(maxsize=50_000)
def _valid(digits: str) -> str | None:
    for attempt in (digits, "7" + digits[-10:] if len(digits) in (10, 11) else ""):
        try:
            number = phonenumbers.parse("+" + attempt)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None
