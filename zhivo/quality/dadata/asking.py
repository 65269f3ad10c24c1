"""Asking DaData about a set of clients: those who lack something, once each, no faster and no more than is allowed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import events, store
from zhivo.clients.edit import COLUMNS
from zhivo.journal.kinds import OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib import http
from zhivo.lib.copying import copy_in, packed, query
from zhivo.quality import asking
from zhivo.quality.clean import clean
from zhivo.quality.dadata import CODE
from zhivo.quality.dadata.ways import WAYS, Way, read

PIECE = 100  # requests whose answers are kept together
PER_SECOND = 10  # it allows 30 to an address
KIND = "dadata.asked"
log = logging.getLogger(__name__)
asked = events.kinds.add(events.EventKind(KIND, _("DaData asked"), "database-search", ("by", "found")))

# Who has what to ask by, lacks what may be answered, and was not asked by it before.
_WHO = """
SELECT c.id, {by} FROM clients_client c
 WHERE c.merged_into_id IS NULL AND ({lacks}) AND coalesce({by}, '') <> '' AND (%(kind)s = '' OR c.kind = %(kind)s)
   AND (%(ids)s::bigint[] IS NULL OR c.id = ANY(%(ids)s::bigint[])) AND NOT EXISTS (
       SELECT FROM clients_event e WHERE e.client_id = c.id AND e.kind = %(event)s AND e.data ->> 'by' = %(way)s)
 ORDER BY c.id LIMIT %(most)s
"""
_FILLED = """
SELECT c.id, f.field FROM clients_client c CROSS JOIN unnest(%s::text[]) AS f (field)
 WHERE c.id = ANY(%s::bigint[]) AND coalesce(to_jsonb(c) ->> f.field, c.values ->> f.field) IS NOT NULL
 UNION SELECT client_id, field FROM clients_edit WHERE ended_at IS NULL AND client_id = ANY(%s::bigint[])
"""
Wait = Callable[[float], None]


def is_on() -> bool:
    """Say whether there is a key."""
    return bool(settings.DADATA_TOKEN)


def left_today() -> int:
    """Return how many requests may still be made today."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    made = Operation.objects.filter(kind=KIND, at__gte=today).values_list("data", flat=True)
    return max(0, int(settings.DADATA_PER_DAY) - sum(int(data.get("requests", 0)) for data in made))


def ask(*, clients: Sequence[int] | None = None, wait: Wait = time.sleep) -> Operation | None:
    """Ask about these clients, or about the whole base, and keep the answers as open questions about values.

    None when there is nobody to ask about or nothing is left for today. What was answered before a failure is kept;
    the operation says how many requests were made, how many values they propose, and why it ended early.
    """
    operation: Operation | None = None
    for way in WAYS:
        who = _who(way, clients, most=left_today())
        if who.is_empty():
            continue
        operation = operation or Operation.objects.create(kind=KIND, by=None, data={"requests": 0, "proposed": 0})
        for part in who.iter_slices(PIECE):
            if not _piece(way, part, operation, wait):
                return operation
    return operation


def _who(way: Way, clients: Sequence[int] | None, *, most: int) -> pl.DataFrame:
    lacks = " OR ".join(f"{_value(field)} IS NULL" for field in way.lacks)
    told: dict[str, Any] = {"kind": way.kind, "event": KIND, "way": way.key, "most": most}
    told["ids"] = list(clients) if clients is not None else None
    return query(_WHO.format(by=way.by, lacks=lacks), told, schema={"client_id": pl.Int64, "said": pl.String})


def _value(field: str) -> str:
    return f"c.{field}" if field in COLUMNS else f"c.values ->> '{field}'"


def _piece(way: Way, who: pl.DataFrame, operation: Operation, wait: Wait) -> bool:
    """Ask about a part and keep what was answered; False when it is no use to go on."""
    answers, failure = [], ""
    for client, said in who.iter_rows():
        operation.data["requests"] += 1
        try:
            answers.append((client, said, read(way, _sent(way, said))))
        except http.HttpFailed as failed:
            failure = str(failed)
            break
        wait(1 / PER_SECOND)
    with transaction.atomic():
        store.lock_joining()
        operation.data["proposed"] += _keep(way, answers)
        if failure:
            log.warning("DaData does not answer: %s", failure)
            operation.state, operation.data["failure"] = Operation.State.FAILED, failure
        operation.save(update_fields=["data", "state"])
    return not failure


def _sent(way: Way, said: str) -> Any:
    headers = {"Authorization": f"Token {settings.DADATA_TOKEN}"}
    return http.post_json(f"{settings.DADATA_URL}/{way.path}", body={"query": said[:300], "count": 1}, headers=headers)


def _keep(way: Way, answers: list[tuple[int, str, dict[str, str]]]) -> int:
    """Propose what the clients still lack, made clean as if it came in a file; note that they were asked about."""
    rows = [(client, field, value, said) for client, said, found in answers for field, value in found.items()]
    found = pl.DataFrame(
        rows,
        schema={"client_id": pl.Int64, "field": pl.String, "value": pl.String, "quote": pl.String},
        orient="row",
    )
    ids = packed(pl.Series([client for client, _said, _found in answers], dtype=pl.Int64))
    filled = query(_FILLED, [list(way.lacks), ids, ids], schema={"client_id": pl.Int64, "field": pl.String})
    new = _cleaned(found).join(filled, on=["client_id", "field"], how="anti", maintain_order="left")
    asking.write(asking.proposed(new.with_columns(code=pl.lit(CODE))))
    _tell(way, answers)
    return new.height


def _cleaned(found: pl.DataFrame) -> pl.DataFrame:
    """Pass the values of columns through the cleaners, each as a row of its own; drop what they do not believe."""
    in_columns = found.filter(pl.col("field").is_in(sorted(COLUMNS - {"sex"}))).with_row_index("row")
    parts = [found.join(in_columns, on=["client_id", "field"], how="anti", maintain_order="left")]
    for (field,), values in in_columns.group_by("field", maintain_order=True):
        rows = clean(values.select(pl.col("row").cast(pl.Int64), pl.col("value").alias(str(field))))
        parts.append(values.drop("row").with_columns(rows[str(field)].cast(pl.String).alias("value")))
    return pl.concat(parts).drop_nulls("value")


def _tell(way: Way, answers: list[tuple[int, str, dict[str, str]]]) -> None:
    said = [{"by": way.key, "found": sorted(found)} for _client, _said, found in answers]
    told = pl.DataFrame({"client_id": [client for client, _said, _found in answers], "data": said})
    if not told.is_empty():
        encoded = told.with_columns(
            pl.col("data").struct.json_encode(), kind=pl.lit(KIND), at=pl.lit(timezone.now().isoformat())
        )
        copy_in("clients_event", encoded)


kinds.add(
    OperationKind(
        KIND, _("DaData"), "database-search", _("DaData asked: requests %(requests)s, values proposed %(proposed)s")
    )
)
