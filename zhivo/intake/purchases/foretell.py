"""What an import of purchases will do, reckoned over the base as it will be, with nothing written and nothing locked.

A purchase is whole in one piece of a file; another file of the drop may hold it as well, and meets what was foretold.
"""

from __future__ import annotations

import polars as pl

from zhivo.intake.foreseen import FIRST, Foreseen
from zhivo.intake.purchases import parties, pieces
from zhivo.intake.purchases.ready import Ready
from zhivo.sources.models import Batch, Outcome

_FLAGS = ("companies", "in_files", "reachable", "next_actions", "recovered")  # of rows of clients


def foretell(batch: Batch, ready: Ready, *, base: Foreseen) -> pl.DataFrame:
    """Decide a ready piece, note its new parties in the base as it will be, and return its rows told.

    They have the columns that `foretell` of clients gives. The numbers are added to the batch, which is not saved.
    """
    ready = pieces.settled(ready)
    identities = ready.rows["identity"].unique()
    beside = pieces.beside(batch)
    before = base.lines(identities=identities, beside=beside)
    compared = pieces.compare(ready.rows, before)
    fresh = compared.rows.filter(pl.col("known_id").is_null() & ~pl.col("is_refused"))
    new = _unknown(ready.parties.rows, fresh["party"].drop_nulls().unique(), base=base)
    placed, firms = _let_in(batch, new, base=base)
    pieces.count(batch, compared, new=new, placed=placed, firms=firms)
    if beside:
        _note_lines(batch, compared, before, base=base)
    whose = _whose(ready, compared.rows["party"].drop_nulls().unique(), placed)
    return _told(compared, whose=whose, said=new.select(party="place", theirs="reasons"))


def _whose(ready: Ready, places: pl.Series, placed: pl.DataFrame | None) -> pl.DataFrame:
    """Return the clients of the base that the parties at these places are: party, client."""
    them = parties.sort_out(ready.parties.rows, places=places).known.select(party="place", client="client_id")
    if placed is None:
        return them
    joined = placed.filter(pl.col("client_id") < FIRST).select(party="place", client="client_id")
    return pl.concat([them, joined]).unique("party", keep="first")


def _note_lines(batch: Batch, compared: pieces.Compared, before: pl.DataFrame, *, base: Foreseen) -> None:
    """Take the rows for written; only what another file of the drop may ask of them is kept."""
    rows = compared.rows
    first, first_purchase = (base.take_ids(name, count=rows.height) for name in ("sources_record", "clients_purchase"))
    purchase = pl.col("identity").rank("dense").cast(pl.Int64) - 1 + first_purchase
    is_written = ~pl.col("is_refused")
    said = rows.select(
        "identity",
        "digest",
        record_id=pl.coalesce("known_id", pl.int_range(pl.len(), dtype=pl.Int64) + first),
        batch_id=pl.coalesce("known_batch", pl.lit(batch.pk, pl.Int64)),
        purchase_id=pl.when(is_written).then(pl.coalesce("purchase_id", purchase)),
        party_id="known_party",
        is_current=pl.when(is_written).then(pl.lit(value=True)),
        is_said=pl.lit(value=True),
    )
    gone = before.filter(pl.col("record_id").is_in(compared.gone.implode()))
    base.note_lines(said)
    base.note_lines(gone.with_columns(is_current=pl.lit(value=False)))


def _let_in(batch: Batch, new: pl.DataFrame, *, base: Foreseen) -> tuple[pl.DataFrame | None, int]:
    """Let new parties into the base as it will be; return them placed, and how many firms are made beside."""
    if new.is_empty():
        return None, 0
    first = base.take_ids("sources_record", count=new.height)
    asked = parties.ask(new.with_columns(record_id=pl.int_range(pl.len(), dtype=pl.Int64) + first), base=base)
    placed, firms = base.admit(batch.pk, asked, identity="known_by")
    return placed.rows, firms.created


def _told(compared: pieces.Compared, *, whose: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Tell the rows; what is doubtful in a new party stands at the first row that names it."""
    is_same = pl.col("state") == "unchanged"
    names = pl.when(pl.col("known_id").is_null() & ~pl.col("is_refused")).then("party")
    rows = compared.rows.with_columns(first=pl.when(names.is_first_distinct()).then(names))
    rows = rows.join(said, left_on="first", right_on="party", how="left", maintain_order="left")
    both = pl.concat_list(pl.col("reasons", "theirs").fill_null([]))
    return rows.join(whose, on="party", how="left", maintain_order="left").select(
        "row",
        "cells",
        pl.when(is_same).then(Outcome.JOINED.value).otherwise(pieces.outcome()).cast(pl.Int16).alias("outcome"),
        both.alias("reasons"),
        "client",
        *(pl.lit(value=False).alias(name) for name in _FLAGS),
        why=pl.lit(""),
        other_batch=pl.lit(None, pl.Int64),
        other_row=pl.lit(None, pl.Int64),
        unchanged=is_same,
    )


def _unknown(rows: pl.DataFrame, places: pl.Series, *, base: Foreseen) -> pl.DataFrame:
    named = rows.with_columns(place=pl.int_range(pl.len(), dtype=pl.Int64))
    named = named.filter(pl.col("place").is_in(places.implode()))
    before = base.rows(identities=named["identity"].unique()).drop_nulls("client_id")
    return named.join(before, on=["identity", "digest"], how="anti", maintain_order="left")
