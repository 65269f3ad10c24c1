"""One piece of purchases written whole: raw rows, lines, parties and the purchases themselves, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl
from django.db import transaction

from zhivo.clients import purchases, store
from zhivo.intake import pieces, placing, repeats
from zhivo.intake.known import Base
from zhivo.intake.placing import Asked
from zhivo.intake.purchases import known, parties
from zhivo.intake.purchases.ready import APART, Ready
from zhivo.lib.copying import copy_in, packed, run, sending, take_ids
from zhivo.quality.amounts import as_text
from zhivo.sources.models import Batch, Outcome, Piece

COUNTED = ["rows", "refused", "unchanged", "clients_created", "clients_joined", "held", "companies_created"]
_NEW, _CHANGED, _SAME, _REFUSED = "created", "updated", "unchanged", "refused"
_LINE = ["at", "amount", "currency", "paid", "status", "manager", "product", "quantity", "price"]


@dataclass(frozen=True)
class Compared:
    """The rows of a piece beside what is in the base: what each of them is to it."""

    rows: (
        pl.DataFrame
    )  # of Ready, with state, is_changed (its purchase), purchase_id, known_id, known_batch, known_party
    gone: pl.Series  # ids of lines in force that these rows take the place of
    staying: pl.Series  # ids of lines in force that another file of the drop says of purchases changed here


def write(batch: Batch, ready: Ready) -> Piece:
    """Store a ready piece in one transaction and return its Piece.

    Raises IntegrityError when the piece is there already: two runs of one batch, or a resume after a lost answer.
    """
    with transaction.atomic(), sending():
        store.lock_joining()
        ready = settled(ready)
        identities = ready.rows["identity"].unique()
        compared = compare(ready.rows, known.lines(identities=identities, beside=beside(batch)))
        rows, staying = compared.rows, known.values(records=compared.staying)
        fresh = rows.filter(pl.col("known_id").is_null())
        named = fresh.filter(~pl.col("is_refused"))["party"].drop_nulls().unique()
        them = parties.sort_out(ready.parties.rows, places=named)
        first = take_ids("sources_record", count=fresh.height + them.new.height)
        fresh = fresh.with_columns(record_id=pl.int_range(pl.len(), dtype=pl.Int64) + first)
        asked, admitted, made = _let_in(ready, them.new, first_record=first + fresh.height)
        leant = pl.concat([rows["known_party"], staying["party_id"]]).drop_nulls().unique()
        old = known.whose(records=leant)
        by_place = pl.concat([them.known.select("place", "party_id", "client_id"), made])
        whose = pl.concat([by_place.select("party_id", "client_id"), old.select("party_id", "client_id")]).unique(
            "party_id"
        )
        lines, chosen = _reckoned(rows, fresh, staying, by_place=by_place, whose=whose)
        chosen = _with_ids(chosen)
        _write_records(batch, fresh, them.new, asked=asked, admitted=admitted)
        _write_lines(fresh, lines, chosen)
        _put_in_force(rows, gone=compared.gone)
        _write_purchases(batch, chosen)
        piece = Piece(
            batch=batch,
            number=ready.number,
            rows=rows.height,
            first_record=first,
            records=fresh.height + them.new.height,
            first_client=admitted.first_client if admitted else 0,
            clients=admitted.clients if admitted else 0,
        )
        piece.save()
        _note_repeats(batch, piece, rows, them=them, old=old)
        placed = admitted.placed.rows if admitted else None
        count(batch, compared, new=them.new, placed=placed, firms=admitted.firms.created if admitted else 0)
        # Only what is counted here: somebody may be asking this very batch to stop.
        batch.save(update_fields=[*COUNTED, "purchases", "reasons"])
    return piece


def settled(ready: Ready) -> Ready:
    """Return the piece, purchases that the base knows by the year beside theirs known by that: their day was corrected.

    Not where the piece speaks of both years, nor where the base knows both, nor where too long is between the days.
    """
    near = ready.rows.filter(pl.col("beside").is_not_null() & ~pl.col("is_refused"))
    asked = near.group_by("identity").agg(pl.col("beside").first(), pl.col("at").min())
    asked = asked.join(ready.rows.select(beside="identity"), on="beside", how="anti")
    before = known.days(identities=asked["beside"].unique()).select(beside="identity", was="at")
    found = asked.join(before, on="beside").filter((pl.col("at") - pl.col("was")).abs() <= APART)
    if found.is_empty():
        return ready
    found = found.join(known.days(identities=found["identity"]), on="identity", how="anti")
    taken = found.select("identity", taken="beside")
    rows = ready.rows.join(taken, on="identity", how="left", maintain_order="left")
    return replace(ready, rows=rows.with_columns(identity=pl.coalesce("taken", "identity")).drop("taken"))


def beside(batch: Batch) -> list[int]:
    """Return the other batches of the batch's drop: a purchase may have its lines in several of them."""
    others = Batch.objects.filter(drop=batch.drop_id, drop__isnull=False, what=batch.what).exclude(pk=batch.pk)
    return list(others.values_list("pk", flat=True))


