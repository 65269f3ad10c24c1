"""A field of the company's own gets another type: how its values would fit, and which type they look like.

What fits is stored as the new type stores it, in what rows and people said and in what was chosen of it; what does not
fit stays as it is. The texts that were written anew are kept beside the operation: its undo gives the very same back.
Of many clients a worker writes them (`rewriting.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.db import transaction
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes, store
from zhivo.clients.attributes import CannotChange, field_of
from zhivo.clients.models import Attribute, Client
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.copying import query
from zhivo.quality import rewriting
from zhivo.quality.attribute_types import How, read, types
from zhivo.quality.jobs import rewrite_later
from zhivo.sources.models import Batch
from zhivo.team.models import User

SMALL = 20_000  # clients whose values are written anew while a person waits
SAMPLE = 5_000  # clients whose values tell what a field looks like
OPTIONS_MOST = 50
_FEW = 12  # different values of a field that may be a choice
_GUESSED = ("yes_no", "date", "number", "money", "email", "phone", "link")  # the narrower first
_SURE = 0.95  # of the clients whose value a guessed type has to read


@dataclass(frozen=True)
class Fit:
    """How many clients have a value of the field, and of how many the type could not read it."""

    filled: int
    misfit: int


def fit(attribute: Attribute, *, of_type: str, options: Sequence[str] = ()) -> Fit:
    """Return how the present values of a field would fit a type, counted over the whole base."""
    return _fit(_shown(attribute), of_type, options)


def _shown(attribute: Attribute, *, most: int | None = None) -> pl.DataFrame:
    """The values of the field (value) with how many clients have each (clients); with `most`, of that many clients."""
    return query(
        "SELECT value, count(*) FROM (SELECT values->>%(field)s AS value FROM clients_client"
        " WHERE values ? %(field)s AND merged_into_id IS NULL LIMIT %(most)s) AS shown GROUP BY 1",
        {"field": field_of(attribute), "most": most},
        schema={"value": pl.String, "clients": pl.Int64},
    )


def _fit(values: pl.DataFrame, of_type: str, options: Sequence[str] = ()) -> Fit:
    found = read(values["value"], of_type=of_type, how=How(tuple(options)))
    misfit = values.filter(found["value"].is_null())["clients"].sum()
    return Fit(filled=int(values["clients"].sum()), misfit=int(misfit))


def guess(attribute: Attribute) -> str:
    """Return the type that nearly all values of a text field look like, of some clients; "" where it is text."""
    if attribute.type not in attributes.PLAIN:
        return ""
    values = _shown(attribute, most=SAMPLE)
    filled = int(values["clients"].sum())
    if not filled:
        return ""
    for of_type in _GUESSED:
        if _fit(values, of_type).misfit <= filled * (1 - _SURE):
            return of_type
    return str(Attribute.Type.CHOICE) if values.height <= _FEW and filled >= 3 * values.height else ""


def options_seen(attribute: Attribute, *, user: User) -> list[str]:
    """Return the commonest values of a field among some clients that the user sees: what its list may be of."""
    value = KeyTextTransform(field_of(attribute), "values")
    seen = Client.objects.visible_to(user).filter(values__has_key=field_of(attribute))
    counted = Counter(seen.annotate(value=value).values_list("value", flat=True)[:SAMPLE])
    return [option for option, _clients in counted.most_common(OPTIONS_MOST)]


def retype(*, attribute: Attribute, of_type: str, options: Sequence[str] = (), by: User | None) -> Operation | None:
    """Give a field another type or other options, and write its values anew as far as they fit.

    Return the operation, None when nothing differs; of many clients it is still running. Raises CannotChange.
    """
    options = list(options) if types[of_type].has_options else []
    with transaction.atomic():
        store.lock_joining()
        attribute = Attribute.objects.get(pk=attribute.pk)
        if (of_type, options) != (attribute.type, attribute.options):
            _refuse_while_written(attribute)
        operation = attributes.put(retyped.key, attribute, {"type": of_type, "options": options}, by=by)
        if operation is not None and _is_small(attribute):
            rewriting.write(operation)
        elif operation is not None:
            operation.state = Operation.State.RUNNING
            operation.save(update_fields=["state"])
            rewrite_later(operation.pk)
    return operation


def under_way(attribute: Attribute) -> bool:
    """Say whether the field's values are being written anew, or given back."""
    return Operation.objects.filter(pk__in=rewriting.unfinished(), data__attribute=attribute.pk).exists()


def _refuse_while_written(attribute: Attribute) -> None:
    running = Batch.objects.filter(state=Batch.State.RUNNING, mapping__contains=[field_of(attribute)])
    if running.exists():
        raise CannotChange("being_written", _("An import is writing into this field now. Wait until it has ended."))
    if under_way(attribute):
        raise CannotChange("under_way", _("The values of this field are being written anew. Wait until it is over."))


def _is_small(attribute: Attribute) -> bool:
    return Client.objects.filter(values__has_key=field_of(attribute))[: SMALL + 1].count() <= SMALL


def _undo(operation: Operation) -> Kept:
    kept = attributes.put_back(operation)
    attribute = Attribute.objects.filter(pk=operation.data["attribute"]).first()
    if attribute is not None and not kept and not _is_small(attribute):
        rewrite_later(operation.pk)
        return []
    if attribute is not None and not kept:
        rewriting.give_back(operation)
    operation.state, operation.undone_at = Operation.State.UNDONE, timezone.now()
    return kept


retyped = kinds.add(
    OperationKind(
        rewriting.KIND,
        _("Type of a field"),
        "forms",
        _("Field «%(name)s»: another type"),
        undo=_undo,
        is_long=True,
    )
)
