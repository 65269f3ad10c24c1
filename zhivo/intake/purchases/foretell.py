"""What an import of purchases will do, reckoned over the base as it will be, with nothing written and nothing locked.

A purchase is whole in one piece, so what becomes of its rows is told by the base alone; only new parties may meet those
of pieces before.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polars as pl

from zhivo.intake import meanings, placing, reading
from zhivo.intake.files import stored
from zhivo.intake.firms import firms_of
from zhivo.intake.foreseen import Foreseen
from zhivo.intake.purchases import known, parties, pieces, ready
from zhivo.intake.purchases.ready import Ready
from zhivo.sources.models import Batch


def foretell_all(batch: Batch, *, base: Foreseen, into: Path, report: Callable[[Batch], None] | None = None) -> Batch:
    """Reckon all pieces of a batch, read into the folder `into`, and return it with its numbers, not saved.

    Raises reading.Refused for a file that cannot be read.
    """
    choice = reading.Choice(**batch.reading)
    steps = reading.spool(stored(batch), into=into, choice=choice, ready_for=meanings.ready_for(batch))
    with closing(steps):
        for step in steps:
            foretell(batch, ready.take(step.piece, number=step.number), base=base)
            ready.remove(step.piece)
            if report is not None:
                report(batch)
    read = reading.summary(into)
    if read is not None:
        batch.notes = {**batch.notes, "skipped": read.skipped, "notes": read.notes, "difference": read.difference}
    return batch


def foretell(batch: Batch, ready: Ready, *, base: Foreseen) -> pieces.Compared:
    """Decide a ready piece, note its new parties in the base as it will be, and add its numbers to the batch."""
    compared = pieces.compare(ready.rows, known.lines(identities=ready.rows["identity"].unique()))
    fresh = compared.rows.filter(pl.col("known_id").is_null() & ~pl.col("is_refused"))
    new = _unknown(ready.parties.rows, fresh["party"].drop_nulls().unique(), base=base)
    if new.is_empty():
        pieces.count(batch, compared, new=new, placed=None, firms=0)
        return compared
    first = base.take_ids("sources_record", count=new.height)
    asked = parties.ask(new.with_columns(record_id=pl.int_range(pl.len(), dtype=pl.Int64) + first), base=base)
    placed = placing.place(asked, base=base)
    met = placing.meet(placed, base=base)
    firms = firms_of(placed.rows, have=asked.firms, base=base)
    composed = placing.compose(placed, firms, met)
    as_known = replace(asked, new=asked.new.with_columns(identity="known_by"))
    base.note(batch.pk, as_known, placed, firms, composed)
    pieces.count(batch, compared, new=new, placed=placed.rows, firms=firms.created)
    return compared


def _unknown(rows: pl.DataFrame, places: pl.Series, *, base: Foreseen) -> pl.DataFrame:
    named = rows.with_columns(place=pl.int_range(pl.len(), dtype=pl.Int64))
    named = named.filter(pl.col("place").is_in(places.implode()))
    before = base.rows(identities=named["identity"].unique()).drop_nulls("client_id")
    return named.join(before, on=["identity", "digest"], how="anti", maintain_order="left")