def compare(rows: pl.DataFrame, before: pl.DataFrame) -> Compared:
    """Say what each row of whole purchases is to the base; `before` is what `known.lines` says of them.

    What another file of the same drop says stays as it is: the files together say what the purchase is.
    """
    was_written = pl.col("purchase_id").is_not_null()
    theirs = before.select(
        "identity",
        "digest",
        is_refused=~was_written,
        known_id="record_id",
        known_batch="batch_id",
        known_party="party_id",
        is_current=pl.col("is_current").fill_null(value=False),
    ).unique(["identity", "digest", "is_refused"], keep="last")
    rows = rows.join(theirs, on=["identity", "digest", "is_refused"], how="left", maintain_order="left")
    is_again = pl.col("record_id").is_in(rows["known_id"].drop_nulls().implode())
    before = before.with_columns(
        is_current=pl.col("is_current").fill_null(value=False) & (is_again | ~pl.col("is_said")),
        stays=pl.col("is_current").fill_null(value=False) & pl.col("is_said") & ~is_again,
    )
    standing = before.filter(was_written).group_by("identity")
    of_purchase = standing.agg(pl.col("purchase_id").first(), standing=pl.col("is_current").sum())
    rows = rows.join(of_purchase, on="identity", how="left", maintain_order="left")
    is_same = pl.col("known_id").is_not_null() & pl.col("is_current")
    is_known = pl.col("purchase_id").is_not_null()
    left_alone = is_same.all().over("identity") & (pl.col("standing") == pl.len().over("identity"))
    rows = rows.with_columns(
        state=pl.when("is_refused")
        .then(pl.lit(_REFUSED))
        .when(~is_known)
        .then(pl.lit(_NEW))
        .when(is_same)
        .then(pl.lit(_SAME))
        .otherwise(pl.lit(_CHANGED)),
        is_changed=~pl.col("is_refused") & ~(is_known & left_alone),
    ).drop("is_current", "standing")
    changed = rows.filter("is_changed")
    theirs = before.join(changed.select("identity").unique(), on="identity", how="semi", maintain_order="left")
    gone, staying = (theirs.filter(which)["record_id"] for which in ("is_current", "stays"))
    kept = changed["known_id"].drop_nulls()
    return Compared(rows=rows, gone=gone.filter(~gone.is_in(kept.implode())), staying=staying)


def _let_in(
    ready: Ready, new: pl.DataFrame, *, first_record: int
) -> tuple[Asked | None, pieces.Admitted | None, pl.DataFrame]:
    """Let new parties in; return what was asked and what came of them, and place, party_id, client_id of each."""
    if new.is_empty():
        return None, None, pl.DataFrame(schema=dict.fromkeys(("place", "party_id", "client_id"), pl.Int64))
    numbered = new.with_columns(record_id=pl.int_range(pl.len(), dtype=pl.Int64) + first_record)
    base = Base()
    asked = parties.ask(numbered, base=base)
    # Rows of one firm are known by its name within their source.
    by_name = (pl.col("why") == "same_row") & (pl.col("kind") == "company")
    why = pl.when(by_name).then(pl.lit("company")).otherwise("why")
    admitted = pieces.admit(ready.parties, asked, base=base, why=why)
    firm = admitted.firms.relations.select("record_id", "company_id").unique("record_id")
    made = admitted.placed.rows.join(firm, on="record_id", how="left", maintain_order="left")
    whose = made.select("place", party_id="record_id", client_id=pl.coalesce("company_id", "client_id"))
    return asked, admitted, whose


