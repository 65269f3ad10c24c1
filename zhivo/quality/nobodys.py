"""Values that have come to stand on too many unrelated clients: marked as nobody's, and no more when they do not."""

from __future__ import annotations

from contextlib import suppress

import polars as pl

from zhivo.clients import marks
from zhivo.clients.models import ValueMark
from zhivo.quality.repeated import NOBODYS, PLACEHOLDER, repeated

WHY = "repeated"


def mark() -> int:
    """Mark the phones and e-mails of the base that are nobody's and return how many are new; one act of a rule.

    What a person has said of a value stands. A mark whose value is somebody's again goes.
    """
    found = repeated(least=NOBODYS).filter(pl.col("verdict") == PLACEHOLDER)
    values = found.select("medium", "value", why=pl.lit(WHY), data=pl.struct("holders", "names").struct.json_encode())
    by_rule = ValueMark.objects.filter(kind=ValueMark.Kind.DUMMY, why=WHY, by=None)
    still = set(values["value"])
    gone = [mark.pk for mark in by_rule if mark.value not in still]
    ValueMark.objects.filter(pk__in=gone).delete()
    with suppress(marks.NothingToMark):
        return int(marks.put(values=values, kind=marks.Kind.DUMMY, by=None).data["count"])
    return 0
