"""The base as files: every raw row with the client it belongs to, and the clients of any list with their values."""

from __future__ import annotations

import csv
import io
import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import connection
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from zhivo.clients.models import Client
from zhivo.clients.queries import ClientQuerySet
from zhivo.intake import exported, own_columns
from zhivo.intake.fields import CLIENT_FIELDS
from zhivo.journal.kinds import OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.inert import inert, inert_sql
from zhivo.lib.numbers import number
from zhivo.team.models import User

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}
PART = 2000  # clients of one question to the base

# Of purchases the rows themselves; whom they name is kept as records of its own (`purchases/pieces.py`).
_RECORDS = f"""
SELECT {inert_sql("s.name")} AS source, {inert_sql("b.file_name")} AS file, {inert_sql("b.sheet")} AS sheet, r.row,
       coalesce(c.merged_into_id, m.client_id, p.client_id) AS client_id,
       CASE r.outcome WHEN 1 THEN 'created' WHEN 2 THEN 'joined' WHEN 3 THEN 'held' WHEN 5 THEN 'created'
                      WHEN 6 THEN 'updated' ELSE 'refused' END AS outcome
  FROM sources_record r JOIN sources_batch b ON b.id = r.batch_id JOIN sources_source s ON s.id = r.source_id
  LEFT JOIN clients_membership m ON m.record_id = r.id LEFT JOIN clients_client c ON c.id = m.client_id
  LEFT JOIN clients_purchaseline l ON l.record_id = r.id LEFT JOIN clients_purchase p ON p.id = l.purchase_id
 WHERE b.what <> 'purchases' OR r.outcome > 3
 ORDER BY r.id
"""  # noqa: S608 - names of ours
_TEXTS = ["name", "kind", "last_name", "first_name", "patronymic", "sex", "company", "company_form", "inn", "kpp"]
_TEXTS += ["ogrn", "city", "region", "time_zone"]
_VALUE = "value || coalesce(' доб. ' || extension, '')"
_FROM = """clients_client c LEFT JOIN team_user u ON u.id = c.responsible_id"""


def _points(medium: str, made: str = "string_agg({}, '; ' ORDER BY position)", value: str = _VALUE) -> str:
    points = f"FROM clients_contactpoint p WHERE p.client_id = c.id AND p.medium = '{medium}'"
    return f"(SELECT {made.format(value)} {points})"


def _merged(made: str) -> str:
    return f"(SELECT {made} FROM clients_client a WHERE a.merged_into_id = c.id)"  # noqa: S608 - names of ours


# What a cell of each column holds, as text that nothing is done to.
_CELLS = {
    "client_id": "c.id",
    **{name: f"c.{name}" for name in _TEXTS},
    # Who has no name is called by his phone or number, which are no name to another program.
    "name": "CASE WHEN coalesce(c.last_name, c.first_name, c.patronymic, c.company) IS NOT NULL THEN c.name END",
    "birthday": "c.birthday",
    "phone": _points("phone"),
    "email": _points("email"),
    "responsible": "coalesce(u.name, c.values->>'responsible')",
    "tags": """(SELECT string_agg(DISTINCT t.name, ', ' ORDER BY t.name) FROM clients_clienttag g
        JOIN clients_tag t ON t.id = g.tag_id WHERE g.client_id = c.id)""",
    "created_at": "c.created_at",
    "updated_at": "c.updated_at",
    "merged_ids": _merged("string_agg(a.id::text, ' ' ORDER BY a.id)"),
    "values": "c.values::text",  # becomes a column for each of its keys, behind the tags
}
_KEYS_BEHIND = "tags"
_INERT = _CELLS | {name: inert_sql(_CELLS[name]) for name in (*_TEXTS, "email", "responsible", "tags")}
_OBJECT = {name: cell for name, cell in _CELLS.items() if name not in ("tags", "values")} | {
    "name": "c.name",
    "phone": _points("phone", "coalesce(json_agg({} ORDER BY position), '[]')"),
    "email": _points("email", "coalesce(json_agg({} ORDER BY position), '[]')", "value"),
    "responsible": "u.name",
    "comment": "(c.values->>'comment')",
    "other": "c.values - 'comment'",
    "merged_ids": _merged("coalesce(json_agg(a.id ORDER BY a.id), '[]')"),
}


def _columns(cells: dict[str, str]) -> str:
    return ", ".join(f"{cell} AS {name}" for name, cell in cells.items())


_KEYS = """
SELECT DISTINCT jsonb_object_keys(c.values) FROM unnest(%s::bigint[]) o (place_id) JOIN clients_client c
    ON c.id = o.place_id
"""
# The list is settled once; what has left it since is not sent.
_PART = """
SELECT {what} FROM unnest(%s::bigint[]) WITH ORDINALITY o (place_id, place) JOIN {table} ON c.id = o.place_id
 WHERE c.id IN ({seen}) ORDER BY o.place
"""


@dataclass(frozen=True)
class _Exported(OperationKind):
    """Says how many clients of which list went into which kind of file."""

    def sentence(self, operation: Operation) -> str:
        """Return the sentence of this operation in the user's language."""
        count, said = operation.data.get("count", 0), operation.data.get("said", {})
        words = {
            "count": number(count),
            "format": operation.data.get("format", ""),
            "list": said.get(get_language()) or next(iter(said.values()), gettext("the whole base")),
        }
        return (
            ngettext(
                "%(count)s client exported as %(format)s: %(list)s. This cannot be undone.",
                "%(count)s clients exported as %(format)s: %(list)s. This cannot be undone.",
                count,
            )
            % words
        )


KIND = kinds.add(_Exported("clients.exported", _("Export of clients"), "download", ""))


