"""Names typed with the keyboard in the wrong layout: "Bdfyjd" is «Иванов»."""

from __future__ import annotations

import polars as pl

from zhivo.quality.names import tokens

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_SURE_SURNAME = r"^.{2,}(?:[oe]va?|ina?|[sc]ki|[sc]kaja|enko|quk)$"


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


def righted(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Names typed in the wrong layout, written in the right one, and where that was."""
    frame = pl.DataFrame({"text": texts})
    maybe = frame.select(candidates(pl.col("text"))).to_series()
    if not maybe.any():
        return texts, maybe
    distinct = frame.filter(maybe).unique()["text"]
    distinct = distinct.filter(_merits(distinct)["known"] == 0)
    right = pl.DataFrame({"text": distinct}).select(switched(pl.col("text")).alias("text"))["text"]
    then = _merits(right)
    hard = pl.DataFrame({"text": distinct}).select(unpronounceable(pl.col("text"))).to_series()
    spoken = right.str.count_matches("[аеёиоуыэюяАЕЁИОУЫЭЮЯ]") * 5 >= right.str.count_matches(r"\p{L}")
    is_wrong = spoken & ((then["known"] > 0) | (hard & then["surnames"]))
    wrong = pl.DataFrame({"text": distinct, "right": right}).filter(is_wrong)
    mended = frame.join(wrong, on="text", how="left", maintain_order="left")["right"]
    return mended.zip_with(mended.is_not_null(), texts), mended.is_not_null()


def _merits(texts: pl.Series) -> pl.DataFrame:
    """For each text how many words are first names or patronymics, and whether all others look like surnames."""
    words = tokens.cut(pl.DataFrame({"text": tokens.prepared(texts)}).with_row_index())
    kinds = tokens.classify(words["word"].unique())
    is_surname = pl.col("key").str.contains(_SURE_SURNAME)
    judged = (
        words.join(kinds, on="word")
        .group_by("index")
        .agg(
            known=pl.col("class").is_in(["f", "p", "t"]).sum(),
            surnames=(is_surname | (pl.col("class") == "i")).all() & is_surname.any(),
        )
    )
    every = pl.DataFrame({"text": texts}).with_row_index()
    return every.join(judged, on="index", how="left", maintain_order="left").select(
        pl.col("known").fill_null(0), pl.col("surnames").fill_null(value=False)
    )
