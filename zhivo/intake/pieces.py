"""One piece of a batch written whole: records, clients, contact points and relations, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl
from django.db import transaction

from zhivo.clients import search, store, survive
from zhivo.intake import people, placing, repeats
from zhivo.intake.firms import Firms, firms_of
from zhivo.intake.known import Base
from zhivo.intake.placing import Asked, Composed, Placed
from zhivo.intake.prepared import Prepared
from zhivo.lib.copying import copy_in, sending
from zhivo.quality import asking
from zhivo.sources.models import Batch, Piece

TAG_LONGEST = 200  # characters; a longer one is a text in the wrong column


def write(batch: Batch, prepared: Prepared) -> Piece:
    """Join and store a prepared piece in one transaction and return its Piece.

    Raises IntegrityError when the piece is there already: two runs of one batch, or a resume after a lost answer.
    """
    base = Base()
    with transaction.atomic(), sending():
        store.lock_joining()
        asked = placing.ask(prepared.rows, batch=batch.pk, base=base)
        admitted = admit(prepared, asked, base=base)
        placed = admitted.placed
        _write_records(batch, asked, placed)
        _write_tags(placed.rows)
        piece = Piece(
            batch=batch,
            number=prepared.number,
            rows=prepared.rows.height,
            first_record=asked.first_record,
            records=asked.new.height,
            first_client=admitted.first_client,
            clients=admitted.clients,
        )
        piece.save()
        repeats.note(piece, asked.repeated)
        counted = placing.counted(asked, placed, admitted.firms)
        batch.add(counted, reasons=placing.reasons(asked))
        # Only what is counted here: somebody may be asking this very batch to stop.
        batch.save(update_fields=[*counted, "reasons"])
    return piece


@dataclass(frozen=True)
class Admitted:
    """Rows that came in by the door, with the client each belongs to and the firm that it names beside him."""

    placed: Placed
    firms: Firms

    @property
    def first_client(self) -> int:
        """The first id of the block that the new clients and firms took; 0 where there are none."""
        return min([first for first in (self.placed.first_client, self.firms.first_client) if first], default=0)

    @property
    def clients(self) -> int:
        """How many clients and firms are new."""
        return self.placed.created + self.firms.created


def admit(prepared: Prepared, asked: Asked, *, base: Base, why: pl.Expr | None = None) -> Admitted:
    """Join rows and store all that follows of it but the rows themselves and their tags.

    `why` is how a row came to its client, where that is not what `placing.place` says. The caller holds the joining
    lock.
    """
    team = people.by_name()
    # From here on the server always has rows to store while we reckon: an answer asked for waits for its turn.
    _write_clean(asked.new)
    placed = placing.place(asked, base=base)
    if why is not None:
        placed = replace(placed, rows=placed.rows.with_columns(why=why))
    met = placing.meet(placed, base=base)
    _write_membership(placed)
    firms = firms_of(placed.rows, have=asked.firms, base=base)
    composed = placing.compose(placed, firms, met)
    _write_clients(prepared, composed, people=team)
    copy_in("clients_relation", firms.relations)
    _write_questions(placed)
    _ask_about_values(placed.rows, composed)
    if len(firms.learnt):
        store.recompute(ids=firms.learnt, only_adds=True)
    return Admitted(placed, firms)


def _write_clean(new: pl.DataFrame) -> None:
    empty_as_null = [pl.when(pl.col(name).list.len() > 0).then(name).alias(name) for name in ("phones", "emails")]
    copy_in("clients_clean", new.select("record_id", *survive.CLEAN_SCHEMA, "reasons").with_columns(empty_as_null))


def _write_membership(placed: Placed) -> None:
    members = placed.rows.select("record_id", "client_id", "why", by=pl.lit("rule"), value="joined_value")
    copy_in("clients_membership", members)


def _write_records(batch: Batch, asked: Asked, placed: Placed) -> None:
    copy_in(
        "sources_record",
        asked.new.select(
            "row",
            "identity",
            "digest",
            "cells",
            id="record_id",
            source_id=pl.lit(batch.source_id),
            batch_id=pl.lit(batch.pk),
            key="own",
            outcome=placing.outcomes(asked, placed),
        ),
    )


def _write_clients(prepared: Prepared, composed: Composed, *, people: dict[str, int]) -> None:
    """Write the new clients and what the known ones learnt; firms that did are left to `store.recompute`."""
    is_met, has_met = (pl.col(name).is_in(composed.known.implode()) for name in ("id", "client_id"))
    clients, their_points, words = store.reckon(rows=composed.others, edits=composed.edits)
    new = pl.concat([composed.alone.select(clients.columns), clients.filter(~is_met)])
    points = pl.concat([survive.contact_points(composed.alone), their_points.filter(~has_met)])
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


def _ask_about_values(rows: pl.DataFrame, composed: Composed) -> None:
    parts = [asking.found(rows)] if "finds" in rows.columns else []
    asking.write(pl.concat([*parts, asking.unreadable(rows), asking.contradictions(composed.others)]))


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
