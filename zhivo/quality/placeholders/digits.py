"""Digits that nobody was given: all alike, a walk along the keys, one group over and over."""

from __future__ import annotations

import polars as pl

from zhivo.quality.placeholders.keys import ALIKE, RUN, SINGLE, STAMMER
from zhivo.quality.placeholders.nothing import words

_UP = "0123456789012345678901"
# The number block of a keyboard or a phone, by columns, rows and crosswise.
_BLOCK = (
    "1472583690",
    "741852963",
    "258147369",
    "3692581470",
    "963852741",
    "789456123",
    "0147258369",
    "321654987",
    "159753",
    "159357",
    "951753",
    "357159",
    "1478963",
)
_TEN = ("12345678910", "1234554321", "123454321", "123321123321", "5432112345", "1234567891", "123456789101")
_WALKS = " ".join([*(way for walk in (_UP, *_BLOCK) for way in (walk, walk[::-1])), *_TEN])
_BLOCK_SHORTEST = 6  # of five digits many a walk over the block is somebody's number
_GROUPS = ("12", "21", "10", "01", "123", "321", "1234", "4321")  # for others, like 234-234, taxi firms pay
# Every kind has one of these in it, six digits and more, and few numbers have.
MAY_BE = sorted(
    words(
        "000000 111111 222222 333333 444444 555555 666666 777777 888888 999999 012345 123456 234567 345678 456789 "
        "567890 098765 987654 876543 765432 654321 543210 123123 321321 121212 212121 101010 010101 123412 432143 "
        "123454 147258 258369 741852 852963 369258 963852 258147 789456 456123 321654 654987 159753 159357 951753 "
        "357159 147896"
    )
)


def kind(digits: pl.Expr) -> pl.Expr:
    """Return SINGLE, ALIKE, RUN or STAMMER of digits, null where they may be somebody's."""
    return (
        pl.when(digits.str.len_chars() == 1)
        .then(pl.lit(SINGLE))
        .when(alike(digits))
        .then(pl.lit(ALIKE))
        .when(walk(digits))
        .then(pl.lit(RUN))
        .when(repeated(digits))
        .then(pl.lit(STAMMER))
    )


def alike(digits: pl.Expr) -> pl.Expr:
    """Say where all digits are the same."""
    return digits.str.strip_chars(digits.str.slice(0, 1)) == ""


def walk(digits: pl.Expr) -> pl.Expr:
    """Say where digits walk along the keys: three and more up or down, six and more over the number block."""
    long = digits.str.len_chars()
    up_or_down = pl.lit(f"{_UP} {_UP[::-1]}").str.contains(digits, literal=True)
    any_way = pl.lit(_WALKS).str.contains(digits, literal=True)
    return (long >= 3) & (up_or_down | ((long >= _BLOCK_SHORTEST) & any_way))


def repeated(digits: pl.Expr) -> pl.Expr:
    """Say where six digits and more are one short walk over and over, whole or cut off: 123123, 1231231, 121212."""
    starts = [pl.lit(group * 8).str.starts_with(digits) for group in _GROUPS]
    return (digits.str.len_chars() >= _BLOCK_SHORTEST) & pl.any_horizontal(*starts)


def one_other(digits: pl.Expr) -> pl.Expr:
    """Say where all digits but one are the same."""
    long = digits.str.len_chars()
    return pl.any_horizontal(*(digits.str.count_matches(str(digit), literal=True) >= long - 1 for digit in range(10)))
