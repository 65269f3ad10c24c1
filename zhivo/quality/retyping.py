"""A field of the company's own gets another type: how its values would fit, and their being written anew.

What fits is stored as the new type stores it, in what rows and people said and in what was chosen of it; what does not
fit stays as it is. The texts that were written anew are kept beside the operation: its undo gives the very same back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.db import connection, transaction
from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes, bulk, search, store
from zhivo.clients.attributes import CannotChange, field_of
from zhivo.clients.models import Attribute, Client
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.copying import copy_in, query
from zhivo.quality.attribute_types import How, read, types
from zhivo.sources.models import Batch
from zhivo.team.models import User

MOST = 300_000  # clients whose values are written anew while a person waits
OPTIONS_MOST = 50
_FEW = 12  # different values of a field that may be a choice
_GUESSED = ("yes_no", "date", "number", "money", "email", "phone", "link")  # the narrower first
_SURE = 0.95  # of the clients whose value a guessed type has to read
_SAID = """
SELECT value, sum(clients)::bigint FROM (
    SELECT values->>%(field)s AS value, count(*) FILTER (WHERE merged_into_id IS NULL) AS clients
      FROM clients_client WHERE values ? %(field)s GROUP BY 1
    UNION ALL SELECT values->>%(field)s, 0 FROM clients_clean WHERE values ? %(field)s GROUP BY 1
    UNION ALL SELECT value, 0 FROM clients_edit WHERE field = %(field)s AND value IS NOT NULL GROUP BY 1
) AS said GROUP BY 1
"""
_REWRITE = (
    """
INSERT INTO journal_change (operation_id, "table", row, before)
SELECT %(operation)s, 'clients_clean', n.record_id, jsonb_build_object(%(field)s::text, m.value)
  FROM clients_clean n JOIN retyped m ON m.value = n.values->>%(field)s WHERE m.new <> m.value
""",
    """
INSERT INTO journal_change (operation_id, "table", row, before)
SELECT %(operation)s, 'clients_edit', e.id, jsonb_build_object('value', m.value)
  FROM clients_edit e JOIN retyped m ON m.value = e.value WHERE e.field = %(field)s AND m.new <> m.value
""",
    """
UPDATE clients_clean n SET values = jsonb_set(n.values, ARRAY[%(field)s], to_jsonb(m.new))
  FROM retyped m WHERE m.value = n.values->>%(field)s AND m.new <> m.value
""",
    """
UPDATE clients_edit e SET value = m.new
  FROM retyped m WHERE e.field = %(field)s AND m.value = e.value AND m.new <> m.value
""",
    """
UPDATE clients_client c SET version = c.version + 1, updated_at = now(),
       values = jsonb_set(c.values, ARRAY[%(field)s], to_jsonb(m.new)),
       tokens = ARRAY(SELECT DISTINCT t FROM unnest(c.tokens || m.added) AS t
                       WHERE t <> ALL(m.dropped) OR t = ANY(m.added) ORDER BY 1)
  FROM retyped m
 WHERE m.value = c.values->>%(field)s AND (m.new, m.added) IS DISTINCT FROM (m.value, m.dropped)
""",
)
_BACK = (
    """
UPDATE clients_clean n SET values = n.values || h.before
  FROM journal_change h WHERE h.operation_id = %s AND h.table = 'clients_clean' AND n.record_id = h.row
""",
    """
UPDATE clients_edit e SET value = h.before->>'value'
  FROM journal_change h WHERE h.operation_id = %s AND h.table = 'clients_edit' AND e.id = h.row
