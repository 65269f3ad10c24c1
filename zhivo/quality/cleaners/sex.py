"""Sex: as the column says, else as the name says."""

from __future__ import annotations

import polars as pl

from zhivo.quality.cells import Cells, flagged
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.placeholders import is_no_value

_MAN = r"^(?:м|муж|мужской|мужчина|мужч|m|male|man|парень|юноша|мальчик)\.?$"
_WOMAN = r"^(?:ж|жен|женский|женщина|женщ|f|female|w|woman|девушка|девочка)\.?$"


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make sex ("m", "f" or null)."""
    if not cells.has("sex"):
        return Cleaned(done.select(sex="_sex"))
    written = cells.one("sex").str.to_lowercase()
    frame = pl.DataFrame({"written": written, "by_name": done["_sex"]})
    is_man, is_woman = pl.col("written").str.contains(_MAN), pl.col("written").str.contains(_WOMAN)
    said = pl.when(is_man).then(pl.lit("m")).when(is_woman).then(pl.lit("f"))
    frame = frame.with_columns(said=said, nothing=is_no_value(written))
    # Outlook writes «Не определен» where nothing was said.
    frame = frame.with_columns(
        pl.col("nothing") | pl.col("written").str.contains(r"^(?:не определ[её]н\p{L}*|unspecified)$")
    )
    unknown = (frame["written"] != "") & frame["said"].is_null() & ~frame["nothing"]
    columns = frame.select(sex=pl.coalesce("said", "by_name"))
    return Cleaned(
        columns,
        pl.concat(
            [flagged(unknown, "sex:unknown"), flagged(frame["said"] != frame["by_name"], "sex:contradicts_name")]
        ),
    )


cleaners.add(Cleaner(key="sex", label="Sex", fields=("sex",), run=clean, after=("name",)))
