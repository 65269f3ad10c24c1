"""The rows that were foretold, kept in files of a folder, a file a piece, until somebody opens a number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhivo.quality.reasons import SETTLED
from zhivo.sources.cells import apart
from zhivo.sources.models import Outcome

if TYPE_CHECKING:
    import polars as pl

OUTCOMES = {"created": Outcome.CREATED, "joined": Outcome.JOINED, "held": Outcome.HELD, "refused": Outcome.REFUSED}
OUTCOMES |= {"bought": Outcome.BOUGHT, "changed": Outcome.CHANGED}  # of rows of purchases
MARKS = ("unchanged", "companies", "in_files", "reachable", "next_actions", "recovered")
PLACEHOLDER = ":placeholder"


@dataclass(frozen=True)
class Foretold:
    """One row of the files with what will become of it.

    `client` is the id of the client of the base, and `other` the batch and row of the files, that the row joins, or of
    a held row that it may be the same as; both None where it makes a client of its own, or none.
    """

    place: int  # to be handed on as `after`
    batch: int
    number: int  # as the user counts it in the file
    cells: list[str]
    outcome: int  # sources.models.Outcome
    why: str  # as `Membership.why` will say it, of a held row why it is asked; "unchanged" where it is known already
    client: int | None
    other: tuple[int, int] | None
    reasons: list[str]


def put(rows: pl.DataFrame, *, into: Path, batch: int, first: int) -> None:
    """Keep the rows of a piece (as `foretell` tells them); `first` rows of the drop come before it."""
    path = into / f"{first:012}.{batch}.arrow"
    draft = path.with_suffix(".tmp")
    rows.write_ipc(draft, compression="lz4")
    draft.replace(path)


def find(folder: Path, *, of: str, batch: int | None, after: int, limit: int) -> list[Foretold]:
    """Return up to `limit` rows behind the number `of`, from behind the place `after`."""
    found: list[Foretold] = []
    files = sorted(folder.glob("*.arrow"))
    for file, behind in zip_longest(files, files[1:]):
        whose = int(file.name.split(".")[1])
        is_passed = behind is not None and _first(behind) <= after
        if not is_passed and batch in (None, whose):
            found += _found(file, whose, of=of, after=after, limit=limit - len(found))
        if len(found) >= limit:
            break
    return found


def _first(file: Path) -> int:
    return int(file.name.split(".")[0])


def _found(file: Path, batch: int, *, of: str, after: int, limit: int) -> list[Foretold]:
    import polars as pl

    # The cells are read only where there is a row to show.
    seen = pl.read_ipc(file, columns=["outcome", "reasons", *MARKS]).with_row_index("at")
    places = seen.filter(_is_behind(of)).select("at", place=_first(file) + pl.col("at").cast(pl.Int64) + 1)
    places = places.filter(pl.col("place") > after).head(limit)
    if places.is_empty():
        return []
    rows = pl.read_ipc(file)[places["at"]].with_columns(places["place"])
    return [_foretold(batch, row) for row in rows.iter_rows(named=True)]


def _is_behind(of: str) -> pl.Expr:
    """Tell the rows behind the number `of`."""
    import polars as pl

    reason, says = pl.col("reasons").list, pl.element()
    if of == "all":
        return pl.lit(value=True)
    if of in OUTCOMES:
        return pl.col("outcome") == OUTCOMES[of].value
    if of in MARKS:
        return pl.col(of)
    if of == "placeholders":
        said = reason.eval(says.str.ends_with(PLACEHOLDER)).list.any()
    elif of == "questions":
        asks = reason.eval(~says.is_in(list(SETTLED))).list.any()
        said = pl.col("outcome").is_in([Outcome.REFUSED.value, Outcome.HELD.value]) | asks.fill_null(value=False)
    else:
        said = reason.contains(of)
    return said.fill_null(value=False)


def _foretold(batch: int, row: dict[str, Any]) -> Foretold:
    return Foretold(
        place=row["place"],
        batch=batch,
        number=row["row"],
        cells=apart(row["cells"]),
        outcome=row["outcome"],
        why=row["why"],
        client=row["client"],
        other=None if row["other_row"] is None else (row["other_batch"], row["other_row"]),
        reasons=row["reasons"] or [],
    )
