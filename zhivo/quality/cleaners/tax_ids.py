"""INN, KPP and OGRN: kept only where the check digits hold; a zero that a spreadsheet ate is given back."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from zhivo.quality.cells import Cells, flagged, nulls
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.placeholders import digits, numbers

_TEN = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_ELEVEN = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_TWELVE = (3, *_ELEVEN)
_IDS = ("inn", "kpp", "ogrn")
_INN_AND_KPP = r"(\d{9,12})\s*[/\\;,\s]\s*(?i:кпп)?[\s:]*(\d{8,9})\D*$"
_KPP = r"^\d{4}[\dA-Z]{2}\d{3}$"


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make inn, kpp and ogrn; a KPP written behind the INN («7712345678/771201001») goes to kpp."""
    written = pl.DataFrame({name: cells.one(name) for name in _IDS}).with_columns(
        pl.when(pl.col("inn") == "").then(done["_inn"].fill_null("")).otherwise("inn").alias("inn")
    )
    filled = written.with_row_index().filter(pl.any_horizontal(pl.col(name) != "" for name in _IDS))
    if filled.is_empty():
        return Cleaned(nulls(cells.height, inn=pl.String, kpp=pl.String, ogrn=pl.String))
    both = pl.col("inn").str.replace(r"[.,]0+$", "").str.extract_groups(_INN_AND_KPP)
    frame = filled.with_columns(both.alias("both")).unnest("both").rename({"1": "inn_of_both", "2": "kpp_of_both"})
    frame = frame.with_columns(
        inn_digits=pl.coalesce("inn_of_both", _bare(frame["inn"])),
        kpp_digits=pl.when(pl.col("kpp") == "").then("kpp_of_both").otherwise(_bare(frame["kpp"])).fill_null(""),
        ogrn_digits=_bare(frame["ogrn"]),
    )
    inn, inn_reasons = _checked(frame, "inn", holds=_inn_holds, short=(9, 11))
    ogrn, ogrn_reasons = _checked(frame, "ogrn", holds=_ogrn_holds, short=())
    kpp, kpp_reasons = _kpp(frame, inn=inn)
    places = frame["index"]
    rows = pl.DataFrame({"index": pl.int_range(cells.height, dtype=pl.UInt32, eager=True)})
    columns = rows.join(pl.DataFrame([places, inn, kpp, ogrn]), on="index", how="left", maintain_order="left")
    reasons = pl.concat([*inn_reasons, *kpp_reasons, *ogrn_reasons])
    return Cleaned(columns.drop("index"), reasons.with_columns(places.gather(reasons["index"])))


def _bare(cells: pl.Series) -> pl.Expr:
    """Cells without spaces, dashes, «.0» and the word before the number."""
    is_odd = cells.str.contains("[^0-9]")
    text = cells.filter(is_odd).str.replace(r"[.,]0+$", "").str.to_uppercase()
    bare = text.str.replace_all(r"ИНН|КПП|ОГРНИП|ОГРН|INN|KPP|OGRN|[\s:№.'`\"-]", "")
    return pl.lit(cells.clone().scatter(is_odd.arg_true(), bare))


def _checked(
    frame: pl.DataFrame, name: str, *, holds: Callable[[pl.Expr], pl.Expr], short: tuple[int, ...]
) -> tuple[pl.Series, list[pl.DataFrame]]:
    if (frame[name] == "").all():
        return nulls(frame.height, **{name: pl.String})[name], []
    digits = pl.col(f"{name}_digits").fill_null("")
    long = digits.str.len_chars()
    with_zero = pl.when(long.is_in(short) & digits.str.contains(r"^\d+$")).then("0" + digits).otherwise(digits)
    is_dummy = pl.lit(numbers.kinds(frame[name], digits=frame[f"{name}_digits"]).is_not_null())
    values = frame.select(written=pl.col(name), value=with_zero, restored=with_zero != digits, dummy=is_dummy)
    judged = values.with_columns(holds=holds(pl.col("value")) & ~pl.col("dummy"))
    value = judged.select(pl.when("holds").then("value").alias(name))[name]
    wrong = (judged["written"] != "") & ~judged["holds"] & ~judged["dummy"]
    return value, [
        flagged(wrong, f"{name}:check_digits"),
        flagged(judged["dummy"] & (judged["written"] != ""), f"{name}:placeholder"),
        flagged(judged["holds"] & judged["restored"], f"{name}:zero_restored"),
    ]


def _control(number: pl.Expr, weights: tuple[int, ...], *, behind: int) -> pl.Expr:
    """The control digit over all digits but the last `behind` ones; a remainder of ten counts as nought."""
    places = range(len(weights) - 1 + behind, behind - 1, -1)
    total = pl.sum_horizontal(
        *(number // 10**place % 10 * weight for place, weight in zip(places, weights, strict=True))
    )
    return total % 11 % 10


def _inn_holds(text: pl.Expr) -> pl.Expr:
    number = text.cast(pl.Int64, strict=False)
    ten = text.str.contains(r"^[0-9]{10}$") & (_control(number, _TEN, behind=1) == number % 10)
    twelve = (
        text.str.contains(r"^[0-9]{12}$")
        & (_control(number, _ELEVEN, behind=2) == number // 10 % 10)
        & (_control(number, _TWELVE, behind=1) == number % 10)
    )
    return (ten | twelve).fill_null(value=False)


def is_inn(text: pl.Expr) -> pl.Expr:
    """Say which texts are an INN, digits only: ten or twelve of them with the right check digits, and no dummy."""
    return _inn_holds(text) & digits.kind(text).is_null()


def _ogrn_holds(text: pl.Expr) -> pl.Expr:
    number = text.cast(pl.Int64, strict=False)
    thirteen = text.str.contains(r"^[0-9]{13}$") & (number // 10 % 11 % 10 == number % 10)
    fifteen = text.str.contains(r"^[0-9]{15}$") & (number // 10 % 13 % 10 == number % 10)
    return (thirteen | fifteen).fill_null(value=False)


def _kpp(frame: pl.DataFrame, *, inn: pl.Series) -> tuple[pl.Series, list[pl.DataFrame]]:
    """A KPP has no check digits; a lost zero is given back where it makes the tax office that of the INN."""
    digits = pl.col("kpp_digits")
    office = frame.select(inn).to_series().str.slice(0, 2)
    lost = digits.str.contains(r"^\d{8}$") & (("0" + digits.str.slice(0, 1)) == pl.lit(office))
    judged = frame.select(
        value=pl.when(lost).then("0" + digits).otherwise(digits),
        restored=lost.fill_null(value=False),
        dummy=pl.lit(numbers.kinds(frame["kpp"], digits=frame["kpp_digits"]).is_not_null()),
    ).with_columns(holds=pl.col("value").str.contains(_KPP) & ~pl.col("dummy"))
    value = judged.select(pl.when("holds").then("value").alias("kpp"))["kpp"]
    return value, [
        flagged((judged["value"] != "") & ~judged["holds"] & ~judged["dummy"], "kpp:invalid"),
        flagged(judged["dummy"], "kpp:placeholder"),
        flagged(judged["holds"] & judged["restored"], "kpp:zero_restored"),
    ]


cleaners.add(Cleaner(key="tax_ids", label="INN, KPP and OGRN", fields=_IDS, run=clean, after=("company",)))
