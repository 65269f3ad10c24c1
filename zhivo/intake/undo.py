"""Taking a whole import back: its rows, the clients that came with it, and the values it brought to others.

In pieces, each in its own transaction, so that it may be killed and goes on where it stopped. A client that a person
edited since stays and is listed; one that other batches know too is reckoned anew without the rows that go. A row that
a later batch found again to the letter goes over to that batch (`repeats.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from zhivo.clients import attributes, membership, store
from zhivo.intake import drops, repeats
from zhivo.intake.fields import PURCHASES
from zhivo.intake.load import claimed
from zhivo.intake.patience import is_disk_full, refuse_full_disk
from zhivo.intake.purchases import undo as purchases
from zhivo.journal.models import Operation
from zhivo.lib.copying import packed, query
from zhivo.quality import asking
from zhivo.sources.models import Batch, Piece


@dataclass(frozen=True)
class Left:
    """What the undo of a piece left alone."""

    kept: list[dict[str, Any]]  # clients that somebody edited since
    passed_on: dict[int, int]  # rows that are in other imports too: id of the batch they count to now -> how many


@dataclass(frozen=True)
class _Going:
    """The rows that an undo of a piece takes away: of a block of ids, and some beside it, all but a few."""

    first: int
    last: int
    beside: pl.Series
    but: pl.Series

    def where(self, column: str) -> str:
        beside = f" OR {column} = ANY(%(beside)s::bigint[])" if len(self.beside) else ""
        but = f" AND {column} <> ALL(%(but)s::bigint[])" if len(self.but) else ""
        return f"({column} BETWEEN %(first)s AND %(last)s{beside}){but}"

    @property
    def params(self) -> dict[str, int | str]:
        return {"first": self.first, "last": self.last, "beside": packed(self.beside), "but": packed(self.but)}


def undo_batch(batch: Batch, *, is_over: Callable[[], bool] | None = None) -> Batch:
    """Take back what is left of a batch, piece by piece, and return it; safe to call again after a crash.

    Behind every piece `is_over` is asked whether to leave the rest for later. Raises DatabaseError when the database
    goes away, and Refusal when the disk is full.
    """
    try:
        with claimed(batch.pk) as is_mine:
            if not is_mine or drops.in_front(batch):
                return batch
            return _undo_all(batch, is_over or (lambda: False))
    except DatabaseError as error:
        if is_disk_full(error):
            raise refuse_full_disk() from error
        raise


def _undo_all(batch: Batch, is_over: Callable[[], bool]) -> Batch:
    for piece in batch.pieces.filter(is_undone=False).order_by("-number"):
        with transaction.atomic():
            store.lock_joining()
            # Asked first: what the piece found again is known only until it is passed on.
            touched = purchases.touched(piece) if batch.what == PURCHASES else None
            _note(batch, undo_piece(piece))
            if touched is not None:
                purchases.reckon_anew(touched)
        if is_over():
            return batch
    with transaction.atomic():
        batch.state, batch.finished_at = Batch.State.UNDONE, timezone.now()
        batch.save()
        Operation.objects.filter(batch=batch).update(state=Operation.State.UNDONE, undone_at=timezone.now())
        if batch.operation is not None:
            attributes.take_away(batch.operation.data.get("fields_made", []))
        drops.settle(batch.drop)
    return batch


def _note(batch: Batch, left: Left) -> None:
    elsewhere = {str(other): rows for other, rows in left.passed_on.items() if other != batch.pk}
    if batch.operation_id and (left.kept or elsewhere):
        operation = Operation.objects.select_for_update().get(pk=batch.operation_id)
        operation.kept = [*operation.kept, *left.kept][: drops.KEPT_MOST]
        passed_on = Counter(operation.data.get("passed_on", {})) + Counter(elsewhere)
        operation.data = {**operation.data, "passed_on": dict(passed_on)}
        operation.save(update_fields=["kept", "data"])


def undo_piece(piece: Piece) -> Left:
    """Take one piece back in the open transaction; return what stays, edited since or known to other imports."""
    heirs = repeats.hand_over(piece)
    passed_on = heirs.passed_on["record_id"]
    last = piece.first_record + piece.records - 1
    going = _Going(first=piece.first_record, last=last, beside=heirs.taken_over, but=passed_on)
    touched = _touched(going)
    staying = _staying(piece, touched, taken_over=heirs.taken_over)
    concerned = pl.concat([touched["client_id"], _firms(going)]).unique()
    concerned = pl.concat([concerned, _absorbed(concerned)]).unique()
    kept_records = staying["records"].explode() if staying.height else pl.Series([], dtype=pl.Int64)
    _delete_rows(replace(going, but=pl.concat([passed_on, kept_records])))
    empty = _made_of_nothing(concerned)
    while empty.len():  # a client that goes may have been the last to speak for another
        membership.delete(ids=empty)
        concerned = concerned.filter(~concerned.is_in(empty.implode()))
        empty = _made_of_nothing(concerned)
    living = concerned.filter(~concerned.is_in(_absorbed_ones(concerned).implode()))
    store.recompute(ids=living)
    asking.look_again(clients=living)
    piece.is_undone = True
    piece.save(update_fields=["is_undone"])
    kept = [{"client": client, "why": "edited_since"} for client in staying["client_id"]]
    return Left(kept=kept, passed_on=dict(heirs.passed_on["batch_id"].value_counts().iter_rows()))


def _touched(going: _Going) -> pl.DataFrame:
    return query(
        "SELECT client_id, string_agg(record_id::text, E'\\x1f') FROM clients_membership"  # noqa: S608 - names of ours
        f" WHERE {going.where('record_id')} GROUP BY 1",
        going.params,
        schema={"client_id": pl.Int64, "records": pl.List(pl.Int64)},
    )


def _firms(going: _Going) -> pl.Series:
    found = query(
        f"SELECT DISTINCT company_id FROM clients_relation WHERE {going.where('record_id')}",  # noqa: S608 - names of ours
        going.params,
        schema={"client_id": pl.Int64},
    )
    return found["client_id"]


def _staying(piece: Piece, touched: pl.DataFrame, *, taken_over: pl.Series) -> pl.DataFrame:
    """Return the clients, with their rows, that the piece made, or answers for since their maker is undone, edited."""
    made = touched.filter(pl.col("client_id").is_between(piece.first_client, piece.first_client + piece.clients - 1))
    if len(taken_over):
        others = touched.join(made, on="client_id", how="anti")
        inherited = others.explode("records").filter(pl.col("records").is_in(taken_over.implode()))["client_id"]
        made = pl.concat([made, others.filter(pl.col("client_id").is_in(_orphaned(inherited).implode()))])
    return made.filter(pl.col("client_id").is_in(_edited(made["client_id"]).implode()))


def _orphaned(clients: pl.Series) -> pl.Series:
    """Those of the clients that a piece made which is undone."""
    blocks = query(
        "SELECT first_client, first_client + clients - 1 FROM sources_piece WHERE is_undone AND clients > 0",
        schema={"client_id": pl.Int64, "last": pl.Int64},
    )
    found = clients.unique().to_frame("client_id").sort("client_id").join_asof(blocks.sort("client_id"), on="client_id")
    return found.filter(pl.col("client_id") <= pl.col("last"))["client_id"]


def _edited(clients: pl.Series) -> pl.Series:
    return _those(
        "SELECT client_id FROM clients_edit WHERE ended_at IS NULL AND client_id = ANY(%(ids)s::bigint[])"
        # A tag put by hand and a consent are a person's word too.
        " UNION SELECT client_id FROM clients_clienttag WHERE record_id IS NULL AND client_id = ANY(%(ids)s::bigint[])"
        " UNION SELECT client_id FROM clients_consent WHERE withdrawn_at IS NULL AND client_id = ANY(%(ids)s::bigint[])"
        " UNION SELECT row FROM journal_change h JOIN journal_operation o ON o.id = h.operation_id"
        " WHERE h.table = 'clients_client' AND h.row = ANY(%(ids)s::bigint[]) AND o.undone_at IS NULL",
        of=clients,
    )


def _delete_rows(going: _Going) -> None:
    with connection.cursor() as cursor:
        for table, column in (
            ("quality_question", "record_id"),
            ("quality_valuequestion", "record_id"),
            ("clients_clienttag", "record_id"),
            ("clients_relation", "record_id"),
            ("clients_membership", "record_id"),
            ("clients_purchaseline", "record_id"),
            ("clients_clean", "record_id"),
            ("sources_record", "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {going.where(column)}", going.params)  # noqa: S608 - names of ours


def _absorbed(clients: pl.Series) -> pl.Series:
    """Clients that were merged into these, or that these were merged into."""
    return _those(
        "SELECT id FROM clients_client WHERE merged_into_id = ANY(%(ids)s::bigint[])"
        " UNION SELECT merged_into_id FROM clients_client"
        " WHERE id = ANY(%(ids)s::bigint[]) AND merged_into_id IS NOT NULL",
        of=clients,
    )


def _absorbed_ones(clients: pl.Series) -> pl.Series:
    return _those(
        "SELECT id FROM clients_client WHERE id = ANY(%(ids)s::bigint[]) AND merged_into_id IS NOT NULL", of=clients
    )


def _made_of_nothing(clients: pl.Series) -> pl.Series:
    """Clients that no record, relation, edit or absorbed client speaks for any more."""
    return _those(
        """
        SELECT c.id FROM unnest(%(ids)s::bigint[]) AS c(id)
         WHERE NOT EXISTS (SELECT FROM clients_membership m WHERE m.client_id = c.id OFFSET 0)
           AND NOT EXISTS (SELECT FROM clients_relation r WHERE r.company_id = c.id OFFSET 0)
           AND NOT EXISTS (SELECT FROM clients_edit e WHERE e.client_id = c.id AND e.ended_at IS NULL OFFSET 0)
        """,
        of=clients,
    )


def _those(sql: str, *, of: pl.Series) -> pl.Series:
    return query(sql, {"ids": packed(of)}, schema={"id": pl.Int64})["id"]