def _reckoned(
    rows: pl.DataFrame, fresh: pl.DataFrame, staying: pl.DataFrame, *, by_place: pl.DataFrame, whose: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the new lines, and the purchases that are new or have changed as their lines say, and those `staying`."""
    changed = rows.filter("is_changed")
    new = fresh.select("row", "identity", "digest", "record_id")
    place = by_place.select(party="place", new_party="party_id")
    lines = (
        changed.join(new, on=["identity", "digest", "row"], how="left", maintain_order="left")
        .join(place, on="party", how="left", maintain_order="left")
        .with_columns(
            record_id=pl.coalesce("known_id", "record_id"),
            party_id=pl.when(pl.col("known_id").is_null()).then("new_party").otherwise("known_party"),
        )
    )
    names = lines["product"].drop_nulls().unique().sort()
    if len(names):
        lines = lines.join(known.products(names=names), on="product", how="left", maintain_order="left")
    else:
        lines = lines.with_columns(product_id=pl.lit(None, pl.Int64))
    every = pl.concat([staying, lines.select(staying.columns).cast(staying.schema)])
    chosen = purchases.choose(every, key="identity")
    said = lines.group_by("identity").agg(pl.col("number").first(), pl.col("purchase_id").first())
    chosen = chosen.join(said, on="identity", how="left")
    chosen = chosen.join(whose, left_on="record_id", right_on="party_id", how="left")
    return lines.filter(pl.col("known_id").is_null()), chosen


def _with_ids(chosen: pl.DataFrame) -> pl.DataFrame:
    """Give new purchases their numbers, in the order of their days, so that a client's lie near each other."""
    chosen = chosen.sort("at", "identity").with_columns(is_new=pl.col("purchase_id").is_null())
    first = take_ids("clients_purchase", count=int(chosen["is_new"].sum()))
    ids = pl.col("is_new").cum_sum().cast(pl.Int64) - 1 + first
    return chosen.with_columns(purchase_id=pl.coalesce("purchase_id", pl.when("is_new").then(ids)))


def outcome() -> pl.Expr:
    """Return what became of a compared row, as its record says it; one that is unchanged is not stored again."""
    codes = {_NEW: Outcome.BOUGHT, _CHANGED: Outcome.CHANGED, _SAME: Outcome.CHANGED, _REFUSED: Outcome.REFUSED}
    numbers = {state: code.value for state, code in codes.items()}
    return pl.col("state").replace_strict(numbers, return_dtype=pl.Int16)


def _write_records(
    batch: Batch, fresh: pl.DataFrame, new: pl.DataFrame, *, asked: Asked | None, admitted: pieces.Admitted | None
) -> None:
    key = pl.when(pl.col("number") != "").then("number")
    parts = [fresh.select("row", "identity", "digest", "cells", id="record_id", key=key, outcome=outcome())]
    if asked is not None and admitted is not None:
        became = placing.outcomes(asked, admitted.placed).cast(pl.Int16)
        theirs = new.with_columns(asked.new["record_id"], outcome=became)
        theirs = theirs.select("row", "identity", "digest", "cells", id="record_id", key="own", outcome="outcome")
        parts.append(theirs.cast({"row": parts[0].schema["row"]}))
    frame = pl.concat(parts).with_columns(source_id=pl.lit(batch.source_id), batch_id=pl.lit(batch.pk))
    copy_in("sources_record", frame)
    doubtful = fresh.filter(pl.col("reasons").list.len() > 0)
    copy_in("clients_clean", doubtful.select("record_id", "reasons", kind=pl.lit("")))


def _write_lines(fresh: pl.DataFrame, lines: pl.DataFrame, chosen: pl.DataFrame) -> None:
    ids = chosen.select("identity", purchase="purchase_id")
    copy_in(
        "clients_purchaseline",
        lines.drop("purchase_id")
        .join(ids, on="identity", how="left", maintain_order="left")
        .select(
            "record_id",
            "party_id",
            "product_id",
            "at",
            "currency",
            "status",
            "manager",
            purchase_id="purchase",
            is_current=pl.lit(value=True),
            amount=as_text(pl.col("amount")),
            paid_amount=as_text(pl.col("paid")),
            quantity=as_text(pl.col("quantity"), places=6),
            price=as_text(pl.col("price"), places=6),
        ),
    )


def _put_in_force(rows: pl.DataFrame, *, gone: pl.Series) -> None:
    back = rows.filter(pl.col("is_changed") & (pl.col("state") == _CHANGED))["known_id"].drop_nulls()
    for ids, is_current in ((back, True), (gone, False)):
        if len(ids):
            statement = "UPDATE clients_purchaseline SET is_current = %s WHERE record_id = ANY(%s::bigint[])"
            run(statement, [is_current, packed(ids)])


def _write_purchases(batch: Batch, chosen: pl.DataFrame) -> None:
    rows = chosen.select(
        "is_new",
        "client_id",
        "record_id",
        "identity",
        "number",
        "at",
        "currency",
        "rows",
        id="purchase_id",
        source_id=pl.lit(batch.source_id),
        amount=as_text(pl.col("amount")),
        paid_amount=as_text(pl.col("paid")),
        status=pl.col("status").fill_null(""),
        manager=pl.col("manager").fill_null(""),
    )
    new = rows.filter("is_new").drop("is_new")
    copy_in("clients_purchase", new.sort("client_id", "at"))
    store.update_purchases(rows.filter(~pl.col("is_new")).drop("is_new"))


def _note_repeats(batch: Batch, piece: Piece, rows: pl.DataFrame, *, them: parties.Parties, old: pl.DataFrame) -> None:
    """Remember what of other batches this one says again: its rows, and the parties that its purchases lean on."""
    others = rows.filter(pl.col("known_id").is_not_null() & (pl.col("known_batch") != batch.pk))
    leaning = rows.select("row", party_id="known_party").drop_nulls().join(old, on="party_id")
    by_place = rows.select("row", place="party").drop_nulls().join(them.known, on="place")
    them_again = pl.concat(frame.select("row", "party_id", "batch_id") for frame in (leaning, by_place))
    them_again = them_again.filter(pl.col("batch_id") != batch.pk).select("row", record_id="party_id")
    repeats.note(piece, pl.concat([others.select("row", record_id="known_id"), them_again]))


def count(batch: Batch, compared: Compared, *, new: pl.DataFrame, placed: pl.DataFrame | None, firms: int) -> None:
    """Add the numbers of a piece to its batch, which is not saved.

    `new` are its parties that were not known to the letter, `placed` what became of them, `firms` those made beside.
    """
    rows = compared.rows
    states = dict(rows["state"].value_counts().iter_rows())
    changed = rows.filter("is_changed").unique("identity")
    fresh = changed["purchase_id"].null_count()
    counted = {
        "rows_created": states.get(_NEW, 0),
        "rows_updated": states.get(_CHANGED, 0),
        "purchases": rows.filter(~pl.col("is_refused"))["identity"].n_unique(),
        "new": fresh,
        "changed": changed.height - fresh,
        "lines_gone": len(compared.gone),
    }
    batch.purchases = {key: batch.purchases.get(key, 0) + value for key, value in counted.items()}
    made = placed.filter("is_new") if placed is not None else pl.DataFrame({"asked": []})
    held = made["asked"].count()
    numbers = {
        "rows": rows.height,
        "refused": states.get(_REFUSED, 0),
        "unchanged": states.get(_SAME, 0),
        "clients_created": made.height - held,
        "clients_joined": new.height - made.height,
        "held": held,
        "companies_created": firms,
    }
    found = pl.concat([rows["reasons"], new["reasons"].cast(pl.List(pl.String))]).drop_nulls()
    reasons = found.explode(keep_nulls=False, empty_as_null=False).value_counts()
    batch.add(numbers, reasons=dict(reasons.iter_rows()))
