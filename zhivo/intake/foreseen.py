"""The base as it will be after pieces that are foretold: the real one, and over it what they would have written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from zhivo.clients import store, survive
from zhivo.intake import placing
from zhivo.intake.firms import Firms, firms_of
from zhivo.intake.known import HOLDERS_MOST, PARTY, Base
from zhivo.intake.placing import Asked, Composed, Placed
from zhivo.intake.purchases import known as known_purchases

FIRST = 1 << 60  # ids of what is not there yet; behind all real ones, for the older client wins
_PARTY = ["client_id", *PARTY, "company_form"]
# All that decides what a client is known by; the rest of a row is not kept.
_CHOSEN = ["last_name", "first_name", "patronymic", *PARTY, "company", "company_form", "phones", "emails"]
_ROW: dict[str, Any] = {
    "record_id": pl.Int64,
    "identity": pl.Int64,
    "digest": pl.Int64,
    "batch_id": pl.Int64,
    "row": pl.Int64,
    "client_id": pl.Int64,
    "is_new": pl.Boolean,
    **{name: survive.CLEAN_SCHEMA[name] for name in _CHOSEN},
}
_NAMED = ["client_id", "record_id", "company", "company_form", "company_key", "inn"]


class Foreseen(Base):
    """The base after the pieces that were noted; about 500 bytes a row are held in memory."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._rows = _Heap(_ROW)
        self._clients = _Heap({"client_id": pl.Int64, **PARTY, "company_form": pl.String})  # of several rows
        self._values = _Heap({"value": pl.String, "client_id": pl.Int64})  # phones, e-mails and INNs
        self._firms = _Heap({"client_id": pl.Int64, "inn": pl.String, "company_key": pl.String})
        self._makers = _Heap({"client_id": pl.Int64, "batch_id": pl.Int64, "row": pl.Int64})
        self._lines = _Heap(known_purchases.LINES)
        self._named = _Heap({name: _ROW[name] for name in _NAMED})  # what rows of persons say of their firms

    def take_ids(self, table: str, *, count: int) -> int:
        """Count the ids on behind all real ones."""
        if count == 0:
            return 0
        first = self._taken.get(table, FIRST)
        self._taken[table] = first + count
        return first

    def rows(self, *, identities: pl.Series) -> pl.DataFrame:
        """As of the base, behind them the rows foreseen."""
        known = super().rows(identities=identities)
        ours = self._rows.whole.select(known.columns).filter(pl.col("identity").is_in(identities.implode()))
        return pl.concat([known, ours])

    def holders(self, *, points: pl.Series, inns: pl.Series) -> pl.DataFrame:
        """As of the base, every holder as he will be."""
        known = super().holders(points=points, inns=inns)
        asked = pl.concat([points, inns]).to_frame("value")
        ours = self._values.whole.join(asked, on="value", how="semi").unique()
        clients = self._as_foreseen(pl.concat([known["client_id"], ours["client_id"]]))
        held = pl.concat([known.select("value", "client_id"), ours]).unique()
        return (
            pl.concat(
                [
                    known.join(clients, on="client_id", how="anti"),
                    held.join(clients, on="client_id").select(known.columns),
                ]
            )
            .filter(~pl.col("value").is_in(inns.implode()) | (pl.col("value") == pl.col("inn")))
            .sort("value", "client_id")
            .filter(pl.int_range(pl.len()).over("value") < HOLDERS_MOST)
        )

    def firms(self, *, inns: pl.Series, company_keys: pl.Series) -> pl.DataFrame:
        """As of the base, every firm as it will be."""
        known = super().firms(inns=inns, company_keys=company_keys)
        is_asked = pl.col("inn").is_in(inns.implode()) | pl.col("company_key").is_in(company_keys.implode())
        ours = self._firms.whole.filter(is_asked)["client_id"]
        clients = self._as_foreseen(pl.concat([known["client_id"], ours]))
        found = clients.filter(is_asked & (pl.col("kind") == "company")).select(known.columns)
        return pl.concat([known.join(clients, on="client_id", how="anti"), found])

    def rows_of(self, *, ids: pl.Series) -> pl.DataFrame:
        """As of the base, with the rows that will have come; of these only what clients are known by."""
        known = super().rows_of(ids=ids.filter(ids < FIRST))
        ours = self._rows.whole.filter(pl.col("client_id").is_in(ids.implode()))
        lacking = {name: kind for name, kind in survive.CLEAN_SCHEMA.items() if name not in _CHOSEN}
        ours = ours.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in lacking.items())
        named = store.as_firms(self._named.whole.filter(pl.col("client_id").is_in(ids.implode())))
        is_own = pl.col("record_id") > 0
        named = pl.concat([known.filter(~is_own), named]).with_columns(-pl.col("record_id"))
        named = _firsts(named).with_columns(-pl.col("record_id"))
        return pl.concat([known.filter(is_own), ours.select(known.columns), named])

    def edits_of(self, *, ids: pl.Series) -> pl.DataFrame:
        """As of the base: nobody edits what is not there."""
        return super().edits_of(ids=ids.filter(ids < FIRST))

    def makers(self, clients: pl.Series) -> pl.DataFrame:
        """Return the rows that make those of the clients who are not there yet: client_id, batch_id, row."""
        return self._makers.whole.filter(pl.col("client_id").is_in(clients.implode()))

    def lines(self, *, identities: pl.Series, beside: list[int]) -> pl.DataFrame:
        """As `known.lines` of purchases: the base's, and behind them those foreseen, which the drop says."""
        known = known_purchases.lines(identities=identities, beside=beside)
        ours = self._lines.whole.filter(pl.col("identity").is_in(identities.implode()))
        ours = ours.unique("record_id", keep="last", maintain_order=True)
        return pl.concat([known.join(ours, on="record_id", how="anti"), ours]).sort("record_id")

    def note_lines(self, lines: pl.DataFrame) -> None:
        """Take lines (the columns of `known.LINES`) of purchases for written."""
        self._lines.add(lines)

    def admit(self, batch: int, asked: Asked, *, identity: str = "identity") -> tuple[Placed, Firms]:
        """Join rows and take all that follows of it for written, as `pieces.admit` writes it.

        `identity` is the column of what the rows are known by from now on.
        """
        placed = placing.place(asked, base=self)
        met = placing.meet(placed, base=self)
        firms = firms_of(placed.rows, have=asked.firms, base=self)
        known = replace(asked, new=asked.new.with_columns(identity=identity))
        self._note(batch, known, placed, firms, placing.compose(placed, firms, met))
        return placed, firms

    def _note(self, batch: int, asked: Asked, placed: Placed, firms: Firms, composed: Composed) -> None:
        became = placed.rows.select("record_id", "client_id", "is_new")
        rows = asked.new.join(became, on="record_id", how="left", maintain_order="left")
        rows = rows.with_columns(batch_id=pl.lit(batch, dtype=pl.Int64))
        self._rows.add(rows)
        self._makers.add(rows.filter("is_new"))
        self._makers.add(rows.drop("client_id").join(firms.made, on="record_id"))
        naming = firms.relations.select("record_id", client_id="company_id").join(asked.new, on="record_id")
        self._named.add(_firsts(naming))
        self._note_points(composed.alone)
        self._firms.add(composed.alone.filter(pl.col("kind") == "company"))
        self._note_clients(composed.others, composed.edits)
        if len(firms.learnt):
            self._note_clients(self.rows_of(ids=firms.learnt), self.edits_of(ids=firms.learnt))

    def _note_clients(self, rows: pl.DataFrame, edits: pl.DataFrame) -> None:
        without_values = rows.with_columns(values=pl.lit(None, dtype=pl.String))  # nobody is known by them
        clients = survive.with_edits(survive.choose(rows=without_values), edits=edits)
        self._note_points(clients)
        clients = clients.rename({"id": "client_id"})
        self._clients.add(clients)
        self._firms.add(clients.filter(pl.col("kind") == "company"))

    def _note_points(self, clients: pl.DataFrame) -> None:
        self._values.add(survive.contact_points(clients))
        self._values.add(clients.select("inn", client_id="id").drop_nulls().rename({"inn": "value"}))

    def _as_foreseen(self, ids: pl.Series) -> pl.DataFrame:
        """Those of the clients who are new or changed, as they will be: client_id, PARTY, company_form."""
        is_one = pl.col("client_id").is_in(ids.unique().implode())
        several = self._clients.whole.filter(is_one).unique("client_id", keep="last", maintain_order=True)
        alone = self._rows.whole.select(*_PARTY, "is_new").filter(is_one & pl.col("is_new")).drop("is_new")
        return pl.concat([several, alone.join(several, on="client_id", how="anti")])


def _firsts(named: pl.DataFrame) -> pl.DataFrame:
    """What a firm is made of besides its own rows: the first record that names it, with an INN, with a name."""
    named = named.sort("record_id")
    told = (pl.lit(value=True), pl.col("inn").is_not_null(), pl.col("company").is_not_null())
    firsts = [named.filter(is_told).unique("client_id", keep="first", maintain_order=True) for is_told in told]
    return pl.concat(firsts).unique(["client_id", "record_id"])


class _Heap:
    """Rows that are only ever added to."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.whole = pl.DataFrame(schema=schema)

    def add(self, rows: pl.DataFrame) -> None:
        columns = [pl.col(name).cast(kind) for name, kind in self.whole.schema.items()]
        self.whole = pl.concat([self.whole, rows.select(columns)])
