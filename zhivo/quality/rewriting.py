"""The values of an own field written anew for another type, or given back: in pieces, for a million takes a while.

A run may be killed at any moment and is begun anew: what is written in the new way already reads back as itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from zhivo.clients import attributes, search, store
from zhivo.clients.attributes import field_of
from zhivo.clients.models import Attribute
from zhivo.journal.models import Operation
from zhivo.lib.copying import copy_in, query
from zhivo.quality.attribute_types import How, read

KIND = "field.retyped"
PIECE = 50_000  # ids of one transaction
AT_ONCE = 20_000  # clients that are reckoned anew together
LOCK_CLASS = 0x7265  # advisory locks of these operations, by their id
IsOver = Callable[[], bool]
_SAID = """
SELECT values->>%(field)s FROM clients_client WHERE values ? %(field)s
UNION SELECT values->>%(field)s FROM clients_clean WHERE values ? %(field)s
UNION SELECT value FROM clients_edit WHERE field = %(field)s AND value IS NOT NULL
"""
_ROWS = (
    """
INSERT INTO journal_change (operation_id, "table", row, before)
SELECT %(operation)s, 'clients_clean', n.record_id, jsonb_build_object(%(field)s::text, m.value)
  FROM clients_clean n JOIN retyped m ON m.value = n.values->>%(field)s WHERE m.new <> m.value
  AND n.record_id BETWEEN %(first)s AND %(last)s
""",
    """
UPDATE clients_clean n SET values = jsonb_set(n.values, ARRAY[%(field)s], to_jsonb(m.new))
  FROM retyped m WHERE m.value = n.values->>%(field)s AND m.new <> m.value
  AND n.record_id BETWEEN %(first)s AND %(last)s
""",
)
_EDITS = (
    """
INSERT INTO journal_change (operation_id, "table", row, before)
SELECT %(operation)s, 'clients_edit', e.id, jsonb_build_object('value', m.value)
  FROM clients_edit e JOIN retyped m ON m.value = e.value WHERE e.field = %(field)s AND m.new <> m.value
""",
    """
UPDATE clients_edit e SET value = m.new
  FROM retyped m WHERE e.field = %(field)s AND m.value = e.value AND m.new <> m.value
""",
)
_CLIENTS = (
    """
UPDATE clients_client c SET version = c.version + 1, updated_at = now(),
       values = jsonb_set(c.values, ARRAY[%(field)s], to_jsonb(m.new)),
       tokens = ARRAY(SELECT DISTINCT t FROM unnest(c.tokens || m.added) AS t
                       WHERE t <> ALL(m.dropped) OR t = ANY(m.added) ORDER BY 1)
  FROM retyped m
 WHERE m.value = c.values->>%(field)s AND (m.new, m.added) IS DISTINCT FROM (m.value, m.dropped)
   AND c.id BETWEEN %(first)s AND %(last)s
""",
)
_ROWS_BACK = """
UPDATE clients_clean n SET values = n.values || h.before
  FROM journal_change h WHERE h.operation_id = %(operation)s AND h.table = 'clients_clean' AND n.record_id = h.row
  AND n.record_id BETWEEN %(first)s AND %(last)s
"""
_EDITS_BACK = """
UPDATE clients_edit e SET value = h.before->>'value'
  FROM journal_change h WHERE h.operation_id = %(operation)s AND h.table = 'clients_edit' AND e.id = h.row
"""


def run(operation_id: int, *, is_over: IsOver | None = None) -> None:
    """Do what is left of an operation: write values anew, or give them back; another process may be at it already.

    Behind every piece `is_over` is asked whether to leave the rest for later.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, operation_id])
        if not cursor.fetchone()[0]:
            return
    try:
        operation = Operation.objects.get(pk=operation_id)
        if operation.state == Operation.State.RUNNING and write(operation, is_over=is_over):
            Operation.objects.filter(pk=operation_id).update(state=Operation.State.DONE)
        if operation.state == Operation.State.UNDOING and give_back(operation, is_over=is_over):
            over = {"state": Operation.State.UNDONE, "undone_at": timezone.now()}
            Operation.objects.filter(pk=operation_id).update(**over)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, operation_id])


def unfinished() -> list[int]:
    """Return the operations that still hold work."""
    under_way = Operation.objects.filter(kind=KIND, state__in=[Operation.State.RUNNING, Operation.State.UNDOING])
    return list(under_way.order_by("pk").values_list("pk", flat=True))


