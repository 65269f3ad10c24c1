"""Whether a name is a man's or a woman's, and the full name that this decides."""

from __future__ import annotations

from functools import cache

import polars as pl

from zhivo.quality.names.dictionary import alternatives, sexes

_OF_A_MAN = r"viq$|[^v]iq$|[uo][gl]li$|uli$"
_OF_A_WOMAN = r"vna$|iqna$|[kg]izi$"
_SURNAME_OF_A_MAN = r"(?:[oe]v|in|[sc]ki|oi)$"
_SURNAME_OF_A_WOMAN = r"(?:[oe]va|ina|aja)$"


def with_sex(columns: pl.DataFrame) -> pl.DataFrame:
    """Add _sex: by the patronymic, else the first name, else (of a short form of both sexes) the surname."""
    patronymic, last = pl.col("patronymic_key"), pl.col("last_key")
    both = pl.col("first_key").is_in(list(alternatives()))
    frame = columns.join(sexes(), on="first_key", how="left", maintain_order="left")
    is_full = patronymic.str.len_chars() > 1
    by_surname = (
        pl.when(both & last.str.contains(_SURNAME_OF_A_WOMAN))
        .then(pl.lit("f"))
        .when(both & last.str.contains(_SURNAME_OF_A_MAN))
        .then(pl.lit("m"))
    )
    sex = (
        pl.when(is_full & patronymic.str.contains(_OF_A_WOMAN))
        .then(pl.lit("f"))
        .when(is_full & patronymic.str.contains(_OF_A_MAN))
        .then(pl.lit("m"))
        .when(pl.col("sex").is_not_null())
        .then("sex")
        .otherwise(by_surname)
    )
    frame = frame.with_columns(_sex=sex).drop("sex")
    # «Саша Иванова» can only be Александра: what the name itself decides is not left open.
    frame = frame.join(_decided(), on=["first_key", "_sex"], how="left", maintain_order="left")
    return frame.with_columns(pl.coalesce("decided", "first_key").alias("first_key")).drop("decided")


@cache
def _decided() -> pl.DataFrame:
    """Short forms of several names (first_key) that with the sex (_sex) leave one full name (decided)."""
    options = pl.DataFrame(
        [(short, full) for short, fulls in alternatives().items() for full in sorted(fulls)],
        schema=["first_key", "decided"],
        orient="row",
    )
    single = (
        options.join(sexes().rename({"first_key": "decided", "sex": "_sex"}), on="decided")
        .group_by("first_key", "_sex")
        .agg(pl.col("decided"))
    )
    return single.filter(pl.col("decided").list.len() == 1).with_columns(pl.col("decided").list.first())
