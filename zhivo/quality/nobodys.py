"""Values that have come to stand on too many unrelated clients: marked as nobody's, and no more when they do not."""

from __future__ import annotations

import polars as pl
from django.db import transaction

from zhivo.clients import marks, store
from zhivo.clients.models import ValueMark
from zhivo.journal.models import Operation
from zhivo.quality.repeated import NOBODYS, PLACEHOLDER, repeated

WHY = "repeated"


def mark() -> int:
    """Mark the phones and e-mails of the base that are nobody's and return how many are new; one act of a rule.

    What a person has said of a value stands, also by taking such an act back. A mark whose value is somebody's again
    goes. Nothing is locked where there is nothing to do.
    """
    found = repeated(least=NOBODYS).filter(pl.col("verdict") == PLACEHOLDER)
    values = found.select("medium", "value", why=pl.lit(WHY), data=pl.struct("holders", "names").struct.json_encode())
    known = set(ValueMark.objects.filter(value__in=values["value"].to_list()).values_list("value", flat=True))
    new = values.filter(~pl.col("value").is_in(list(known | _taken_back())))
    by_rule = ValueMark.objects.filter(kind=ValueMark.Kind.DUMMY, why=WHY, by=None)
    gone = by_rule.exclude(value__in=values["value"].to_list())
    if new.is_empty() and not gone.exists():
        return 0
    with transaction.atomic():
        store.lock_joining()
        gone.delete()
        return _put(new) if len(new) else 0


def _put(values: pl.DataFrame) -> int:
    try:
        operation = marks.put(values=values, kind=marks.Kind.DUMMY, by=None)
    except marks.NothingToMark:
        return 0
    operation.data = {**operation.data, "values": values["value"].to_list()}
    operation.save(update_fields=["data"])
    return int(operation.data["count"])


def _taken_back() -> set[str]:
    """The values of such acts that somebody has undone."""
    undone = Operation.objects.filter(kind=marks.marked.key, by=None, state=Operation.State.UNDONE)
    return {value for data in undone.values_list("data", flat=True) for value in data.get("values", [])}
