"""Purchases as a file: csv, xlsx or json, each with its client and its lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhivo.clients.models import Purchase
from zhivo.journal.kinds import OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.company import TIME_ZONE
from zhivo.lib.inert import inert_sql
from zhivo.team.models import User

PART = 2000
KIND = kinds.add(
    OperationKind(
        "purchases.exported",
        _("Export of purchases"),
        "download",
        _("%(count)s purchases exported as %(format)s. This cannot be undone."),
    )
)
_LINES = """(SELECT coalesce(json_agg(json_build_object('product', d.name, 'quantity', trim_scale(l.quantity),
 'price', trim_scale(l.price), 'amount', l.amount) ORDER BY l.record_id), '[]')
 FROM clients_purchaseline l LEFT JOIN clients_product d ON d.id = l.product_id
 WHERE l.purchase_id = p.id AND l.is_current)"""
_AT = f"to_char(p.at AT TIME ZONE '{TIME_ZONE}', 'YYYY-MM-DD HH24:MI:SS')"
_CELLS = {
    "purchase_id": "p.id",
    "source": "s.name",
    "number": "p.number",
    "client_id": "p.client_id",
    "client": "c.name",
    "at": _AT,
    "amount": "p.amount",
    "currency": "p.currency",
    "paid": "p.paid_amount",
    "status": "p.status",
    "manager": "p.manager",
    "lines": _LINES,
}
_TEXTS = ("source", "number", "client", "status", "manager")
_FROM = (
    "clients_purchase p JOIN sources_source s ON s.id = p.source_id LEFT JOIN clients_client c ON c.id = p.client_id"
)


def columns() -> list[str]:
    """Return the columns of the file, always in this order."""
    return list(_CELLS)


def begin(*, suffix: str, by: User | None) -> Iterator[bytes]:
    """Note in the journal that `by` takes all purchases out, and return the parts of the file."""
    count = Purchase.objects.count()
    Operation.objects.create(kind=KIND.key, by=by, data={"format": suffix, "count": count})
    return {"csv": _csv, "xlsx": _xlsx, "json": _json}[suffix]()


def _cells(cells: dict[str, str]) -> str:
    return ", ".join(f"{cell} AS {name}" for name, cell in cells.items())


def _csv() -> Iterator[bytes]:
    inert = _CELLS | {name: inert_sql(_CELLS[name]) for name in _TEXTS} | {"lines": f"{_LINES}::text"}
    sql = f"SELECT {_cells(inert)} FROM {_FROM} ORDER BY p.id"  # noqa: S608 - names of ours
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv, HEADER)") as copy:
        for data in copy:
            yield bytes(data)


def _rows(what: str) -> Iterator[tuple[Any, ...]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            sql = f"SELECT p.id, {what} FROM {_FROM} WHERE p.id > %s ORDER BY p.id LIMIT %s"  # noqa: S608 - names of ours
            cursor.execute(sql, [last, PART])
            found = cursor.fetchall()
        if not found:
            return
        last = found[-1][0]
        yield from (row[1:] for row in found)


def _xlsx() -> Iterator[bytes]:
    from zhivo.lib import workbooks

    texts = (
        tuple(None if value is None else str(value) for value in row)
        for row in _rows(_cells(_CELLS | {"lines": f"{_LINES}::text"}))
    )
    cut = gettext("… cut: a cell of Excel holds no more")
    yield from workbooks.written(header=columns(), rows=texts, name=gettext("Purchases"), cut=cut)


def _json() -> Iterator[bytes]:
    pairs = ", ".join(f"'{name}', {cell}" for name, cell in _CELLS.items())
    yield b"["
    for number, (found,) in enumerate(_rows(f"json_build_object({pairs})::text")):
        yield (",\n" if number else "\n").encode() + found.encode()
    yield b"\n]\n"
