"""Text that says nothing, whatever the field: words for «nothing», a trial, keys pressed at random."""

from __future__ import annotations

import polars as pl

from zhivo.quality.placeholders import keys
from zhivo.quality.placeholders.nothing import TRIAL, is_no_value

NOTHING, TRIED = "nothing", "trial"


def kinds(cells: pl.Series) -> pl.Series:
    """Return why cells say nothing (a kind of `zhivo.quality.reasons`), null where they may say something."""
    frame = pl.DataFrame({"nothing": is_no_value(cells), "bare": _bare(cells)})
    trial = pl.col("bare").str.split(" ").list.eval(pl.element().is_in(list(TRIAL))).list.all()
    one_word = keys.kinds(frame["bare"].str.replace_all(" ", "", literal=True))
    is_filled = pl.col("bare") != ""
    return frame.select(
        pl.when("nothing")
        .then(pl.lit(NOTHING))
        .when(is_filled & trial)
        .then(pl.lit(TRIED))
        .when(is_filled)
        .then(pl.lit(one_word))
    ).to_series()


def _bare(cells: pl.Series) -> pl.Series:
    """Letters in small, with a space where something else parts them, and without a number behind: «тест 2»."""
    letters = cells.str.to_lowercase().str.replace(r"[\s№_-]*\d{1,3}$", "")
    bare = letters.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")
    return bare.set(bare.str.contains(r"\p{N}"), "")