def begin(
    *,
    suffix: str,
    clients: ClientQuerySet,
    seen: ClientQuerySet,
    by: User | None,
    said: dict[str, str] | None = None,
    labels: bool = True,
) -> tuple[Operation, Iterator[bytes]]:
    """Note in the journal that `by` takes these clients out, and return the note and the parts of the file.

    `clients` gives the order; who is no longer `seen` when his turn comes is left out. `said` is what the list is
    called in each language. The header has labels in the language of now, or keys. `suffix` is a key of FORMATS.
    """
    # Eight bytes a client: no cursor and no transaction stay open while somebody downloads slowly.
    ids = array("q", clients.values_list("pk", flat=True).iterator(chunk_size=PART * 5))
    operation = note(suffix=suffix, count=len(ids), by=by, said=said)
    count = _Count()
    if suffix == "json":
        return operation, _to_the_end(operation, _json(ids, seen, count), count)
    keys = _keys(ids)
    header = exported.header(_all_columns(keys), labels=labels, own=own_columns.names())
    if suffix == "csv":
        parts = _csv(header, _counted(_lines(_INERT, ids, seen, keys), count))
    else:
        parts = _xlsx(header, _counted(_lines(_CELLS, ids, seen, keys), count))
    return operation, _to_the_end(operation, parts, count)


def note(*, suffix: str, count: int, by: User | None, said: dict[str, str] | None = None) -> Operation:
    """Write into the journal that clients were taken out.

    It is written before the first byte leaves and as done, so that a process that dies hides nothing.
    """
    return Operation.objects.create(kind=KIND.key, by=by, data={"format": suffix, "count": count, "said": said or {}})


class _Count:
    """How many clients are in the file so far."""

    number = 0


def _counted(rows: Iterable[Any], count: _Count) -> Iterator[Any]:
    for row in rows:
        count.number += 1
        yield row


def _to_the_end(operation: Operation, parts: Iterator[bytes], count: _Count) -> Iterator[bytes]:
    state = Operation.State.FAILED
    try:
        yield from parts
        state = Operation.State.DONE
    except GeneratorExit:
        state = Operation.State.CANCELLED
        raise
    finally:
        data = operation.data | {"count": count.number}
        Operation.objects.filter(pk=operation.pk).update(state=state, data=data)


def _rows(what: str, ids: array[int], seen: ClientQuerySet) -> Iterator[tuple[Any, ...]]:
    """Yield what the base says of each client, in the order of the ids."""
    if not ids:
        return
    allowed, params = seen.order_by().values("pk").query.sql_with_params()
    sql = _PART.format(what=what, table=_FROM, seen=allowed)
    for start in range(0, len(ids), PART):
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(ids[start : start + PART]), *params])
            found = cursor.fetchall()
        yield from found


def _keys(ids: array[int]) -> list[str]:
    """What these clients have besides the columns of every client: fields of ours, then own ones, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [list(ids)])
        found = {key for (key,) in cursor.fetchall()} - {"responsible", "tags"}
    own = {field: place for place, field in enumerate(own_columns.names())}
    others = sorted(found - CLIENT_FIELDS.keys(), key=lambda key: (own.get(key, len(own)), key))
    return [*(key for key in CLIENT_FIELDS if key in found), *others]


def _all_columns(keys: list[str]) -> list[str]:
    names = [name for name in _CELLS if name != "values"]
    place = names.index(_KEYS_BEHIND) + 1
    return [*names[:place], *keys, *names[place:]]


def _lines(cells: dict[str, str], ids: array[int], seen: ClientQuerySet, keys: list[str]) -> Iterator[list[Any]]:
    """Yield the cells of each client, those of `keys` among them."""
    place = list(cells).index(_KEYS_BEHIND) + 1
    made = inert if cells is _INERT else str
    for *line, values in _rows(_columns(cells), ids, seen):
        known = json.loads(values or "{}")
        line[place:place] = [made(str(known[key])) if key in known else None for key in keys]
        yield line


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _csv(header: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """Yield lines as Excel opens them by a double press: marked as UTF-8, parted by semicolons."""
    page = io.StringIO("\ufeff")
    page.seek(1)
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(row)
        if page.tell() > 1 << 16:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def _xlsx(header: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    from zhivo.lib import workbooks

    texts = (tuple(map(_text, row)) for row in rows)
    cut = gettext("… cut: a cell of Excel holds no more")
    return workbooks.written(header=header, rows=texts, name=gettext("Clients"), cut=cut)


def _json(ids: array[int], seen: ClientQuerySet, count: _Count) -> Iterator[bytes]:
    """Yield one list with an object a line: whole it is JSON, and a program may read it line by line."""
    pairs = ", ".join(f"'{name}', {cell}" for name, cell in _OBJECT.items())
    yield b"["
    for (found,) in _rows(f"json_build_object({pairs})::text", ids, seen):
        count.number += 1
        yield (",\n" if count.number > 1 else "\n").encode() + found.encode()
    yield b"\n]\n"


def records() -> Iterator[str]:
    """Yield the csv lines of every raw row ever imported: source, file, sheet, row, client_id, outcome."""
    yield from _copy(_RECORDS)


def clients() -> Iterator[str]:
    """Yield the csv lines of every client with its values, phones and e-mails joined by «; », and `merged_ids`."""
    everybody = Client.objects.live()
    ids = array("q", everybody.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=PART * 5))
    keys = _keys(ids)
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")  # of these it puts quotes around either where it stands alone
    for row in chain([exported.header(_all_columns(keys), labels=False)], _lines(_INERT, ids, everybody, keys)):
        writer.writerow(row)
        yield page.getvalue()
        page.seek(0)
        page.truncate()


def _copy(query: str) -> Iterator[str]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as copy:
        for data in copy:
            yield bytes(data).decode()
