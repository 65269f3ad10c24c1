"""The comparison key of a firm's name."""

from __future__ import annotations

import polars as pl

_BACK = {
    "shch": "щ", "sch": "щ", "yo": "е", "jo": "е", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш",
    "yu": "ю", "ju": "ю", "iu": "ю", "ya": "я", "ja": "я", "ia": "я", "ye": "е", "iy": "ий", "ij": "ий",
    "yy": "ый", "a": "а", "b": "б", "v": "в", "w": "в", "g": "г", "d": "д", "e": "е", "z": "з", "i": "и",
    "j": "й", "y": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т",
    "u": "у", "f": "ф", "h": "х", "c": "ц", "x": "кс", "q": "к",
}  # fmt: skip


def company_key(names: pl.Series, *, is_transliterated: pl.Series) -> pl.Series:
    """Return small letters and digits only, ё as е, without spaces: «Юг-Финанс» and «ЮгФинанс» are one key.

    A name in Latin letters stays so unless a Russian legal form in Latin letters ("OOO Progress") says that it is a
    transliteration: then it is written back. Null where no letter or digit is left.
    """
    lower = names.str.to_lowercase().str.replace_all("ё", "е", literal=True)
    is_latin = is_transliterated & ~lower.str.contains("[а-я]")
    back = lower.filter(is_latin).str.replace_many(list(_BACK), list(_BACK.values()), leftmost=True)
    lower = lower.scatter(is_latin.arg_true(), back)
    key = lower.str.replace_all("+", "плюс", literal=True).str.replace_all(r"[^\p{L}\p{N}]+", "")
    return key.zip_with(key != "", pl.Series([None], dtype=pl.String)).alias("key")
