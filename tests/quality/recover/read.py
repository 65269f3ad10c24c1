"""What one recoverer finds in one comment."""

import polars as pl

from tests.quality.piece import TODAY, cleaned
from zhivo.quality.recover import finds


def values(text: str, field: str) -> list[str]:
    """Return the values of a field that are found in a comment, in the order of the text."""
    found = finds(pl.Series([text]), clean=cleaned(full_name=[""]), today=TODAY)
    return found.filter(pl.col("field") == field)["value"].to_list()
