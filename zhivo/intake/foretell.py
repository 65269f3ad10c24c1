"""A piece of a batch foretold: what its import will do, counted and told row by row, with nothing written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from zhivo.intake import placing
from zhivo.intake.firms import Firms
from zhivo.intake.foreseen import FIRST, Foreseen
from zhivo.intake.placing import Asked, Placed
from zhivo.intake.prepared import Prepared
from zhivo.sources.models import Batch, Outcome

ALSO = ("in_files", "reachable", "next_actions")  # counted here beside the numbers of an import


@dataclass
class Also:
    """What is counted of a batch beside the numbers that its import will have."""

    numbers: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(ALSO, 0)))
    responsible: Counter[str] = field(default_factory=Counter)  # whom rows with a next action name

    def as_dict(self) -> dict[str, Any]:
        """Return it as `Preflight.counts` holds it."""
        return {**self.numbers, "responsible": dict(self.responsible.most_common())}


def foretell(batch: Batch, prepared: Prepared, *, base: Foreseen, also: Also) -> pl.DataFrame:
    """Decide a prepared piece over the base as it will be, note it there, and return its rows told.

    They are those of the piece in their order: row, cells, outcome, why, client (of the base), other_batch and
    other_row (that make a client with these files), reasons, and a Boolean for each of `unchanged`, `companies` and
    ALSO. The numbers are added to `batch`, which is not saved, and to `also`.
    """
    asked = placing.ask(prepared.rows.with_row_index("place"), batch=batch.pk, base=base)
    placed, firms = base.admit(batch.pk, asked)
    batch.add(placing.counted(asked, placed, firms), reasons=placing.reasons(asked))
    rows = _told(asked, placed, firms, base)
    also.numbers.update({name: int(rows[name].sum()) for name in ALSO})
    responsible = rows.filter("next_actions")["responsible"].drop_nulls().value_counts()
    also.responsible.update(dict(responsible.iter_rows()))
    return rows.drop("responsible")


def _told(asked: Asked, placed: Placed, firms: Firms, base: Foreseen) -> pl.DataFrame:
    rows = pl.concat([_new(asked, placed, firms), _repeated(asked)]).sort("place")
    makers = base.makers(rows["whose"]).rename({"batch_id": "other_batch", "row": "other_row"})
    client = pl.when(pl.col("whose") < FIRST).then("whose")
    return (
        rows.join(makers, left_on="whose", right_on="client_id", how="left", maintain_order="left")
        .with_columns(client=client, in_files=(pl.col("outcome") == Outcome.JOINED) & (pl.col("whose") >= FIRST))
        .drop("place", "whose")
    )


def _new(asked: Asked, placed: Placed, firms: Firms) -> pl.DataFrame:
    is_reached = (pl.col("phones").list.len() > 0) | (pl.col("emails").list.len() > 0)
    became = placed.rows.select(
        "record_id",
        why=pl.when(pl.col("asked").is_not_null()).then("reason").otherwise("why"),
        whose=pl.when("is_new").then("asked").otherwise("client_id"),
        # Of the new clients, as they are counted: those with a question are counted apart.
        reachable=pl.col("is_new") & pl.col("asked").is_null() & is_reached.any().over("client_id"),
        next_actions=pl.col("values").str.contains(r'"next_action(_on)?":'),
    )
    rows = asked.new.with_columns(placing.outcomes(asked, placed))
    return rows.join(became, on="record_id", how="left", maintain_order="left").select(
        "place",
        "row",
        "cells",
        "outcome",
        "reasons",
        pl.col("why").fill_null(""),
        "whose",
        pl.col("reachable", "next_actions").fill_null(value=False),
        companies=pl.col("record_id").is_in(firms.made["record_id"].implode()),
        unchanged=pl.lit(value=False),
        recovered=(pl.col("finds").list.len() > 0).fill_null(value=False) & pl.col("is_somebody"),
        responsible=pl.col("values").str.json_path_match("$.responsible").str.strip_chars(),
    )


def _repeated(asked: Asked) -> pl.DataFrame:
    nobody = pl.col("client_id").is_null()
    return asked.repeated.select(
        "place",
        "row",
        "cells",
        pl.when(nobody).then(Outcome.REFUSED.value).otherwise(Outcome.JOINED.value).alias("outcome"),
        reasons=pl.lit(None, dtype=pl.List(pl.String)),
        why=pl.lit("unchanged"),
        whose="client_id",
        reachable=pl.lit(value=False),
        next_actions=pl.lit(value=False),
        companies=pl.lit(value=False),
        unchanged=pl.lit(value=True),
        recovered=pl.lit(value=False),
        responsible=pl.lit(None, dtype=pl.String),
    )
