"""What becomes of the rows of a piece, by what the base says of them: decided here, written or only foretold by others.

The steps are taken one by one, `ask`, `place`, `meet`, `firms_of`, `compose`, for an import sends rows in between.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhivo.clients import store, survive
from zhivo.intake import join
from zhivo.intake.firms import Firms, asked_for
from zhivo.intake.known import PARTY, Base, Known
from zhivo.sources.models import Outcome


@dataclass(frozen=True)
class Asked:
    """The rows of a piece beside what the base says of them."""

    repeated: pl.DataFrame  # rows known to the letter from another batch, with record_id and client_id or null
    new: pl.DataFrame  # the others, with a record_id of their own
    first_record: int
    somebody: pl.DataFrame  # of the new ones those that are about somebody, numbered by `i`
    meets: Known
    firms: pl.DataFrame  # of the base, that the rows may name


@dataclass(frozen=True)
class Placed:
    """The rows of a piece with the client each belongs to."""

    rows: pl.DataFrame  # the rows about somebody with client_id, is_new, why, joined_value, reason, asked, ...
    first_client: int
    created: int


@dataclass(frozen=True)
class Met:
    """Known clients that rows of the piece joined, and what they were made of until now."""

    ids: pl.Series
    rows: pl.DataFrame  # client_id, record_id, CLEAN_SCHEMA
    edits: pl.DataFrame


@dataclass(frozen=True)
class Composed:
    """The clients that a piece makes or adds to, by the rows that each is made of.

    Firms that learnt something are not among them: they are made of more than their rows, and few.
    """

    alone: pl.DataFrame  # rows that name a new client and are all that he is made of, with `id`
    others: pl.DataFrame  # client_id, record_id, CLEAN_SCHEMA: every row of every other client
    edits: pl.DataFrame
    known: pl.Series  # ids of those that were there before


def ask(rows: pl.DataFrame, *, batch: int, base: Base) -> Asked:
    """Ask all that has to be known of prepared rows of a batch, and number the new ones."""
    before = base.rows(identities=rows["identity"].unique())
    # Known to the letter is a row whose newest record, of another batch, holds just this.
    newest = before.unique("identity", keep="last")
    repeated = rows.join(newest.filter(pl.col("batch_id") != batch), on=["identity", "digest"], how="inner")
    new = rows.join(repeated, on="digest", how="anti", maintain_order="left")
    first_record = base.take_ids("sources_record", count=new.height)
    new = new.with_columns(record_id=pl.int_range(pl.len(), dtype=pl.Int64) + first_record)
    somebody = new.filter("is_somebody").with_columns(i=pl.int_range(pl.len(), dtype=pl.Int64))
    points, inns = join.points_of(somebody)
    meets = Known(identities=_identities(before), holders=base.holders(points=points, inns=inns))
    return Asked(repeated, new, first_record, somebody, meets, firms=asked_for(somebody, base=base))


def _identities(before: pl.DataFrame) -> pl.DataFrame:
    return before.drop_nulls("client_id").unique("identity", keep="last").select("identity", "client_id")


def place(asked: Asked, *, base: Base) -> Placed:
    """Decide whose the rows are."""
    rows = asked.somebody
    decided = join.decide(rows=rows.select("i", "own", "identity", *PARTY, "phones", "emails"), known=asked.meets)
    roots = decided.filter(pl.col("root") == pl.col("i"))
    first = base.take_ids("clients_client", count=roots.height)
    ids = roots.select("root", new_id=pl.int_range(pl.len(), dtype=pl.Int64) + first)
    joined = (
        decided.join(ids, on="root", how="left")
        .join(ids.rename({"root": "asked_root", "new_id": "asked_new"}), on="asked_root", how="left")
        .sort("i")
        .select(
            "i",
            "why",
            "reason",
            "asked_medium",
            "asked_value",
            "client_id",
            joined_value="value",
            is_new=pl.col("root") == pl.col("i"),
            belongs=pl.coalesce("client_id", "new_id"),
            asked=pl.coalesce("asked_client", "asked_new"),
        )
    )
    placed = rows.join(joined.drop("client_id"), on="i", maintain_order="left").rename({"belongs": "client_id"})
    return Placed(
        rows=placed.with_columns(pl.col("is_new").fill_null(value=False)), first_client=first, created=roots.height
    )


def meet(placed: Placed, *, base: Base) -> Met:
    """Ask what the known clients are made of that rows joined."""
    made = placed.rows.filter("is_new")["client_id"]
    ids = placed.rows.filter(~pl.col("client_id").is_in(made.implode()))["client_id"].unique()
    return Met(ids=ids, rows=base.rows_of(ids=ids), edits=base.edits_of(ids=ids))


def compose(placed: Placed, firms: Firms, met: Met) -> Composed:
    """Gather the rows of every client that the piece makes or adds to."""
    ids = met.ids.filter(~met.ids.is_in(firms.learnt.implode()))
    made = placed.rows.filter("is_new")["client_id"]
    rows = placed.rows.filter(pl.col("client_id").is_in(pl.concat([made, ids]).implode()))
    is_alone = pl.col("client_id").is_unique() & pl.col("is_new") & pl.col("name").is_not_null()
    others = rows.filter(~is_alone).select("client_id", "record_id", *survive.CLEAN_SCHEMA)
    has_met = pl.col("client_id").is_in(ids.implode())
    return Composed(
        alone=rows.filter(is_alone).with_columns(id="client_id"),
        others=pl.concat([others, store.as_firms(firms.named), met.rows.filter(has_met)]),
        edits=met.edits.filter(has_met),
        known=ids,
    )


def outcomes(asked: Asked, placed: Placed) -> pl.Series:
    """Return what became of each new row of a piece, in their order."""
    outcome = (
        pl.when(pl.col("is_new").is_null())
        .then(Outcome.REFUSED.value)
        .when("is_new")
        .then(pl.when(pl.col("asked").is_null()).then(Outcome.CREATED.value).otherwise(Outcome.HELD.value))
        .otherwise(Outcome.JOINED.value)
    )
    became = placed.rows.select("record_id", "is_new", "asked")
    rows = asked.new.select("record_id").join(became, on="record_id", how="left", maintain_order="left")
    return rows.select(outcome=outcome).to_series()


def counted(asked: Asked, placed: Placed, firms: Firms) -> dict[str, int]:
    """Return the numbers of a piece, by the names of the fields of a batch."""
    made = placed.rows.filter("is_new")
    held = made.filter(pl.col("asked").is_not_null()).height
    repeated, refused_again = asked.repeated.height, asked.repeated["client_id"].null_count()
    return {
        "rows": asked.new.height + repeated,
        "clients_created": made.height - held,
        "clients_joined": placed.rows.height - made.height + repeated - refused_again,
        "held": held,
        "refused": asked.new.height - placed.rows.height + refused_again,
        "unchanged": repeated,
        "companies_created": firms.created,
        "recovered": int(placed.rows["finds"].list.len().sum()),
    }


def reasons(asked: Asked) -> dict[str, int]:
    """Return in how many new rows of a piece each reason was found."""
    return dict(asked.new["reasons"].drop_nulls().explode().value_counts().iter_rows())