def write(operation: Operation, *, is_over: IsOver | None = None) -> bool:
    """Write the values anew as the field's type stores them; False where the rest was left for later."""
    attribute = Attribute.objects.get(pk=operation.data["attribute"])
    before = operation.data["before"].get("type", attribute.type)
    if {before, attribute.type} <= attributes.PLAIN:
        return True
    params: dict[str, int | str] = {"operation": operation.pk, "field": field_of(attribute)}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE retyped (value text, new text, dropped bigint[], added bigint[])")
        try:
            copy_in("retyped", _meanings(attribute, before))
            cursor.execute("ANALYZE retyped")
            for statements, piece in _pieces():
                with transaction.atomic():
                    store.lock_joining()
                    for statement in statements:
                        cursor.execute(statement, {**params, **piece})
                if is_over is not None and is_over():
                    return False
        finally:
            if not connection.needs_rollback:
                cursor.execute("DROP TABLE retyped")
    return True


def _pieces() -> Iterator[tuple[tuple[str, ...], dict[str, int]]]:
    yield _EDITS, {}
    for table, column, statements in (("clients_clean", "record_id", _ROWS), ("clients_client", "id", _CLIENTS)):
        yield from ((statements, piece) for piece in ranges(table, column))


def ranges(table: str, column: str) -> Iterator[dict[str, int]]:
    """Yield ranges of the ids of a table, `first` and `last` both in, PIECE of them at a time."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min({column}), max({column}) FROM {table}")  # noqa: S608 - names of ours
        low, high = cursor.fetchone()
    for first in range(low or 0, (high or 0) + 1, PIECE):
        yield {"first": first, "last": first + PIECE - 1}


def _meanings(attribute: Attribute, before: str) -> pl.DataFrame:
    """What each text of the field becomes, and the words that its clients are found by no more, and from now on."""
    said = query(_SAID, {"field": field_of(attribute)}, schema={"value": pl.String})["value"]
    how = How(tuple(attribute.options))
    new = read(said, of_type=attribute.type, how=how)["value"].alias("new")
    texts = pl.DataFrame([said.alias("value"), new]).with_columns(pl.coalesce("new", "value").alias("new"))
    return texts.with_columns(
        _hashes(texts["value"], attribute, before).alias("dropped"),
        _hashes(texts["new"], attribute, attribute.type).alias("added"),
    )


def _hashes(texts: pl.Series, attribute: Attribute, of_type: str) -> pl.Series:
    """The hashes of the words that each text is found by under a type, in order."""
    if of_type in attributes.PLAIN:
        return pl.Series([[] for _text in texts], dtype=pl.List(pl.Int64))
    values = pl.DataFrame({"id": range(len(texts)), "value": texts})
    words = search.own_words(values, field=field_of(attribute), of_type=of_type)
    hashed = words.with_columns(hash=pl.Series([search.hash_of(word) for word in words["word"]], dtype=pl.Int64))
    lists = hashed.sort("hash").group_by("id").agg("hash")
    return values.join(lists, on="id", how="left", maintain_order="left")["hash"]


def give_back(operation: Operation, *, is_over: IsOver | None = None) -> bool:
    """Give every text back that `write` changed, and reckon the clients anew; False where the rest was left."""
    attribute = Attribute.objects.get(pk=operation.data["attribute"])
    with connection.cursor() as cursor, transaction.atomic():
        store.lock_joining()
        cursor.execute(_EDITS_BACK, {"operation": operation.pk})
    for piece in ranges("clients_clean", "record_id"):
        with connection.cursor() as cursor, transaction.atomic():
            store.lock_joining()
            cursor.execute(_ROWS_BACK, {"operation": operation.pk, **piece})
        if is_over is not None and is_over():
            return False
    for piece in ranges("clients_client", "id"):
        found = query(
            "SELECT id FROM clients_client WHERE id BETWEEN %(first)s AND %(last)s AND values ? %(field)s"
            " AND merged_into_id IS NULL ORDER BY id",
            piece | {"field": field_of(attribute)},
            schema={"id": pl.Int64},
        )
        for part in found.iter_slices(AT_ONCE):
            with transaction.atomic():
                store.lock_joining()
                store.recompute(ids=part["id"])
        if is_over is not None and is_over():
            return False
    return True
