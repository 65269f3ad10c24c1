"""Rows for tests: a few dictionaries become a loaded batch, by the same door as a file."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from django.db.models import Model
from django.utils import timezone

from zhivo.clients.models import Clean, Client, ContactPoint, Membership, Purchase, PurchaseLine, Relation
from zhivo.intake import pieces
from zhivo.intake.prepared import Prepared, found_in_comments, prepare
from zhivo.journal.models import Operation
from zhivo.lib.copying import query
from zhivo.quality.clean import clean
from zhivo.quality.models import Question, ValueQuestion
from zhivo.sources.models import Batch, Record, Repeat, Source

BASE: tuple[type[Model], ...] = (
    Client,
    ContactPoint,
    Membership,
    Relation,
    Clean,
    Record,
    Question,
    ValueQuestion,
    Repeat,
)
BASE += (Purchase, PurchaseLine)
CHANGES_ANYHOW = {"version", "updated_at"}  # they count changes, so an undo moves them too


def load(*rows: dict[str, str], source: str = "list", piece_rows: int = 1000) -> Batch:
    """Load rows (field -> text) of one shape and return the finished batch."""
    batch = draft(*rows, source=source)
    for piece in pieces_of(batch, *rows, piece_rows=piece_rows):
        pieces.write(batch, piece)
    batch.state, batch.started_at, batch.finished_at = "done", timezone.now(), timezone.now()
    batch.save()
    return batch


def draft(*rows: dict[str, str], source: str = "list") -> Batch:
    """Make a batch for rows of one shape, of which nothing is written yet."""
    origin, _made = Source.objects.get_or_create(name=source)
    operation = Operation.objects.create(kind="import", data={"name": source, "source": source, "rows": len(rows)})
    columns = list(dict.fromkeys(field for row in rows for field in row))
    return Batch.objects.create(
        source=origin, operation=operation, file_name=f"{source}.csv", columns=columns, mapping=columns
    )


def pieces_of(batch: Batch, *rows: dict[str, str], piece_rows: int = 1000) -> Iterator[Prepared]:
    """Make the pieces of a batch ready, of so many rows each."""
    for number, start in enumerate(range(0, len(rows), piece_rows)):
        part = rows[start : start + piece_rows]
        frame = pl.DataFrame(
            {"row": range(start + 2, start + 2 + len(part))}
            | {field: [row.get(field, "") for row in part] for field in batch.columns}
        )
        raw = frame.rename({field: f"c{index}" for index, field in enumerate(batch.columns)})
        made = clean(frame)
        finds = found_in_comments(made)
        yield prepare(number=number, raw=raw, clean=made, origin=str(batch.source_id), finds=finds)


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
