"""One piece of a batch written whole: records, clients, contact points and relations, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from struct import unpack

import polars as pl
from django.db import transaction

from zhivo.clients import search, store, survive
from zhivo.intake import join, known, repeats
from zhivo.intake.firms import Firms, firms_of
from zhivo.lib.copying import copy_in, sending, take_ids
from zhivo.sources.models import CELL_END, Batch, Outcome, Piece
from zhivo.team.models import User

_OWN_COLUMNS = {"row", "reasons", "source_id", *survive.CLEAN_SCHEMA}
NO_EDITS = pl.DataFrame(schema=survive.EDITS_SCHEMA)
TAG_LONGEST = 200  # characters; a longer one is a text in the wrong column
COUNTED = ["rows", "clients_created", "clients_joined", "held", "refused", "unchanged", "companies_created"]


@dataclass(frozen=True)
class Prepared:
    """A piece ready to be written: raw values and clean fields side by side, row by row."""

    number: int
    rows: pl.DataFrame  # row, cells, identity, digest, own, CLEAN_SCHEMA, reasons, tags, is_somebody
    # The client that a row makes where it meets nobody: most rows do, and the server need not wait for what is known
    # before it is asked. `id` and `client_id` are the row; rows by which nobody could be called are not among them.
    clients: pl.DataFrame
    points: pl.DataFrame
    words: pl.Series


def prepare(
    *, number: int, raw: pl.DataFrame, clean: pl.DataFrame, origin: str, mapping: Sequence[str] = ()
) -> Prepared:
    """Put a raw piece (`row`, `c0`...) and its clean frame together; no database is asked.

    `origin` is what a row is known by together with its content: the id of its source. With another `mapping` the
    same row is read anew.
    """
    ends = [pl.col(name).str.replace_all(CELL_END, "␟", literal=True) for name in raw.columns if name != "row"]
    cells = raw.select(cells=pl.concat_str(ends, separator=CELL_END)).to_series()
    extra = [name for name in clean.columns if name not in _OWN_COLUMNS]
    encoded = [pl.struct(name).struct.json_encode().str.strip_prefix("{").str.strip_suffix("}") for name in extra]
    pairs = [pl.when(pl.col(name).is_not_null()).then(text) for name, text in zip(extra, encoded, strict=True)]
    inside = pl.concat_str(pairs, separator=",", ignore_nulls=True) if pairs else pl.lit("")
    missing = {"source_id", "tags"} - set(clean.columns)
    frame = clean.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in missing).with_columns(
        values=pl.when(inside != "").then(pl.concat_str([pl.lit("{"), inside, pl.lit("}")])),
    )
    own = frame.select(pl.when(pl.col("source_id") != "").then("source_id").alias("own")).to_series()
    is_kept = own.is_not_null()
    rows = frame.select(
        "row",
        cells,
        _digests(cells, origin=f"{origin}|{'|'.join(mapping)}").alias("digest"),
        _digests(own.filter(is_kept), origin=f"{origin}#")
        .append(_digests(cells.filter(~is_kept), origin=origin))
        .gather(pl.concat([is_kept.arg_true(), (~is_kept).arg_true()]).arg_sort())
        .alias("identity"),
        own,
        *survive.CLEAN_SCHEMA,
        pl.when(pl.col("reasons").list.len() > 0).then("reasons").alias("reasons"),
        "tags",
        is_somebody=(pl.col("kind") != "") | is_kept,
    ).with_columns(pl.col("kind").replace("", "person"))
    is_called = pl.any_horizontal(
        *(pl.col(name).is_not_null() for name in ("last_name", "first_name", "patronymic", "company", "inn")),
        *(pl.col(name).list.len() > 0 for name in ("phones", "emails")),
    )
    alone = rows.filter(is_called).select(*survive.CLEAN_SCHEMA, client_id="row", record_id="row")
    clients, points, words = store.reckon(rows=alone, edits=NO_EDITS)
    return Prepared(number=number, rows=rows, clients=clients, points=points, words=words)


def _digests(texts: pl.Series, *, origin: str) -> pl.Series:
    salt = blake2b(origin.encode(), digest_size=16).digest()
    digests = [blake2b(text, digest_size=8, salt=salt).digest() for text in texts.cast(pl.Binary)]
    return pl.Series(unpack(f">{len(digests)}q", b"".join(digests)), dtype=pl.Int64)


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
        placed = _placed(somebody, before)
        firms = firms_of(placed.rows)
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
        # All that is asked is asked before the server is busy with rows.
        people, met = _people(), _met(placed, firms)
        repeats.note(piece, repeated)
        _write_clients(prepared, placed, firms, met=met, people=people)
        _write_records(batch, new, placed.rows)
        copy_in("clients_relation", firms.relations)
        _write_questions(placed)
        _write_tags(placed.rows)
        if len(firms.learnt):
            store.recompute(ids=firms.learnt, only_adds=True)
        _count(batch, repeated=repeated["client_id"], new=new, placed=placed, firms=firms)
    return piece


@dataclass(frozen=True)
class Placed:
    """The rows of a piece with the client each belongs to."""

    rows: pl.DataFrame  # the rows of the piece with client_id, is_new, why, value, reason, asked, ...
    first_client: int
    created: int


def _placed(rows: pl.DataFrame, before: pl.DataFrame) -> Placed:
    points, inns = join.points_of(rows)
    identities = before.drop_nulls("client_id").unique("identity", keep="last").select("identity", "client_id")
    meets = known.Known(identities=identities, holders=known.holders(points=points, inns=inns))
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


def _write_records(batch: Batch, new: pl.DataFrame, placed: pl.DataFrame) -> None:
    outcome = (
        pl.when(pl.col("is_new").is_null())
        .then(Outcome.REFUSED.value)
        .when("is_new")
        .then(pl.when(pl.col("asked").is_null()).then(Outcome.CREATED.value).otherwise(Outcome.HELD.value))
        .otherwise(Outcome.JOINED.value)
    )
    records = new.join(placed.select("record_id", "is_new", "asked"), on="record_id", how="left", maintain_order="left")
    copy_in(
        "sources_record",
        records.select(
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
    empty_as_null = [pl.when(pl.col(name).list.len() > 0).then(name).alias(name) for name in ("phones", "emails")]
    copy_in("clients_clean", new.select("record_id", *survive.CLEAN_SCHEMA, "reasons").with_columns(empty_as_null))
    copy_in(
        "clients_membership", placed.select("record_id", "client_id", "why", by=pl.lit("rule"), value="joined_value")
    )


@dataclass(frozen=True)
class Met:
    """Known clients that rows of the piece joined, and what they were made of until now."""

    ids: pl.Series
    rows: pl.DataFrame  # client_id, record_id, CLEAN_SCHEMA
    edits: pl.DataFrame


def _met(placed: Placed, firms: Firms) -> Met:
    # Firms that learn something are made of more than their rows, and few: they are reckoned at the end.
    made = placed.rows.filter("is_new")["client_id"]
    others = pl.concat([made, firms.learnt]).implode()
    ids = placed.rows.filter(~pl.col("client_id").is_in(others))["client_id"].unique()
    return Met(ids=ids, rows=store.gather(ids=ids), edits=store.edits_of(ids=ids))


def _write_clients(prepared: Prepared, placed: Placed, firms: Firms, *, met: Met, people: dict[str, int]) -> None:
    """Write the new clients and what the known ones learnt; firms that learnt are left to `store.recompute`."""
    made = placed.rows.filter("is_new").select("client_id", "row")
    rows = placed.rows.filter(pl.col("client_id").is_in(pl.concat([made["client_id"], met.ids]).implode()))
    is_alone = pl.col("client_id").is_unique() & pl.col("is_new")
    alone = rows.filter(is_alone).select("row", "client_id").join(prepared.clients, left_on="row", right_on="id")
    points = alone.select("row", "client_id").join(prepared.points.rename({"client_id": "row"}), on="row").drop("row")
    others = rows.join(alone, on="row", how="anti").select("client_id", "record_id", *survive.CLEAN_SCHEMA)
    others = pl.concat([others, store.as_firms(firms.named), met.rows])
    clients, their_points, words = store.reckon(rows=others, edits=met.edits)
    is_met, has_met = (pl.col(name).is_in(met.ids.implode()) for name in ("id", "client_id"))
    new = pl.concat([alone.drop("row").rename({"client_id": "id"}), clients.filter(~is_met)])
    store.insert(_with_defaults(new, people=people), points=pl.concat([points, their_points.filter(~has_met)]))
    store.update(clients.filter(is_met), points=their_points.filter(has_met), only_adds=True)
    search.remember_words(pl.concat([prepared.words, words]).unique())


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
        for name in {" ".join(words), " ".join(reversed(words)), words[-1], user.email}:
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
