"""Whose purchases are: the parties that rows name, found in the base or let in by the same door as rows of clients."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhivo.intake import firms, join
from zhivo.intake.known import Base, Known
from zhivo.intake.placing import Asked
from zhivo.intake.purchases import known


@dataclass(frozen=True)
class Parties:
    """The parties of a piece that its new rows name, sorted into known and new ones."""

    known: pl.DataFrame  # place, party_id, batch_id, client_id
    new: pl.DataFrame  # rows of the prepared parties, with `place`


def sort_out(rows: pl.DataFrame, *, places: pl.Series) -> Parties:
    """Part the parties at these places into those whose very row is in the base already and the others."""
    named = rows.with_columns(place=pl.int_range(pl.len(), dtype=pl.Int64)).filter(
        pl.col("place").is_in(places.implode())
    )
    before = known.parties(identities=named["identity"].unique())
    found = named.select("place", "identity", "digest").join(before, on=["identity", "digest"], how="inner")
    found = found.unique("place", keep="last").select("place", "party_id", "batch_id", "client_id")
    return Parties(known=found, new=named.join(found, on="place", how="anti", maintain_order="left"))


def ask(rows: pl.DataFrame, *, base: Base) -> Asked:
    """Ask whom new parties (with `record_id`) meet in the base, for the door in to let them in.

    What each is known by itself is `known_by` of the answer; `identity` is what those of one firm have in common.

    Two rows of one firm may differ in a phone and are one party all the same: a firm without an id of its own is known
    within its source, and in the base, by INN or name, as a firm that is named beside a person is.
    """
    first_record = int(rows["record_id"][0])
    rows = rows.with_columns(i=pl.int_range(pl.len(), dtype=pl.Int64), known_by="identity")
    before = base.rows(identities=rows["identity"].unique()).drop_nulls("client_id").unique("identity", keep="last")
    identities = before.select("identity", "client_id")
    is_firm = (pl.col("kind") == "company") & pl.col("own").is_null()
    named = rows.filter(is_firm & (pl.col("company_key").is_not_null() | pl.col("inn").is_not_null()))
    named = named.join(identities, on="identity", how="anti", maintain_order="left")
    if len(named):
        rows, by_name = _as_firms(rows, named, base=base)
        identities = pl.concat([identities, by_name]).unique("identity", keep="first")
    points, inns = join.points_of(rows)
    meets = Known(identities=identities, holders=base.holders(points=points, inns=inns))
    nothing = rows.clear()
    return Asked(nothing, rows, first_record, rows, meets, firms=firms.asked_for(rows, base=base))


def _as_firms(rows: pl.DataFrame, named: pl.DataFrame, *, base: Base) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows, those of one firm under one identity, and the identities of firms that the base has."""
    group = firms.identified(named).select("i", group="identity").with_columns(first=pl.col("i").first().over("group"))
    leader = group.join(rows.select(first="i", leader="identity"), on="first", how="left").select("i", "leader")
    rows = rows.join(leader, on="i", how="left", maintain_order="left")
    rows = rows.with_columns(identity=pl.coalesce("leader", "identity")).drop("leader")
    inns, keys = (named[name].drop_nulls().unique() for name in ("inn", "company_key"))
    have = base.firms(inns=inns, company_keys=keys).unique("client_id").sort("client_id")
    found = firms.by_name(named, have).select("record_id", client_id="name_firm")
    told = rows.select("record_id", "identity").join(found, on="record_id")
    return rows, told.select("identity", "client_id")
