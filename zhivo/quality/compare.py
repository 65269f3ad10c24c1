"""Whether two names may be one person's: a verdict for every pair, from the comparison keys alone.

Each part is compared by itself: equal; fitting (an initial, a short form of several names, one wrong letter, a double
surname and one half of it); close (two wrong letters of six or more: fitting where both other parts are equal in full,
else different); different; or no evidence, where either side lacks it. Then, the first that holds:

- unknown: one side has no name at all, or no part is on both sides;
- contradict: the sexes differ; the first names or the patronymics differ; the surnames differ, unless a woman has the
  same whole first name on both sides (she may have married). «Иванов» and «Иванова» differ: they are a couple;
- same: surname and first name are equal in full;
- compatible: everything else, also surname and first name that changed places.

One wrong letter is no slip where it turns one known first name into another («Алина», «Арина»). A missing part is
never evidence, for or against.
"""

from __future__ import annotations

import polars as pl
from rapidfuzz.distance import OSA

from zhivo.quality.names.dictionary import alternatives, full_names, initials

SAME, COMPATIBLE, CONTRADICT, UNKNOWN = "same", "compatible", "contradict", "unknown"
KEYS = ("last_key", "first_key", "patronymic_key", "sex")
_PARTS = ("last", "first", "patronymic")
# Slips can be told from another name only in words of some length: for one letter, for two.
_SHORTEST = {"last_key": (4, 6), "first_key": (4, 6), "patronymic_key": (6, 8)}


def names_verdict(left: pl.DataFrame, right: pl.DataFrame) -> pl.Series:
    """Return "same", "compatible", "contradict" or "unknown" for each pair of rows.

    Both frames have the columns of KEYS (others are ignored) and the same number of rows; raises ValueError otherwise.
    """
    if left.height != right.height:
        raise ValueError("Every row on the left needs its row on the right.")
    pairs = left.select(pl.col(KEYS).cast(pl.String)).hstack(
        right.select(pl.col(name).cast(pl.String).alias(f"{name}_right") for name in KEYS)
    )
    return (
        pairs.select(
            sexes_differ=(pl.col("sex") != pl.col("sex_right")).fill_null(value=False),
            is_woman=((pl.col("sex") == "f") | (pl.col("sex_right") == "f")).fill_null(value=False),
            is_swapped=_is_swapped(),
            last=_compared(pairs, "last_key"),
            first=_compared(pairs, "first_key"),
            patronymic=_compared(pairs, "patronymic_key"),
        )
        .with_columns(**{part: _settled(part, *(other for other in _PARTS if other != part)) for part in _PARTS})
        .select(_verdict().alias("verdict"))
        .to_series()
    )


def _settled(part: str, *others: str) -> pl.Expr:
    close = pl.col(part) == "close"
    beside = pl.all_horizontal((pl.col(other) == "equal").fill_null(value=False) for other in others)
    return (
        pl.when(close)
        .then(pl.when(beside).then(pl.lit("fits")).otherwise(pl.lit("differs")))
        .otherwise(part)
        .alias(part)
    )


def _verdict() -> pl.Expr:
    last, first, patronymic = pl.col("last"), pl.col("first"), pl.col("patronymic")
    has_evidence = pl.any_horizontal(part.is_not_null() for part in (last, first, patronymic))
    married = pl.col("is_woman") & (first == "equal")
    differs = pl.any_horizontal(
        pl.col("sexes_differ"), first == "differs", patronymic == "differs", (last == "differs") & ~married
    ).fill_null(value=False)
    return (
        pl.when(~has_evidence)
        .then(pl.lit(UNKNOWN))
        .when(pl.col("is_swapped") & ~pl.col("sexes_differ") & (patronymic != "differs").fill_null(value=True))
        .then(pl.lit(COMPATIBLE))
        .when(differs)
        .then(pl.lit(CONTRADICT))
        .when((last == "equal") & (first == "equal"))
        .then(pl.lit(SAME))
        .otherwise(pl.lit(COMPATIBLE))
    )


def _is_swapped() -> pl.Expr:
    last, first = pl.col("last_key"), pl.col("first_key")
    crossed = (last == pl.col("first_key_right")) & (first == pl.col("last_key_right")) & (last != first)
    return (crossed & (last.str.len_chars() > 1)).fill_null(value=False)


def _compared(pairs: pl.DataFrame, name: str) -> pl.Series:
    """equal, fits, differs, or null where either side lacks the part."""
    distinct = pairs.select(a=name, b=f"{name}_right").drop_nulls().unique()
    a, b = pl.col("a"), pl.col("b")
    quick = distinct.with_columns(answer=pl.when((a == b) & (a.str.len_chars() > 1)).then(pl.lit("equal")))
    rest = quick.filter(pl.col("answer").is_null())
    answers = pl.Series("answer", [_answer(name, one, other) for one, other, _ in rest.iter_rows()], dtype=pl.String)
    found = pl.concat([quick.filter(pl.col("answer").is_not_null()), rest.with_columns(answers)])
    every = pairs.select(a=name, b=f"{name}_right").join(found, on=["a", "b"], how="left", maintain_order="left")
    return every["answer"]


def _answer(name: str, one: str, other: str) -> str:
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        letters = initials(long) if name == "first_key" else {long[0]}
        return "fits" if short in letters else "differs"
    if (name == "first_key" and _options(one) & _options(other)) or (name == "last_key" and _is_half(one, other)):
        return "fits"
    if (name == "last_key" and _is_couple(short, long)) or (name == "first_key" and {one, other} <= full_names()):
        return "differs"
    for slips, shortest in enumerate(_SHORTEST[name], start=1):
        if len(long) >= shortest and OSA.distance(one, other, score_cutoff=slips) <= slips:
            return "fits" if slips == 1 else "close"
    return "differs"


def _options(key: str) -> frozenset[str]:
    return alternatives().get(key, frozenset()) | {key}


def _is_half(one: str, other: str) -> bool:
    """«Иванова-Петрова» and one of the two, or both in the other order."""
    halves, others = set(one.split("-")), set(other.split("-"))
    return max(len(halves), len(others)) > 1 and (halves <= others or others <= halves)


def _is_couple(man: str, woman: str) -> bool:
    """«Иванов» and «Иванова»: the same surname of a man and of a woman."""
    return woman == man + "a" and man.endswith(("ov", "ev", "in"))
