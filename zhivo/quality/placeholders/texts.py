"""Text that says nothing, whatever the field: words for «nothing», a trial, keys pressed at random."""

from __future__ import annotations

import polars as pl

from zhivo.quality.placeholders import keys
from zhivo.quality.placeholders.gate import among
from zhivo.quality.placeholders.nothing import TRIAL, is_no_value

_TRIAL = sorted(TRIAL)
NOTHING, TRIED = "nothing", "trial"


def kinds(cells: pl.Series) -> pl.Series:
    """Return why cells say nothing (a kind of `zhivo.quality.reasons`), null where they may say something."""
    frame = pl.DataFrame({"cell": cells, "lower": cells.str.to_lowercase(), "nothing": is_no_value(cells)})
    begins = frame["lower"].str.extract(r"^\P{L}*(\p{L}+)").is_in(_TRIAL)
    is_short = frame["lower"].str.len_chars() <= keys.LONGEST
    may_be = frame["nothing"] | begins.fill_null(value=False) | (is_short & keys.may_be(frame["lower"]))
    return among(frame, may_be=may_be, judge=_judged)


def _judged(frame: pl.DataFrame) -> pl.Series:
    bare = _bare(frame["lower"])
    trial = pl.col("bare").str.split(" ").list.eval(pl.element().is_in(_TRIAL)).list.all()
    by_keys = keys.kinds(bare.str.replace_all(" ", "", literal=True))
    is_filled = pl.col("bare") != ""
    return (
        frame.with_columns(bare=bare)
        .select(
            pl.when("nothing")
            .then(pl.lit(NOTHING))
            .when(is_filled & trial)
            .then(pl.lit(TRIED))
            .when(is_filled)
            .then(pl.lit(by_keys))
        )
        .to_series()
    )


def _bare(lower: pl.Series) -> pl.Series:
    """Letters, with a space where something else parts them, and without a number behind: «тест 2»."""
    letters = lower.str.replace(r"[\s№_-]*\d{1,3}$", "")
    bare = letters.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")
    return bare.set(bare.str.contains(r"\p{N}"), "")
