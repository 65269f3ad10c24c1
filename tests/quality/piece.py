"""Small pieces to clean: columns in, the clean frame out."""

from datetime import date
from typing import Any

import polars as pl

from zhivo.quality.clean import clean

TODAY = date(2026, 6, 1)


def cleaned(**columns: list[str]) -> pl.DataFrame:
    """Clean a piece of these columns as if it were TODAY."""
    height = len(next(iter(columns.values())))
    return clean(pl.DataFrame({"row": list(range(2, height + 2)), **columns}), today=TODAY)


def cleaned_row(**cells: str) -> dict[str, Any]:
    """Clean one row and return it."""
    return cleaned(**{name: [cell] for name, cell in cells.items()}).row(0, named=True)
