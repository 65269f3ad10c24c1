"""INN, KPP and OGRN: kept only where the check digits hold; a zero that a spreadsheet ate is given back."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from zhivo.quality.cells import Cells, flagged
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.placeholders import is_no_value

_TEN = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_ELEVEN = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_TWELVE = (3, *_ELEVEN)
_ALL_ALIKE = "|".join(rf"{digit}{{9,15}}" for digit in range(10))
_DUMMY = rf"^(?:{_ALL_ALIKE}|12345678\d*|0123456789\d*|9876543210?)$"
_KPP = r"^\d{4}[\dA-Z]{2}\d{3}$"


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make inn, kpp and ogrn; a KPP written behind the INN («7712345678/771201001») goes to kpp."""
    columns = {name: cells.one(name) for name in ("inn", "kpp", "ogrn")}
    if not any((column != "").any() for column in columns.values()) and done["_inn"].null_count() == cells.height:
        return Cleaned(pl.DataFrame({name: pl.Series([None], dtype=pl.String).new_from_index(0, cells.height) for name in columns}))
    written = pl.DataFrame(columns).with_columns(
        pl.when(pl.col("inn") == "").then(done["_inn"].fill_null("")).otherwise("inn").alias("inn")
    )
    both = pl.col("inn").str.replace(r"[.,]0+$", "").str.extract_groups(r"(\d{9,12})\s*[/\\;,\s]\s*(?i:кпп)?[\s:]*(\d{8,9})\D*$")
    frame = written.with_columns(both.alias("both")).unnest("both").rename({"1": "inn_of_both", "2": "kpp_of_both"})
    frame = frame.with_columns(
        inn_digits=pl.coalesce("inn_of_both", _bare("inn")),
        kpp_digits=pl.when(pl.col("kpp") == "").then("kpp_of_both").otherwise(_bare("kpp")).fill_null(""),
        ogrn_digits=_bare("ogrn"),
    )
    inn, inn_reasons = _checked(frame, "inn", holds=_inn_holds, short=(9, 11))
    ogrn, ogrn_reasons = _checked(frame, "ogrn", holds=_ogrn_holds, short=())
    kpp, kpp_reasons = _kpp(frame, inn=inn)
    return Cleaned(pl.DataFrame([inn, kpp, ogrn]), pl.concat([*inn_reasons, *kpp_reasons, *ogrn_reasons]))


def _bare(name: str) -> pl.Expr:
    """A cell without spaces, dashes, «.0» and the word before the number."""
    text = pl.col(name).str.replace(r"[.,]0+$", "").str.to_uppercase()
    return text.str.replace_all(r"ИНН|КПП|ОГРНИП|ОГРН|INN|KPP|OGRN|[\s:№.'`\"-]", "")


def _checked(
    frame: pl.DataFrame, name: str, *, holds: Callable[[pl.Expr], pl.Expr], short: tuple[int, ...]
) -> tuple[pl.Series, list[pl.DataFrame]]:
    digits = pl.col(f"{name}_digits").fill_null("")
    long = digits.str.len_chars()
    with_zero = pl.when(long.is_in(short) & digits.str.contains(r"^\d+$")).then("0" + digits).otherwise(digits)
    is_dummy = digits.str.contains(_DUMMY) | is_no_value(pl.col(name))
    judged = frame.select(
        written=pl.col(name),
        value=with_zero,
        restored=with_zero != digits,
        holds=holds(with_zero) & ~is_dummy,
        dummy=is_dummy,
    )
    value = judged.select(pl.when("holds").then("value").alias(name))[name]
    wrong = (judged["written"] != "") & ~judged["holds"] & ~judged["dummy"]
    return value, [
        flagged(wrong, f"{name}:check_digits"),
        flagged(judged["dummy"] & (judged["written"] != ""), f"{name}:placeholder"),
        flagged(judged["holds"] & judged["restored"], f"{name}:zero_restored"),
    ]


def _digit(text: pl.Expr, place: int) -> pl.Expr:
    return text.str.slice(place, 1).cast(pl.Int32, strict=False)


def _control(text: pl.Expr, weights: tuple[int, ...]) -> pl.Expr:
    total = pl.sum_horizontal(*(_digit(text, place) * weight for place, weight in enumerate(weights)))
    return total % 11 % 10


def _inn_holds(text: pl.Expr) -> pl.Expr:
    ten = text.str.contains(r"^\d{10}$") & (_control(text, _TEN) == _digit(text, 9))
    twelve = (
        text.str.contains(r"^\d{12}$")
        & (_control(text, _ELEVEN) == _digit(text, 10))
        & (_control(text, _TWELVE) == _digit(text, 11))
    )
    return (ten | twelve).fill_null(value=False)


def _ogrn_holds(text: pl.Expr) -> pl.Expr:
    def control(long: int) -> pl.Expr:
        number = text.str.slice(0, long).cast(pl.Int64, strict=False)
        return number % (long - 1) % 10 == _digit(text, long)

    thirteen = text.str.contains(r"^\d{13}$") & control(12)
    fifteen = text.str.contains(r"^\d{15}$") & control(14)
    return (thirteen | fifteen).fill_null(value=False)


def _kpp(frame: pl.DataFrame, *, inn: pl.Series) -> tuple[pl.Series, list[pl.DataFrame]]:
    """A KPP has no check digits; a lost zero is given back where it makes the tax office that of the INN."""
    digits = pl.col("kpp_digits")
    office = frame.select(inn).to_series().str.slice(0, 2)
    lost = digits.str.contains(r"^\d{8}$") & (("0" + digits.str.slice(0, 1)) == pl.lit(office))
    judged = frame.select(
        value=pl.when(lost).then("0" + digits).otherwise(digits),
        restored=lost.fill_null(value=False),
        dummy=digits.str.contains(_DUMMY) | is_no_value(pl.col("kpp")),
    ).with_columns(holds=pl.col("value").str.contains(_KPP) & ~pl.col("dummy"))
    value = judged.select(pl.when("holds").then("value").alias("kpp"))["kpp"]
    return value, [
        flagged((judged["value"] != "") & ~judged["holds"] & ~judged["dummy"], "kpp:invalid"),
        flagged(judged["dummy"], "kpp:placeholder"),
        flagged(judged["holds"] & judged["restored"], "kpp:zero_restored"),
    ]


cleaners.add(Cleaner(key="tax_ids", label="INN, KPP and OGRN", fields=("inn", "kpp", "ogrn"), run=clean, after=("company",)))
