"""Purchases for tests: a few dictionaries become a loaded batch, by the same door as a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from django.utils import timezone

from zhivo.clients.models import Purchase
from zhivo.intake.purchases import pieces, ready
from zhivo.intake.purchases.gather import Gathered
from zhivo.journal.models import Operation
from zhivo.sources.models import Batch, Drop, Source

TODAY = date(2026, 11, 22)


def buy(
    *rows: dict[str, str], source: str = "shop", parts: int = 1, piece_rows: int = 1000, drop: Drop | None = None
) -> Batch:
    """Load rows (field -> text) as purchases and return the finished batch."""
    columns = list(dict.fromkeys(field for row in rows for field in row))
    batch = begun(columns, source=source, drop=drop)
    for number, one in enumerate(prepared(*rows, origin=str(batch.source_id), parts=parts, piece_rows=piece_rows)):
        pieces.write(batch, ready.Ready(number=number, rows=one.rows, parties=one.parties))
    batch.started_at = batch.finished_at = timezone.now()
    batch.save()
    return batch


def begun(columns: list[str], *, source: str = "shop", drop: Drop | None = None) -> Batch:
    """Return a batch of purchases with nothing written."""
    origin, _made = Source.objects.get_or_create(name=source)
    operation = Operation.objects.create(kind="import", data={"name": source, "source": source, "rows": 0})
    return Batch.objects.create(
        source=origin,
        operation=operation,
        drop=drop,
        file_name=f"{source}.csv",
        what="purchases",
        columns=columns,
        mapping=columns,
        state="done",
    )


def prepared(*rows: dict[str, str], origin: str = "1", parts: int = 1, piece_rows: int = 1000) -> list[ready.Ready]:
    """Return the pieces that the rows make, ready to be written."""
    columns = list(dict.fromkeys(field for row in rows for field in row))
    raw = pl.DataFrame(
        {"row": range(2, 2 + len(rows))}
        | {f"c{index}": [row.get(field, "") for row in rows] for index, field in enumerate(columns)}
    )
    with TemporaryDirectory() as into:
        gathered = Gathered(Path(into), parts=parts, origin=origin, mapping=columns)
        gathered.take(iter(raw.iter_slices(piece_rows)))
        return [
            ready.make(
                number=number,
                rows=part,
                origin=origin,
                mapping=columns,
                witnesses=gathered.witnesses,
                today=TODAY,
            )
            for number, part in enumerate(gathered.parts())
        ]


def told(batch: Batch) -> dict[str, int]:
    """Return what became of the rows of a batch."""
    return {
        "created": batch.purchases["rows_created"],
        "updated": batch.purchases["rows_updated"],
        "unchanged": batch.unchanged,
        "refused": batch.refused,
    }


def order(
    number: str, amount: str = "100", *, client: str = "1", at: str = "01.02.2024", **more: str
) -> dict[str, str]:
    return {"number": number, "client": client, "at": at, "amount": amount, **more}


def sums() -> dict[str, Decimal | None]:
    """Return the amount of each purchase by its number."""
    return dict(Purchase.objects.values_list("number", "amount"))
