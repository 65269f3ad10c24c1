"""One piece of a batch written whole: records, clients, contact points and relations, in one transaction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import polars as pl
from django.db import transaction

from zhivo.clients import search, store, survive
from zhivo.intake import join, known, repeats
from zhivo.intake.firms import Firms, asked_for, firms_of
from zhivo.intake.prepared import Prepared
from zhivo.lib.copying import copy_in, sending, take_ids
from zhivo.sources.models import Batch, Outcome, Piece
from zhivo.team.models import User

TAG_LONGEST = 200  # characters; a longer one is a text in the wrong column
COUNTED = ["rows", "clients_created", "clients_joined", "held", "refused", "unchanged", "companies_created"]


def write(batch: Batch, prepared: Prepared) -> Piece:
    """Join and store a prepared piece in one transaction and return its Piece.

    Raises IntegrityError when the piece is there already: two runs of one batch, or a resume after a lost answer.
    """
    with transaction.atomic(), sending():
        store.lock_joining()
        rows = prepared.rows
        before = known.rows(identities=rows["identity"].unique())
        # Known to the letter is a row whose newest record, of another batch, holds just this.
        newest = before.unique("identity", keep="last")
        repeated = rows.join(newest.filter(pl.col("batch_id") != batch.pk), on=["identity", "digest"], how="inner")
        new = rows.join(repeated, on="digest", how="anti", maintain_order="left")
        first_record = take_ids("sources_record", count=new.height)
        new = new.with_columns(record_id=pl.int_range(pl.len(), dtype=pl.Int64) + first_record)
        somebody = new.filter("is_somebody").with_columns(i=pl.int_range(pl.len(), dtype=pl.Int64))
        points, inns = join.points_of(somebody)
        meets = known.Known(identities=_identities(before), holders=known.holders(points=points, inns=inns))
        have, people = asked_for(somebody), _people()
        # From here on the server always has rows to store while we reckon: an answer asked for waits for its turn.
        _write_clean(new)
        placed = _placed(somebody, meets)
        met = _met(placed)
        _write_membership(placed)
        firms = firms_of(placed.rows, have=have)
        _write_records(batch, new, placed)
        _write_clients(prepared, placed, firms, met=met, people=people)
        copy_in("clients_relation", firms.relations)
        _write_questions(placed)
        _write_tags(placed.rows)
        if len(firms.learnt):
            store.recompute(ids=firms.learnt, only_adds=True)
        piece = Piece(
            batch=batch,
            number=prepared.number,
            rows=rows.height,
            first_record=first_record,
            records=new.height,
            first_client=min([c for c in (placed.first_client, firms.first_client) if c], default=0),
            clients=placed.created + firms.created,
        )
        piece.save()
        repeats.note(piece, repeated)
        _count(batch, repeated=repeated["client_id"], new=new, placed=placed, firms=firms)
    return piece


@dataclass(frozen=True)
class Placed:
    """The rows of a piece with the client each belongs to."""

    rows: pl.DataFrame  # the rows of the piece with client_id, is_new, why, value, reason, asked, ...
    first_client: int
    created: int


def _identities(before: pl.DataFrame) -> pl.DataFrame:
    return before.drop_nulls("client_id").unique("identity", keep="last").select("identity", "client_id")


def _placed(rows: pl.DataFrame, meets: known.Known) -> Placed:
    decided = join.decide(rows=rows.select("i", "own", "identity", *known.PARTY, "phones", "emails"), known=meets)
    roots = decided.filter(pl.col("root") == pl.col("i"))
    first = take_ids("clients_client", count=roots.height)
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


def _write_clean(new: pl.DataFrame) -> None:
    empty_as_null = [pl.when(pl.col(name).list.len() > 0).then(name).alias(name) for name in ("phones", "emails")]
    copy_in("clients_clean", new.select("record_id", *survive.CLEAN_SCHEMA, "reasons").with_columns(empty_as_null))


def _write_membership(placed: Placed) -> None:
    members = placed.rows.select("record_id", "client_id", "why", by=pl.lit("rule"), value="joined_value")
    copy_in("clients_membership", members)


def _write_records(batch: Batch, new: pl.DataFrame, placed: Placed) -> None:
    outcome = (
        pl.when(pl.col("is_new").is_null())
        .then(Outcome.REFUSED.value)
        .when("is_new")
        .then(pl.when(pl.col("asked").is_null()).then(Outcome.CREATED.value).otherwise(Outcome.HELD.value))
        .otherwise(Outcome.JOINED.value)
    )
    became = placed.rows.select("record_id", "is_new", "asked")
    rows = new.select("record_id", "row", "identity", "digest", "cells", "own")
    copy_in(
        "sources_record",
        rows.join(became, on="record_id", how="left", maintain_order="left").select(
            "row",
            "identity",
            "digest",
            "cells",
            id="record_id",
            source_id=pl.lit(batch.source_id),
            batch_id=pl.lit(batch.pk),
            key="own",
            outcome=outcome,
        ),
    )


@dataclass(frozen=True)
class Met:
    """Known clients that rows of the piece joined, and what they were made of until now."""

    ids: pl.Series
    rows: pl.DataFrame  # client_id, record_id, CLEAN_SCHEMA
    edits: pl.DataFrame


def _met(placed: Placed) -> Met:
    made = placed.rows.filter("is_new")["client_id"]
    ids = placed.rows.filter(~pl.col("client_id").is_in(made.implode()))["client_id"].unique()
    return Met(ids=ids, rows=store.gather(ids=ids), edits=store.edits_of(ids=ids))


def _write_clients(prepared: Prepared, placed: Placed, firms: Firms, *, met: Met, people: dict[str, int]) -> None:
    """Write the new clients and what the known ones learnt.

    Firms that learn something are made of more than their rows, and few: they are left to `store.recompute`.
    """
    ids = met.ids.filter(~met.ids.is_in(firms.learnt.implode()))
    made = placed.rows.filter("is_new")["client_id"]
    rows = placed.rows.filter(pl.col("client_id").is_in(pl.concat([made, ids]).implode()))
    is_alone = pl.col("client_id").is_unique() & pl.col("is_new") & pl.col("name").is_not_null()
    alone = rows.filter(is_alone).with_columns(id="client_id")
    is_met, has_met = (pl.col(name).is_in(ids.implode()) for name in ("id", "client_id"))
    others = rows.filter(~is_alone).select("client_id", "record_id", *survive.CLEAN_SCHEMA)
    others = pl.concat([others, store.as_firms(firms.named), met.rows.filter(has_met)])
    clients, their_points, words = store.reckon(rows=others, edits=met.edits.filter(has_met))
    new = pl.concat([alone.select(clients.columns), clients.filter(~is_met)])
    points = pl.concat([survive.contact_points(alone), their_points.filter(~has_met)])
    store.insert(_with_defaults(new, people=people), points=points)
    store.update(clients.filter(is_met), points=their_points.filter(has_met), only_adds=True)
    search.remember_words([*prepared.words, *words])


def _with_defaults(clients: pl.DataFrame, *, people: dict[str, int]) -> pl.DataFrame:
    said = pl.col("values").str.json_path_match("$.responsible").str.strip_chars().str.to_lowercase()
    return clients.with_columns(
        responsible_id=said.replace_strict(people, default=None, return_dtype=pl.Int64)
        if people
        else pl.lit(None, dtype=pl.Int64),
        version=pl.lit(1),
    )


def _people() -> dict[str, int]:
    """Names of the people who may be responsible, in the ways a file writes them; a name of two people is nobody's."""
    named: Counter[str] = Counter()
    found: dict[str, int] = {}
    for user in User.objects.filter(is_active=True):
        words = user.name.lower().split()
        for name in {" ".join(words), " ".join(reversed(words)), *words[-1:], user.email}:
            named[name] += 1
            found[name] = user.pk
    return {name: pk for name, pk in found.items() if named[name] == 1}