""",
)


@dataclass(frozen=True)
class Fit:
    """How many clients have a value of the field, and of how many the type could not read it."""

    filled: int
    misfit: int


def fit(attribute: Attribute, *, of_type: str, options: Sequence[str] = ()) -> Fit:
    """Return how the present values of a field would fit a type."""
    return _fit(_values(attribute), of_type, options)


def _fit(values: pl.DataFrame, of_type: str, options: Sequence[str] = ()) -> Fit:
    found = read(values["value"], of_type=of_type, how=How(tuple(options)))
    misfit = values.filter(found["value"].is_null())["clients"].sum()
    return Fit(filled=int(values["clients"].sum()), misfit=int(misfit))


def guess(attribute: Attribute) -> str:
    """Return the type that nearly all values of a text field look like, "" where it is text."""
    values = _values(attribute)
    filled = int(values["clients"].sum())
    if attribute.type not in attributes.PLAIN or not filled:
        return ""
    for of_type in _GUESSED:
        if _fit(values, of_type).misfit <= filled * (1 - _SURE):
            return of_type
    return str(Attribute.Type.CHOICE) if values.height <= _FEW and filled >= 3 * values.height else ""


def options_seen(attribute: Attribute, *, user: User) -> list[str]:
    """Return the commonest values of a field among the clients that the user sees: what its list may be of."""
    value = KeyTextTransform(field_of(attribute), "values")
    seen = Client.objects.visible_to(user).filter(values__has_key=field_of(attribute)).annotate(value=value)
    counted = seen.values("value").annotate(clients=Count("pk")).order_by("-clients", "value")
    return list(counted.values_list("value", flat=True)[:OPTIONS_MOST])


def retype(*, attribute: Attribute, of_type: str, options: Sequence[str] = (), by: User | None) -> Operation | None:
    """Give a field another type or other options, and write its values anew as far as they fit.

    Return the operation, None when nothing differs. Raises CannotChange.
    """
    options = list(options) if types[of_type].has_options else []
    with transaction.atomic():
        store.lock_joining()
        _refuse_while_written(attribute)
        values = _values(attribute)
        if values["clients"].sum() > MOST:
            raise CannotChange(
                "too_many",
                _("More than 300,000 clients have this field, so its type stays."),
                hint=_("Make a new field of the right type and load the file into it."),
            )
        operation = attributes.put(retyped.key, attribute, {"type": of_type, "options": options}, by=by)
        if operation is not None:
            _rewrite(attribute, values, of_type, options, operation)
    return operation


def _refuse_while_written(attribute: Attribute) -> None:
    running = Batch.objects.filter(state=Batch.State.RUNNING, mapping__contains=[field_of(attribute)])
    if running.exists():
        raise CannotChange("being_written", _("An import is writing into this field now. Wait until it has ended."))


def _values(attribute: Attribute) -> pl.DataFrame:
    """Every text that lies in the field, with how many clients show it."""
    return query(_SAID, {"field": field_of(attribute)}, schema={"value": pl.String, "clients": pl.Int64})


def _rewrite(
    attribute: Attribute, values: pl.DataFrame, of_type: str, options: Sequence[str], operation: Operation
) -> None:
    said = values["value"]
    new = pl.DataFrame([read(said, of_type=of_type, how=How(tuple(options)))["value"], said.alias("said")])
    texts = new.select(pl.coalesce("value", "said"))["value"]
    frame = pl.DataFrame(
        {
            "value": said,
            "new": texts,
            "dropped": _hashes(said, attribute, attribute.type),
            "added": _hashes(texts, attribute, of_type),
        }
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE retyped (value text, new text, dropped bigint[], added bigint[]) ON COMMIT DROP"
        )
        copy_in("retyped", frame)
        cursor.execute("ANALYZE retyped")
        for statement in _REWRITE:
            cursor.execute(statement, {"operation": operation.pk, "field": field_of(attribute)})
        cursor.execute("DROP TABLE retyped")


def _hashes(texts: pl.Series, attribute: Attribute, of_type: str) -> pl.Series:
    """The hashes of the words that each text is found by under a type, in order."""
    if of_type in attributes.PLAIN:
        return pl.Series([[] for _text in texts], dtype=pl.List(pl.Int64))
    values = pl.DataFrame({"id": range(len(texts)), "value": texts})
    words = search.own_words(values, field=field_of(attribute), of_type=of_type)
    hashed = words.with_columns(hash=pl.Series([search.hash_of(word) for word in words["word"]], dtype=pl.Int64))
    lists = hashed.sort("hash").group_by("id").agg("hash")
    return values.join(lists, on="id", how="left", maintain_order="left")["hash"]


def _undo(operation: Operation) -> Kept:
    store.lock_joining()
    kept = attributes.put_back(operation)
    if kept:
        return kept
    attribute = Attribute.objects.get(pk=operation.data["attribute"])
    with connection.cursor() as cursor:
        for statement in _BACK:
            cursor.execute(statement, [operation.pk])
    clients = Client.objects.filter(values__has_key=field_of(attribute), merged_into=None).values_list("pk", flat=True)
    for part in pl.DataFrame({"id": list(clients.order_by("pk"))}, schema={"id": pl.Int64}).iter_slices(bulk.AT_ONCE):
        store.recompute(ids=part["id"])
    return []


retyped = kinds.add(
    OperationKind("field.retyped", _("Type of a field"), "forms", _("Field «%(name)s»: another type"), undo=_undo)
)
