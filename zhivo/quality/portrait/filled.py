"""Whether a client has a field: said once, in SQL, for one client and for a million of them alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from zhivo.clients import attributes
from zhivo.clients.edit import COLUMNS, POINTS
from zhivo.clients.search import hash_of
from zhivo.quality.placeholders import NO_VALUE

Sql = tuple[str, list[Any]]

# What stands for nothing in a field of free text, whichever door it came by; a list («several of») is empty as [].
_NOTHING = ["", "[]", "-", "--", "---", "—", "?", "не указано", "не указан", "не указана", "нет данных", "неизвестно"]
_NOTHING += ["не известно", "n/a", "н/д", "null", "none"]
_NO_WORDS = sorted({*_NOTHING, *NO_VALUE, "не знаю", "не назначен", "0"})  # in an own field «нет» may be the answer
# Whose contacts are looked through for marked ones: of everybody's those that are marked, of a few people's all.
OF_ALL = """SELECT p.client_id FROM clients_valuemark m JOIN clients_contactpoint p
 ON (p.value, p.medium) = (m.value, m.medium) WHERE m.kind IN ('dead', 'dummy')"""
OF_LED = "SELECT id FROM clients_client WHERE responsible_id = %s"
OF_ONE = "SELECT %s::bigint"
_CLIENTS = """clients_client c LEFT JOIN (
    SELECT p.client_id, bool_and(m.id IS NOT NULL) FILTER (WHERE p.medium = 'phone') AS phone,
           bool_and(m.id IS NOT NULL) FILTER (WHERE p.medium = 'email') AS email
      FROM clients_contactpoint p LEFT JOIN clients_valuemark m
        ON (m.value, m.medium) = (p.value, p.medium) AND m.kind IN ('dead', 'dummy')
     WHERE p.client_id IN ({whose}) GROUP BY p.client_id
) bad ON bad.client_id = c.id"""


def clients(whose: str) -> str:
    """Return what the conditions are asked of: clients `c`, and `bad` where all the contacts of one are worth nothing.

    `whose` is one of OF_ALL, OF_LED and OF_ONE; the parameter of the latter comes behind those of the conditions.
    """
    return _CLIENTS.format(whose=whose)


def condition(field: str) -> Sql:
    """Return the SQL, and its parameters, that says whether a client of `clients` has the field; never null.

    A phone or an e-mail that is known to be dead or a placeholder is none.
    """
    if field in POINTS:
        return f"(c.tokens @> ARRAY[%s]::bigint[] AND bad.{field} IS NOT TRUE)", [hash_of(f"has:{field}")]
    if field in COLUMNS:
        return f"(c.{field} IS NOT NULL)", []
    return "(lower(coalesce(c.values ->> %s, '')) <> ALL (%s::text[]))", [
        field,
        _NOTHING if field.startswith(attributes.PREFIX) else _NO_WORDS,
    ]


def summed(worth: Mapping[str, int]) -> Sql:
    """Return the SQL of the sum of what the fields that a client has are worth, a bigint."""
    if not worth:
        return "0::bigint", []
    parts = [(condition(field), number) for field, number in worth.items()]
    sql = " + ".join(f"{said}::int::bigint * {number:d}" for (said, _params), number in parts)
    return f"({sql})", [param for (_said, params), _number in parts for param in params]


def mask(fields: Iterable[str]) -> Sql:
    """Return the SQL of the fields that a client has, as bits: the first field is the lowest."""
    return summed({field: 1 << at for at, field in enumerate(fields)})


def filled(client: int, *, fields: Iterable[str]) -> dict[str, bool]:
    """Return which of the fields a client has, by one query."""
    wanted = tuple(fields)
    sql, params = mask(wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql} FROM {clients(OF_ONE)} WHERE c.id = %s", [*params, client, client])  # noqa: S608 - ours
        row = cursor.fetchone()
    return unmasked(row[0] if row else 0, fields=wanted)


def unmasked(bits: int, *, fields: Iterable[str]) -> dict[str, bool]:
    """Return which fields the bits say there are."""
    return {field: bool(bits >> at & 1) for at, field in enumerate(fields)}
