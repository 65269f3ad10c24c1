"""Whether a client has a field: said once, in SQL, for one client and for a million of them alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from zhivo.clients.edit import COLUMNS, POINTS
from zhivo.clients.search import hash_of
from zhivo.quality.placeholders import NO_VALUE

Sql = tuple[str, list[Any]]

# What stands for nothing in a field of free text, whichever door it came by; a list («several of») is empty as [].
_NOTHING = ["", "[]", "-", "--", "---", "—", "?", "не указано", "не указан", "не указана", "нет данных", "неизвестно"]
_NOTHING += ["не известно", "n/a", "н/д", "null", "none"]
_NO_WORDS = sorted({*_NOTHING, *NO_VALUE, "не знаю", "не назначен", "0"})  # in an own field «нет» may be the answer
# Looked up client by client (OFFSET 0): most clients have no marked value, and the planner would rather gather
# every contact of the base for the few that have.
_ONLY_BAD = """EXISTS (SELECT FROM clients_contactpoint p JOIN clients_valuemark m ON (m.value, m.medium) = (p.value,
 p.medium) WHERE p.client_id = c.id AND p.medium = %s AND m.kind IN ('dead', 'dummy')) AND NOT EXISTS (SELECT FROM
 clients_contactpoint p WHERE p.client_id = c.id AND p.medium = %s AND NOT EXISTS (SELECT FROM clients_valuemark m
 WHERE (m.value, m.medium) = (p.value, p.medium) AND m.kind IN ('dead', 'dummy')) OFFSET 0)"""


def condition(field: str) -> Sql:
    """Return the SQL, and its parameters, that says whether a client `c` has the field; never null.

    A phone or an e-mail that is known to be dead or a placeholder is none.
    """
    if field in POINTS:
        return f"(c.tokens @> ARRAY[%s]::bigint[] AND NOT ({_ONLY_BAD}))", [hash_of(f"has:{field}"), field, field]
    if field in COLUMNS:
        return f"(c.{field} IS NOT NULL)", []
    return "(lower(coalesce(c.values ->> %s, '')) <> ALL (%s::text[]))", [
        field,
        _NOTHING if field.startswith("attribute:") else _NO_WORDS,
    ]


def summed(worth: Mapping[str, int]) -> Sql:
    """Return the SQL of the sum of what the fields that a client `c` has are worth, a bigint."""
    if not worth:
        return "0::bigint", []
    parts = [(condition(field), number) for field, number in worth.items()]
    sql = " + ".join(f"{said}::int::bigint * {number:d}" for (said, _params), number in parts)
    return f"({sql})", [param for (_said, params), _number in parts for param in params]


def mask(fields: Iterable[str]) -> Sql:
    """Return the SQL of the fields that a client `c` has, as bits: the first field is the lowest."""
    return summed({field: 1 << at for at, field in enumerate(fields)})


def filled(client: int, *, fields: Iterable[str]) -> dict[str, bool]:
    """Return which of the fields a client has, by one query."""
    wanted = tuple(fields)
    sql, params = mask(wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql} FROM clients_client c WHERE c.id = %s", [*params, client])  # noqa: S608 - ours
        row = cursor.fetchone()
    return unmasked(row[0] if row else 0, fields=wanted)


def unmasked(bits: int, *, fields: Iterable[str]) -> dict[str, bool]:
    """Return which fields the bits say there are."""
    return {field: bool(bits >> at & 1) for at, field in enumerate(fields)}
