"""Names typed with the keyboard in the wrong layout: "Bdfyjd" is «Иванов»."""

from __future__ import annotations

import polars as pl

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"


def candidates(texts: pl.Expr) -> pl.Expr:
    """Say which texts could have been typed so: Latin letters and the keys that carry Russian ones, nothing else."""
    return texts.str.contains(r"^[A-Za-z\[\]{};:'\"<>,.`~\s-]+$") & texts.str.contains("[A-Za-z]{2}")


def switched(texts: pl.Expr) -> pl.Expr:
    """Return the texts as the Russian layout would have written them."""
    return texts.str.replace_many(list(_LATIN), list(_RUSSIAN))


def unpronounceable(texts: pl.Expr) -> pl.Expr:
    """Say which Latin texts have hardly a vowel: under one letter in five."""
    letters = texts.str.count_matches("[A-Za-z]")
    return texts.str.count_matches("[aeiouAEIOU]") * 5 < letters