def _write_questions(placed: Placed) -> None:
    held = placed.rows.filter(pl.col("is_new") & pl.col("asked").is_not_null())
    copy_in(
        "quality_question",
        held.select(
            "client_id",
            "record_id",
            "reason",
            other_id="asked",
            medium="asked_medium",
            value="asked_value",
            state=pl.lit("open"),
        ),
    )


def _write_tags(rows: pl.DataFrame) -> None:
    named = (
        rows.select("client_id", "record_id", name=pl.col("tags").str.split(","))
        .explode("name")
        .with_columns(pl.col("name").str.strip_chars())
        .filter((pl.col("name") != "") & (pl.col("name").str.len_chars() <= TAG_LONGEST))
    )
    if named.is_empty():
        return
    from zhivo.clients.models import Tag

    Tag.objects.bulk_create([Tag(name=name) for name in named["name"].unique().sort()], ignore_conflicts=True)
    ids = dict(Tag.objects.filter(name__in=named["name"].unique().to_list()).values_list("name", "pk"))
    copy_in(
        "clients_clienttag",
        named.select("client_id", "record_id", tag_id=pl.col("name").replace_strict(ids, return_dtype=pl.Int64)),
    )


def _count(batch: Batch, *, repeated: pl.Series, new: pl.DataFrame, placed: Placed, firms: Firms) -> None:
    made = placed.rows.filter("is_new")
    held = made.filter(pl.col("asked").is_not_null()).height
    refused_again = repeated.null_count()
    batch.rows += new.height + len(repeated)
    batch.clients_created += made.height - held
    batch.held += held
    batch.clients_joined += placed.rows.height - made.height + len(repeated) - refused_again
    batch.refused += new.height - placed.rows.height + refused_again
    batch.unchanged += len(repeated)
    batch.companies_created += firms.created
    counted = new["reasons"].drop_nulls().explode().value_counts()
    batch.reasons = dict(Counter(batch.reasons) + Counter(dict(counted.iter_rows())))
    # Only what is counted here: somebody may be asking this very batch to stop.
    batch.save(update_fields=[*COUNTED, "reasons"])
