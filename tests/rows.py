"""Rows for tests: a few dictionaries become a loaded batch, by the same door as a file."""

from __future__ import annotations

import polars as pl
from django.utils import timezone

from zhivo.clients.models import Clean, Client, ContactPoint, Membership, Purchase, PurchaseLine, Relation
from zhivo.intake import pieces
from zhivo.intake.prepared import prepare
from zhivo.journal.models import Operation
from zhivo.lib.copying import query
from zhivo.quality.clean import clean
from zhivo.quality.models import Question
from zhivo.sources.models import Batch, Record, Repeat, Source

BASE = (Client, ContactPoint, Membership, Relation, Clean, Record, Question, Repeat, Purchase, PurchaseLine)
CHANGES_ANYHOW = {"version", "updated_at"}  # they count changes, so an undo moves them too


def load(*rows: dict[str, str], source: str = "list", piece_rows: int = 1000) -> Batch:
    """Load rows (field -> text) of one shape and return the finished batch."""
    origin, _made = Source.objects.get_or_create(name=source)
    operation = Operation.objects.create(kind="import", data={"name": source, "source": source, "rows": len(rows)})
    columns = list(dict.fromkeys(field for row in rows for field in row))
    batch = Batch.objects.create(
        source=origin, operation=operation, file_name=f"{source}.csv", columns=columns, mapping=columns, state="done"
    )
    for number, start in enumerate(range(0, len(rows), piece_rows)):
        part = rows[start : start + piece_rows]
        frame = pl.DataFrame(
            {"row": range(start + 2, start + 2 + len(part))}
            | {field: [row.get(field, "") for row in part] for field in columns}
        )
        raw = frame.rename({field: f"c{index}" for index, field in enumerate(columns)})
        pieces.write(batch, prepare(number=number, raw=raw, clean=clean(frame), origin=str(origin.pk)))
    batch.started_at = batch.finished_at = timezone.now()
    batch.save()
    return batch


def checksum() -> dict[str, str]:
    """Return a checksum of every table of the base, without what counts changes."""
    sums = {}
    for model in BASE:
        columns = sorted(f.column for f in model._meta.local_concrete_fields if f.column not in CHANGES_ANYHOW)
        row = "||'|'||".join(f"coalesce({column}::text, '~')" for column in columns)
        found = query(
            f"SELECT coalesce(md5(string_agg(md5({row}), '' ORDER BY md5({row}))), '') FROM {model._meta.db_table}",
            schema={"sum": pl.String},
        )
        sums[model._meta.db_table] = found["sum"][0]
    return sums
