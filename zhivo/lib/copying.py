"""Frames into PostgreSQL tables by COPY, and query answers back into frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LIST_SEPARATOR = "\x1f"


def copy_in(table: str, frame: pl.DataFrame) -> int:
    """Append the frame to the table, columns by their names, in the open transaction; return the number of rows.

    Lists become PostgreSQL arrays (of texts or of numbers); null stays null and "" stays "".
    """
    if frame.is_empty():
        return 0
    text = BytesIO()
    frame.with_columns(
        _array_literal(pl.col(name), of=dtype.inner).alias(name)
        for name, dtype in frame.schema.items()
        if isinstance(dtype, pl.List)
    ).write_csv(text, include_header=False, quote_style="necessary")
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    statement = f'COPY "{table}" ({columns}) FROM STDIN (FORMAT csv)'
    sender = _sender.get()
    if sender is not None:
        sender.send(statement, text.getbuffer())
    else:
        _copy(connections["default"], statement, text.getbuffer())
    return frame.height


def run(statement: str, params: Sequence[Any] = ()) -> None:
    """Run a statement whose answer nobody needs: at once, or while `sending` in its turn behind what was sent."""
    sender = _sender.get()
    if sender is not None:
        sender.run(statement, params)
    else:
        _run(connections["default"], statement, params)


def _run(database: BaseDatabaseWrapper, statement: str, params: Sequence[Any]) -> None:
    database.ensure_connection()
    with database.wrap_database_errors, database.connection.cursor() as cursor:
        cursor.execute(statement, params)


def _copy(database: BaseDatabaseWrapper, statement: str, data: memoryview) -> None:
    database.ensure_connection()
    with database.wrap_database_errors, database.connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(data)


class _Sender:
    """Sends rows and statements one after another in a thread of its own, in the caller's transaction."""

    def __init__(self, pool: ThreadPoolExecutor, database: BaseDatabaseWrapper) -> None:
        self._pool, self._database = pool, database
        self._sent: list[Future[None]] = []

    def send(self, statement: str, data: memoryview) -> None:
        self._sent.append(self._pool.submit(_copy, self._database, statement, data))

    def run(self, statement: str, params: Sequence[Any]) -> None:
        self._sent.append(self._pool.submit(_run, self._database, statement, params))

    def settle(self) -> None:
        """Wait until all is sent; raises what a sending raised."""
        sent, self._sent = self._sent, []
        for future in sent:
            future.result()


_sender: ContextVar[_Sender | None] = ContextVar("sender", default=None)


@contextmanager
def sending() -> Iterator[None]:
    """Let `copy_in` and `run` return at once while the server works; any other statement waits for its turn.

    To be used inside a transaction: half of an import's time is the server's and half is ours, and so they overlap.
    """
    database = connections["default"]

    def in_turn(execute: Callable[..., Any], *args: Any) -> Any:
        sender.settle()
        return execute(*args)

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="copy") as pool:
        sender = _Sender(pool, database)
        before = _sender.set(sender)
        try:
            with database.execute_wrapper(in_turn):
                yield
            sender.settle()
        finally:
            _sender.reset(before)


def _array_literal(column: pl.Expr, *, of: Any) -> pl.Expr:
    if of != pl.String:
        return pl.when(column.is_not_null()).then(
            pl.concat_str(pl.lit("{"), column.cast(pl.List(pl.String)).list.join(","), pl.lit("}"))
        )
    escaped = column.list.eval(
        pl.element().str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True)
    )
    quoted = pl.concat_str(pl.lit('{"'), escaped.list.join('","'), pl.lit('"}'))
    return pl.when(column.list.len() > 0).then(quoted).when(column.is_not_null()).then(pl.lit("{}"))


def query(sql: str, params: Sequence[Any] | Mapping[str, Any] = (), *, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Return the answer of a query as a frame with the columns and types of `schema`.

    It travels as one row of arrays, a column each: neither the driver nor Polars then has work to do for every row.
    A list column must come as `array_to_string(column, E'\\x1f')`.
    """
    names = ", ".join(f'"{name}"' for name in schema)
    arrays = ", ".join(f'array_agg("{name}")' for name in schema)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {arrays} FROM ({sql}) AS answer({names})", params)  # noqa: S608 - sql and names are ours
        columns = cursor.fetchone()
    frame = pl.DataFrame(
        [
            pl.Series(name, column or [], dtype=pl.String if isinstance(dtype, pl.List) else dtype)
            for (name, dtype), column in zip(schema.items(), columns, strict=True)
        ]
    )
    return frame.with_columns(
        pl.col(name).str.split(LIST_SEPARATOR).cast(dtype)
        for name, dtype in schema.items()
        if isinstance(dtype, pl.List)
    )


def packed(values: pl.Series) -> str:
    """Return the values as the text of a PostgreSQL array, for `%s::bigint[]` or `%s::text[]`.

    The driver would quote a list value by value in Python; of fifty thousand phones that is half a second.
    """
    text = values.drop_nulls().cast(pl.String)
    if values.dtype == pl.String:
        text = pl.Series(text.str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True))
        text = pl.select(pl.concat_str(pl.lit('"'), text, pl.lit('"'))).to_series() if len(text) else text
    return "{" + (text.str.join(",").item() if len(text) else "") + "}"


def take_ids(table: str, *, count: int, column: str = "id") -> int:
    """Take a block of `count` consecutive ids of the table's sequence and return the first.

    The caller holds the joining lock, so nobody takes ids in between; a block that is rolled back leaves a gap.
    """
    if count == 0:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(s, nextval(s) + %s - 1) - %s + 1 FROM pg_get_serial_sequence(%s, %s) AS s",
            [count, count, table, column],
        )
        return int(cursor.fetchone()[0])
