"""Taking a whole import back: its rows, the clients that came with it, and the values it brought to others.

In pieces, each in its own transaction, so that it may be killed and goes on where it stopped. A client that a person
edited since stays and is listed; one that other batches know too is reckoned anew without the rows that go.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from zhivo.clients import membership, store
from zhivo.intake.load import claimed
from zhivo.journal.models import Operation
from zhivo.lib.copying import packed, query
from zhivo.sources.models import Batch, Piece

KEPT_MOST = 1000  # named in the operation; the rest is counted


def undo_batch(batch: Batch, *, is_over: Callable[[], bool] | None = None) -> Batch:
    """Take back what is left of a batch, piece by piece, and return it; safe to call again after a crash.

    Behind every piece `is_over` is asked whether to leave the rest for later.
    """
    with claimed(batch.pk) as is_mine:
        return _undo_all(batch, is_over or (lambda: False)) if is_mine else batch


def _undo_all(batch: Batch, is_over: Callable[[], bool]) -> Batch:
    for piece in batch.pieces.filter(is_undone=False).order_by("-number"):
        with transaction.atomic():
            store.lock_joining()
            kept = undo_piece(piece)
            _note(batch, kept)
        if is_over():
            return batch
    with transaction.atomic():
        batch.state, batch.finished_at = Batch.State.UNDONE, timezone.now()
        batch.save()
        Operation.objects.filter(batch=batch).update(state=Operation.State.UNDONE, undone_at=timezone.now())
    return batch


def _note(batch: Batch, kept: list[dict[str, Any]]) -> None:
    if kept and batch.operation_id:
        operation = Operation.objects.select_for_update().get(pk=batch.operation_id)
        operation.kept = [*operation.kept, *kept][:KEPT_MOST]
        operation.save(update_fields=["kept"])


def undo_piece(piece: Piece) -> list[dict[str, Any]]:
    """Take one piece back in the open transaction; return the clients that stay because somebody edited them."""
    block = {"first": piece.first_record, "last": piece.first_record + piece.records - 1}
    touched = query(
        "SELECT client_id, string_agg(record_id::text, E'\\x1f') FROM clients_membership"
        " WHERE record_id BETWEEN %(first)s AND %(last)s GROUP BY 1",
        block,
        schema={"client_id": pl.Int64, "records": pl.List(pl.Int64)},
    )
    made = pl.col("client_id").is_between(piece.first_client, piece.first_client + piece.clients - 1)
    edited = _edited(touched.filter(made)["client_id"])
    staying = touched.filter(made & pl.col("client_id").is_in(edited.implode()))
    kept_records = staying["records"].explode() if staying.height else pl.Series([], dtype=pl.Int64)
    firms = query(
        "SELECT DISTINCT company_id FROM clients_relation WHERE record_id BETWEEN %(first)s AND %(last)s",
        block,
        schema={"client_id": pl.Int64},
    )
    concerned = pl.concat([touched["client_id"], firms["client_id"]]).unique()
    concerned = pl.concat([concerned, _absorbed(concerned)]).unique()
    _delete_rows(block, kept=kept_records)
    empty = _made_of_nothing(concerned)
    while empty.len():  # a client that goes may have been the last to speak for another
        membership.delete(ids=empty)
        concerned = concerned.filter(~concerned.is_in(empty.implode()))
        empty = _made_of_nothing(concerned)
    store.recompute(ids=concerned.filter(~concerned.is_in(_absorbed_ones(concerned).implode())))
    piece.is_undone = True
    piece.save(update_fields=["is_undone"])
    return [{"client": client, "why": "edited_since"} for client in staying["client_id"]]


def _edited(clients: pl.Series) -> pl.Series:
    found = query(
        "SELECT client_id FROM clients_edit WHERE ended_at IS NULL AND client_id = ANY(%(ids)s::bigint[])"
        " UNION SELECT row FROM journal_change h JOIN journal_operation o ON o.id = h.operation_id"
        " WHERE h.table = 'clients_client' AND h.row = ANY(%(ids)s::bigint[]) AND o.undone_at IS NULL",
        {"ids": packed(clients)},
        schema={"client_id": pl.Int64},
    )
    return found["client_id"]


def _delete_rows(block: dict[str, int], *, kept: pl.Series) -> None:
    params: dict[str, int | str] = {**block, "kept": packed(kept)}
    with connection.cursor() as cursor:
        for table, column in (
            ("quality_question", "record_id"),
            ("clients_clienttag", "record_id"),
            ("clients_relation", "record_id"),
            ("clients_membership", "record_id"),
            ("clients_clean", "record_id"),
            ("sources_record", "id"),
        ):
            cursor.execute(
                f"DELETE FROM {table} WHERE {column} BETWEEN %(first)s AND %(last)s"  # noqa: S608 - names of ours
                + (f" AND {column} <> ALL(%(kept)s::bigint[])" if len(kept) else ""),
                params,
            )


def _absorbed(clients: pl.Series) -> pl.Series:
    """Clients that were merged into these, or that these were merged into."""
    found = query(
        "SELECT id FROM clients_client WHERE merged_into_id = ANY(%(ids)s::bigint[])"
        " UNION SELECT merged_into_id FROM clients_client"
        " WHERE id = ANY(%(ids)s::bigint[]) AND merged_into_id IS NOT NULL",
        {"ids": packed(clients)},
        schema={"id": pl.Int64},
    )
    return found["id"]


def _absorbed_ones(clients: pl.Series) -> pl.Series:
    found = query(
        "SELECT id FROM clients_client WHERE id = ANY(%s::bigint[]) AND merged_into_id IS NOT NULL",
        [packed(clients)],
        schema={"id": pl.Int64},
    )
    return found["id"]


def _made_of_nothing(clients: pl.Series) -> pl.Series:
    """Clients that no record, relation, edit or absorbed client speaks for any more."""
    found = query(
        """
        SELECT c.id FROM unnest(%s::bigint[]) AS c(id)
         WHERE NOT EXISTS (SELECT FROM clients_membership m WHERE m.client_id = c.id OFFSET 0)
           AND NOT EXISTS (SELECT FROM clients_relation r WHERE r.company_id = c.id OFFSET 0)
           AND NOT EXISTS (SELECT FROM clients_edit e WHERE e.client_id = c.id AND e.ended_at IS NULL OFFSET 0)
        """,
        [packed(clients)],
        schema={"id": pl.Int64},
    )
    return found["id"]
