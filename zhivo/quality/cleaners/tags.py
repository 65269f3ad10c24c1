"""Tags: as words parted by commas, whatever parted them in the file."""

from __future__ import annotations

import polars as pl

from zhivo.quality.cells import Cells
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners

# Google marks its own groups with an asterisk; one of them has everybody in it.
_EVERYBODY = r"(?i)^(?:my ?contacts|мои контакты|контакты)$"


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make tags where they came in: each once, in the order written, joined by commas."""
    if "tags" not in cells.fields:
        return Cleaned(pl.DataFrame())
    columns = pl.DataFrame([column.alias(str(at)) for at, column in enumerate(cells.raw("tags"))])
    words = (
        columns.select(tags=pl.concat_str(pl.all(), separator=","))["tags"]
        .str.replace_all(r"\s*(?::::|[;,\n])\s*", ",")
        .str.split(",")
    )
    own = pl.element().str.strip_chars().str.replace(r"^\*\s*", "")
    kept = words.list.eval(own.filter((own != "") & ~(own.str.contains(_EVERYBODY) & pl.element().str.contains(r"\*"))))
    tags = kept.list.unique(maintain_order=True).list.join(", ")
    return Cleaned(pl.DataFrame({"tags": tags.replace("", None)}))


cleaners.add(Cleaner(key="tags", label="Tags", fields=("tags",), run=clean))
