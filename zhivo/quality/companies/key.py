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


def company_key(names: pl.Expr, *, is_transliterated: pl.Expr) -> pl.Expr:
    """Return small letters and digits only, ё as е, without spaces: «Юг-Финанс» and «ЮгФинанс» are one key.

    A name in Latin letters stays so unless a Russian legal form in Latin letters ("OOO Progress") says that it is a
    transliteration: then it is written back. Null where no letter or digit is left.
    """
    lower = names.str.to_lowercase().str.replace_all("ё", "е", literal=True)
    latin = is_transliterated & ~lower.str.contains("[а-я]")
    back = (
        pl.when(latin).then(lower.str.replace_many(list(_BACK), list(_BACK.values()), leftmost=True)).otherwise(lower)
    )
    amount = back.str.replace_all("+", " плюс ", literal=True)
    key = amount.str.replace_all(r"[^\p{L}\p{N}]+", "")
    return pl.when(key != "").then(key)
