"""Amounts in a column of text: every usual writing, points and commas told apart on the whole column.

Money is reckoned in whole numbers: `micro` are millionths, `cents` hundredths.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import polars as pl

MICRO = 1_000_000
_CENT = 10_000  # millionths
_LONGEST = 40
_WHOLE = 12  # digits before the point: what is longer does not fit
_PLAIN = r"^-?\d{1,9}(\.\d{1,2})?$"
_SPACED = r"^\D*\d{1,3}(?: \d{3})*(?:[^\d ][^ ]*)?(?: ?[^\d ]+)*$"
_KOPECKS = r"^(\D*)(\d+)-(\d{2})(\D*)$"  # 46 900-00
_PARTS = r"^(?P<open>\(?)(?P<before>[^\d.,\-()]*)(?P<minus>-?)(?P<sign>[^\d.,\-()]*)(?P<body>[.,]?\d[\d.,]*?)(?P<after>[^\d()]*)(?P<shut>\)?)$"  # noqa: E501
_SCIENCE = r"^-?\d+(?:[.,]\d+)?e[-+]?\d{1,3}$"
_THREE = r"^[1-9]\d{0,2}[.,]\d{3}$"  # 1.234: thousands or thousandths
# Which sign parts the fraction, where a cell leaves no doubt: group 1 is it, or parts the thousands.
_FRACTION = r"^(?:\d{1,3}(?:,\d{3})+(?P<a>\.)\d+|\d{1,3}(?:\.\d{3})+(?P<b>,)\d+|\d*(?P<c>[.,])(?:\d{1,2}|\d{4,})|(?:0|\d{4,})(?P<d>[.,])\d{3})$"  # noqa: E501
_THOUSANDS = r"^\d{1,3}(?:(?P<e>,)\d{3}){2,}$|^\d{1,3}(?:(?P<f>\.)\d{3}){2,}$"
# Cells that show how a whole file writes its fractions; looked for in raw text, so kept simple.
WITNESSES = (r"\d\.\d{1,2}\D*$", r"\d,\d{1,2}\D*$", r"\d\.\d{3}[.,]\d", r"\d,\d{3}[.,]\d", r"^\D*0[.,]\d{3}\D*$")


def read(written: pl.Series, *, witnesses: Sequence[str] = (), three: str = "") -> pl.DataFrame:
    """Return `micro` (millionths or null), `sign` (a word beside the number), and why it is null: `fault`.

    One row a cell; an empty one has neither. `witnesses` are cells of the same file that show how it writes fractions.
    `three` says what 1.234 is where nothing shows it: "fraction", or "" for the fault "unclear". The other faults are
    "unreadable" and "too_large".
    """
    made = pl.Series("micro", [None] * written.len(), dtype=pl.Int64)
    frame = pl.DataFrame({"text": written}).with_row_index("at")
    is_plain = written.str.contains(_PLAIN)
    plain = frame.filter(is_plain)
    # Exact: nine digits and two behind the point are far within what a float holds.
    value = (plain["text"].cast(pl.Float64) * 100).round().cast(pl.Int64) * _CENT
    made = made.scatter(plain["at"], value)
    odd = frame.filter(~is_plain & (pl.col("text") != ""))
    empty = frame.select("at", sign=pl.lit(""), fault=pl.lit(None, pl.String)).drop("at")
    if odd.is_empty():
        return empty.insert_column(0, made)
    distinct = odd.select("text").unique()
    judged = _judged(
        distinct, [*written.filter(is_plain & written.str.contains(".", literal=True)).head(1), *witnesses]
    )
    if three == "fraction":
        judged = judged.with_columns(fault=pl.when(pl.col("fault") != "unclear").then("fault"))
    else:
        is_unclear = (pl.col("fault") == "unclear").fill_null(value=False)
        judged = judged.with_columns(micro=pl.when(~is_unclear).then("micro"))
    found = odd.join(judged, on="text", how="left", maintain_order="left")
    return pl.DataFrame(
        [
            made.scatter(odd["at"], found["micro"]),
            empty["sign"].scatter(odd["at"], found["sign"]),
            empty["fault"].scatter(odd["at"], found["fault"]),
        ]
    )


def _judged(distinct: pl.DataFrame, witnesses: Sequence[str]) -> pl.DataFrame:
    every = pl.concat(
        [
            distinct.with_columns(ours=True),
            pl.DataFrame({"text": list(witnesses), "ours": False}, schema={"text": pl.String, "ours": pl.Boolean}),
        ]
    )
    low = pl.col("text").str.slice(0, _LONGEST + 1).str.to_lowercase().str.replace_all("[−–—]", "-")
    every = every.with_columns(low=low.str.replace_all(r"(\d)['’](\d{3})", "$1 $2"))
    is_spaced = pl.col("low").str.contains(r"\d \d")
    every = every.with_columns(
        broken=(is_spaced & ~pl.col("low").str.contains(_SPACED)) | (pl.col("low").str.len_chars() > _LONGEST),
        close=pl.col("low")
        .str.replace_all(" ", "", literal=True)
        .str.replace_all(r"(\p{L})\.", "$1")
        .str.replace(_KOPECKS, "$1$2,$3$4"),
    )
    every = every.with_columns(pl.col("close").str.extract_groups(_PARTS).alias("parts")).unnest("parts")
    body = pl.col("body")
    groups = [
        pl.col("body").str.extract_groups(pattern).alias(name)
        for pattern, name in ((_FRACTION, "x"), (_THOUSANDS, "y"))
    ]
    every = every.with_columns(groups).unnest("x", "y")
    fraction = pl.coalesce("a", "b", "c", "d")
    other = pl.when(pl.col("e").is_not_null()).then(pl.lit(".")).when(pl.col("f").is_not_null()).then(pl.lit(","))
    every = every.with_columns(mark=fraction, shows=pl.coalesce(fraction, other))
    shown = set(every.filter(~pl.col("broken"))["shows"].drop_nulls().unique())
    only = shown.pop() if len(shown) == 1 else None
    is_three = body.str.contains(_THREE)
    its_sign = body.str.extract(r"([.,])")
    mark = pl.when(is_three).then(pl.when(its_sign == pl.lit(only, pl.String)).then(its_sign)).otherwise("mark")
    unclear = is_three & pl.lit(only is None)
    mark = pl.when(unclear).then(its_sign).otherwise(mark)
    is_whole = body.str.contains(r"^\d+$") | is_three | pl.col("e").is_not_null() | pl.col("f").is_not_null()
    fits = body.is_not_null() & ~pl.col("broken") & (is_whole | pl.col("mark").is_not_null())
    fits = fits & ((pl.col("open") == "(") == (pl.col("shut") == ")"))
    every = every.filter("ours").with_columns(fits=fits.fill_null(value=False), mark=mark, unclear=unclear)
    whole = pl.when(pl.col("mark").is_null()).then(body).otherwise(body.str.replace(r"[.,]\d*$", ""))
    part = pl.when(pl.col("mark").is_not_null()).then(body.str.extract(r"[.,](\d*)$")).otherwise(pl.lit(""))
    every = every.with_columns(whole=whole.str.replace_all("[.,]", ""), part=part)
    every = _with_science(every)
    long = pl.col("whole").str.len_chars() > _WHOLE
    millionths = (pl.col("part").str.pad_end(6, "0").str.slice(0, 6)).cast(pl.Int64, strict=False)
    # What is behind the millionths still tells a half from a little more than a half.
    rest = pl.col("part").str.slice(6).str.contains("[1-9]").cast(pl.Int64) * (millionths % _CENT == _CENT // 2)
    whole_number = pl.when(~long).then(pl.col("whole")).str.pad_start(1, "0").cast(pl.Int64, strict=False)
    value = whole_number * MICRO + millionths + rest
    negative = (pl.col("minus") == "-") | (pl.col("open") == "(")
    ok = pl.col("fits") & ~long
    return every.select(
        "text",
        micro=pl.when(ok).then(pl.when(negative).then(-value).otherwise(value)),
        sign=pl.concat_str(["before", "sign", "after"], ignore_nulls=True).str.strip_chars(" ."),
        fault=pl.when(~pl.col("fits"))
        .then(pl.lit("unreadable"))
        .when(long)
        .then(pl.lit("too_large"))
        .when("unclear")
        .then(pl.lit("unclear")),
    )


def _with_science(every: pl.DataFrame) -> pl.DataFrame:
    """1.2E+05 is how a spreadsheet writes what did not fit its cell; few by nature."""
    is_science = pl.col("close").str.contains(_SCIENCE)
    texts = every.filter(is_science)["close"]
    if texts.is_empty():
        return every
    plain = [_plain(text) for text in texts]
    told = pl.DataFrame(
        {
            "close": texts,
            "n": [a for a, _b, _c in plain],
            "w": [b for _a, b, _c in plain],
            "p": [c for _a, _b, c in plain],
        }
    ).unique("close")
    every = every.join(told, on="close", how="left", maintain_order="left")
    known = pl.col("w").is_not_null()
    return every.with_columns(
        minus=pl.when(known).then("n").otherwise("minus"),
        whole=pl.when(known).then("w").otherwise("whole"),
        part=pl.when(known).then("p").otherwise("part"),
        fits=known | pl.col("fits"),
        after=pl.when(known).then(pl.lit("")).otherwise("after"),
        before=pl.when(known).then(pl.lit("")).otherwise("before"),
        sign=pl.when(known).then(pl.lit("")).otherwise("sign"),
    )


def _plain(text: str) -> tuple[str, str, str]:
    try:
        number = f"{Decimal(text.replace(',', '.')):f}"
    except InvalidOperation:
        return "", "", ""
    whole, _point, part = number.removeprefix("-").partition(".")
    return ("-" if number.startswith("-") else ""), whole, part


def cents(micro: pl.Expr) -> pl.Expr:
    """Return millionths as hundredths, a half going to the even one."""
    below, rest = micro // _CENT, micro % _CENT
    return below + ((rest > _CENT // 2) | ((rest == _CENT // 2) & (below % 2 == 1))).cast(pl.Int64)


def product(quantity: pl.Expr, price: pl.Expr) -> pl.Expr:
    """Return the hundredths of a quantity times a price, both in millionths, a half going to the even one.

    Null where the result has more digits than we keep.
    """
    exact = quantity.cast(pl.Int128) * price.cast(pl.Int128)
    step = pl.lit(MICRO * _CENT, dtype=pl.Int128)
    below, rest = exact // step, exact % step
    half = pl.lit(MICRO * _CENT // 2, dtype=pl.Int128)
    rounded = below + ((rest > half) | ((rest == half) & (below % 2 == 1))).cast(pl.Int128)
    return pl.when(rounded.abs() < 10**14).then(rounded).cast(pl.Int64)


def as_text(value: pl.Expr, *, places: int = 2) -> pl.Expr:
    """Return whole numbers of 10**-places as decimal texts, for the database."""
    one = 10**places
    size = value.abs()
    sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    part = (size % one).cast(pl.String).str.zfill(places)
    return pl.concat_str([sign, (size // one).cast(pl.String), pl.lit("."), part])
