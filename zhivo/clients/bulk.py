"""Many values typed or chosen in one act: kept as edits, put over what the records say, taken back as one."""

from __future__ import annotations

import polars as pl
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import store
from zhivo.clients.edit import POINTS, edited
from zhivo.clients.models import Edit
from zhivo.clients.queries import ClientQuerySet
from zhivo.journal.kinds import Kept
from zhivo.journal.models import Operation
from zhivo.lib.copying import copy_in, packed, query
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User

MOST = 50_000  # clients of one act: some seconds of writing while a person waits
AT_ONCE = 20_000  # clients that are reckoned anew together
SCHEMA = {"client_id": pl.Int64, "field": pl.String, "before": pl.String, "value": pl.String}


class TooMany(Refusal):
    """The set is too large for one act."""


class NothingToDo(Refusal):
    """Nobody of the set would change."""


def refuse_too_many(clients: ClientQuerySet) -> None:
    """Raise TooMany for a set that is too large for one act."""
    if clients.order_by()[: MOST + 1].count() > MOST:
        raise too_many()


def too_many() -> TooMany:
    """Return the refusal of a set that is too large for one act."""
    return TooMany("too_many", _("Up to 50,000 clients are changed at a time."), hint=_("Narrow the list."))


def edit(
    *, edits: pl.DataFrame, follows: pl.DataFrame | None = None, kind: str, by: User | None, data: dict[str, object]
) -> Operation:
    """Put values into fields of clients and return the operation that takes all of them back.

    `edits` has the columns of SCHEMA, one row a client and field, the values clean; of phone and email `before` is the
    value that goes (null: another one is added), of others it is what the feed says was there. `follows` are columns
    that follow from them (a city's region), with the same columns. `kind` is a kind whose undo is `take_back`.
    Clients that are gone or were merged are left out. Raises TooMany, NothingToDo.
    """
    if edits["client_id"].n_unique() > MOST:
        raise too_many()
    with transaction.atomic():
        store.lock_joining()
        edits = _of_the_living(edits)
        if edits.is_empty():
            raise NothingToDo("nothing_to_do", _("There is nothing to change: these clients have it already."))
        operation = Operation.objects.create(kind=kind, by=by, data={**data, "count": edits["client_id"].n_unique()})
        typed = edits if follows is None else pl.concat([edits, _of_the_living(follows)])
        is_point = pl.col("field").is_in(list(POINTS))
        copy_in(
            "clients_edit",
            typed.with_columns(
                before=pl.when(is_point).then("before"),
                by_id=pl.lit(by.pk if by else None, dtype=pl.Int64),
                at=pl.lit(operation.at.isoformat()),
                operation_id=pl.lit(operation.pk),
            ),
        )
        _reckon(edits["client_id"])
        _tell(edits, operation)
    return operation


def _of_the_living(edits: pl.DataFrame) -> pl.DataFrame:
    ids = packed(edits["client_id"].unique())
    living = query(
        "SELECT id FROM clients_client WHERE id = ANY(%s::bigint[]) AND merged_into_id IS NULL",
        [ids],
        schema={"client_id": pl.Int64},
    )
    return edits.select(list(SCHEMA)).join(living, on="client_id", how="semi", maintain_order="left")


def _reckon(clients: pl.Series) -> None:
    for part in clients.unique().sort().to_frame("id").iter_slices(AT_ONCE):
        store.recompute(ids=part["id"])


def _tell(edits: pl.DataFrame, operation: Operation) -> None:
    said = edits.select("client_id", data=pl.struct("field", "before", after="value").struct.json_encode())
    copy_in(
        "clients_event",
        said.with_columns(
            kind=pl.lit(edited.key),
            by_id=pl.lit(operation.by_id, dtype=pl.Int64),
            at=pl.lit(operation.at.isoformat()),
        ),
    )


def take_back(operation: Operation) -> Kept:
    """End the edits of an operation; a value that was typed anew since stays, and its client is named."""
    store.lock_joining()
    kept = query(
        """
        SELECT e.id, e.client_id FROM clients_edit e
         WHERE e.operation_id = %(operation)s AND e.ended_at IS NULL AND e.field <> ALL(%(points)s)
           AND EXISTS (SELECT FROM clients_edit l WHERE l.client_id = e.client_id AND l.field = e.field
                          AND l.ended_at IS NULL AND l.operation_id > e.operation_id)
        """,
        {"operation": operation.pk, "points": sorted(POINTS)},
        schema={"id": pl.Int64, "client_id": pl.Int64},
    )
    edits = Edit.objects.filter(operation=operation, ended_at=None).exclude(pk__in=kept["id"].to_list())
    clients = pl.Series(list(edits.values_list("client_id", flat=True).distinct()), dtype=pl.Int64)
    edits.update(ended_at=timezone.now())
    _reckon(clients)
    return [{"client": pk, "why": "edited_since"} for pk in kept["client_id"].unique().sort()]
