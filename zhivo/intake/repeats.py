"""Rows known to the letter: which later piece found a record again, and who gets it when its batch is undone."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from django.db import connection

from zhivo.lib.copying import copy_in, packed, query
from zhivo.sources.models import Piece


@dataclass(frozen=True)
class Heirs:
    """What an undo of a piece finds repeated."""

    taken_over: pl.Series  # ids of records of earlier batches that count to this piece's batch since those were undone
    passed_on: pl.DataFrame  # record_id, batch_id, row: records that go over to another piece, which repeats them


def note(piece: Piece, repeated: pl.DataFrame) -> None:
    """Remember that the piece repeats these records: `record_id` and `row`, one line a row of the file."""
    if repeated.is_empty():
        return
    rows = repeated.group_by("record_id").agg(pl.col("row").min()).sort("record_id")
    copy_in("sources_repeat", rows.with_columns(piece_id=pl.lit(piece.pk)))


def hand_over(piece: Piece) -> Heirs:
    """Give the records of a piece that is being undone to the first of the other pieces that repeat them.

    The piece itself repeats nothing any more. The caller holds the joining lock.
    """
    mine = {"piece": piece.pk, "batch": piece.batch_id}
    taken = query(
        "SELECT t.record_id FROM sources_repeat t"
        " CROSS JOIN LATERAL (SELECT * FROM sources_record r WHERE r.id = t.record_id OFFSET 0) AS r"
        " WHERE t.piece_id = %(piece)s AND r.batch_id = %(batch)s",
        mine,
        schema={"record_id": pl.Int64},
    )["record_id"]
    block = {"first": piece.first_record, "last": piece.first_record + piece.records - 1, "taken": packed(taken)}
    passed_on = query(
        "SELECT DISTINCT ON (t.record_id) t.record_id, p.batch_id, t.row FROM ("
        "SELECT * FROM sources_repeat WHERE record_id BETWEEN %(first)s AND %(last)s"
        " UNION ALL SELECT * FROM sources_repeat WHERE record_id = ANY(%(taken)s::bigint[])) AS t"
        " JOIN sources_piece p ON p.id = t.piece_id WHERE t.piece_id <> %(piece)s ORDER BY t.record_id, t.piece_id",
        {**mine, **block},
        schema={"record_id": pl.Int64, "batch_id": pl.Int64, "row": pl.Int32},
    )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sources_repeat WHERE piece_id = %s", [piece.pk])
        cursor.execute(
            "UPDATE sources_record r SET batch_id = n.batch_id, row = n.row"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::int[]) AS n(id, batch_id, row) WHERE r.id = n.id",
            [packed(passed_on[name]) for name in passed_on.columns],
        )
    return Heirs(taken_over=taken, passed_on=passed_on)
