"""How fast lines of orders become purchases of clients: a made-up csv, beside a plain COPY of its text."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from bench.imports import CHUNK, copy_plainly
from bench.measure import Measure, Stopwatch
from zhivo.clients.models import Purchase
from zhivo.intake import batches, fields, jobs
from zhivo.sources.models import Batch

LINES = 3.5  # of an order
ORDERS = 3  # of a client
GOODS = 2_000
SEED = 11
HEADER = ["Номер заказа", "Дата", "Код клиента", "Номенклатура", "Количество", "Цена", "Сумма", "Статус"]


def run(*, rows: int, folder: Path) -> Measure:
    """Write purchases of clients who are not there yet, and check that no line is lost."""
    file = folder / "orders.csv"
    made_up(rows=rows).write_csv(file, separator=",")
    with Stopwatch() as watch:
        batch = load(file)
    if batch.state != Batch.State.DONE:
        raise RuntimeError(f"the import ended as {batch.state}: {batch.fault}")
    told = batch.purchases
    if told["rows_created"] != rows or told["new"] != Purchase.objects.count():
        raise RuntimeError(f"of {rows} lines {told['rows_created']} are written")
    plain = copy_plainly(file, columns=HEADER)
    return Measure(
        "purchases",
        rows,
        watch.seconds,
        "COPY of the same columns as text into a table without indexes",
        watch.seconds / plain,
        watch.peak_mb,
        {"purchases": told["new"], "clients_created": batch.clients_created},
    )


def load(file: Path) -> Batch:
    """Receive, map and write a file of purchases as the command line does; return the batch as it ended."""
    with file.open("rb") as content:
        chunks = iter(lambda: content.read(CHUNK), b"")
        batch = batches.receive(file=chunks, name=file.name, by=None, what=fields.PURCHASES)
    batches.start(batch=batch, by=None)
    return jobs.work_on(batch.pk)


def made_up(*, rows: int) -> pl.DataFrame:
    """Return lines of orders, those of one order standing apart; the same for the same number of rows."""
    orders = max(1, round(rows / LINES))
    frame = pl.DataFrame({"line": pl.int_range(rows, eager=True)}).with_columns(
        order=pl.col("line").hash(SEED) % orders,
        goods=pl.col("line").hash(SEED + 1) % GOODS,
        quantity=pl.col("line").hash(SEED + 2) % 5 + 1,
    )
    client, minutes = pl.col("order").hash(SEED + 3), pl.col("order").hash(SEED + 4)
    price = pl.col("goods").hash(SEED + 5) % 500_000 + 1000
    at = pl.datetime(2020, 1, 1) + pl.duration(minutes=(minutes % (5 * 365 * 24 * 60)).cast(pl.Int64))
    cells = (
        pl.format("ЗК-{}", pl.col("order").cast(pl.String).str.zfill(8)),
        at.dt.strftime("%d.%m.%Y %H:%M"),
        pl.format("К{}", (client % max(1, orders // ORDERS)).cast(pl.String).str.zfill(7)),
        pl.format("Товар {}", "goods"),
        pl.col("quantity").cast(pl.String),
        _roubles(price),
        _roubles(price * pl.col("quantity")),
        pl.lit("Выполнен"),
    )
    return frame.select(cell.alias(name) for cell, name in zip(cells, HEADER, strict=True))


def _roubles(cents: pl.Expr) -> pl.Expr:
    return pl.format("{}.{}", cents // 100, (cents % 100).cast(pl.String).str.zfill(2))
