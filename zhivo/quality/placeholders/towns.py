"""What stands in the column of cities where no city is named."""

from __future__ import annotations

import polars as pl

from zhivo.quality.placeholders import keys, texts
from zhivo.quality.placeholders.nothing import NO_VALUE, TRIAL, words
from zhivo.quality.places import cities

WORD = "word"
_WORDS = words(
    "то из списка список город города г городе регион region city town другой другая другое любой любая все место "
    "населенный населённый пункт your"
)


def kinds(cells: pl.Series) -> pl.Series:
    """Return why distinct cells name no city (a kind of `zhivo.quality.reasons`), null where they may name one."""
    bare = cells.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")
    is_word = pl.col("bare").str.split(" ").list.eval(pl.element().is_in(list(_WORDS | NO_VALUE | TRIAL))).list.all()
    frame = pl.DataFrame({"said": texts.kinds(cells), "bare": bare, "mashed": keys.mashed(bare)})
    said = frame.select(
        pl.when(pl.col("said").is_not_null())
        .then("said")
        .when((pl.col("bare") != "") & is_word)
        .then(pl.lit(WORD))
        .when("mashed")
        .then(pl.lit(keys.RUN))
    ).to_series()
    # A short name of a city may be a walk along the keys by chance.
    known = [cell for cell in cells.filter(said.is_not_null()) if cities.is_known(cell)]
    return said.set(cells.is_in(known), None)
