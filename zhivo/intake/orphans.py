"""Rows of the big tables that point at nothing, which a constraint would have refused; reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

# What outlives its client on purpose: a fact that happened, an edit that was taken back.
OUTLIVE = {"clients.Event.client", "clients.Edit.client"}
# Every row of these has its counterpart, though nothing in the row itself names it.
_HALVES = {
    ("sources_record", "clean"): "SELECT FROM sources_record r"
    " WHERE NOT EXISTS (SELECT FROM clients_clean n WHERE n.record_id = r.id)"
    # Of a row of purchases (Outcome.BOUGHT, CHANGED) the clean half is its line; only a doubtful one has reasons.
    " AND r.outcome NOT IN (5, 6)",
    ("clients_client", "record"): "SELECT FROM clients_client c WHERE c.merged_into_id IS NULL"
    # All that speaks for a client in one set: looked for one after another it took eight seconds instead of half a one.
    " AND NOT EXISTS (SELECT FROM (SELECT client_id FROM clients_membership UNION ALL SELECT company_id"
    " FROM clients_relation UNION ALL SELECT client_id FROM clients_edit WHERE ended_at IS NULL) AS m"
    " WHERE m.client_id = c.id)",
}


@dataclass(frozen=True)
class Orphans:
    """How many rows of a table lack what their column, or their kind, says is there."""

    table: str
    column: str
    rows: int


def orphans() -> list[Orphans]:
    """Return what is orphaned in the whole base, a line a table and column; seconds for a million clients."""
    found = []
    with transaction.atomic(), connection.cursor() as cursor:
        # The keys of a million rows are hashed in memory instead of being written aside.
        cursor.execute("SET LOCAL work_mem = '128MB'; SET LOCAL jit = off")
        for (table, column), query in [*_pointers(), *_HALVES.items()]:
            cursor.execute(f"SELECT count(*) FROM ({query}) AS lost")  # noqa: S608 - names of ours
            found.append(Orphans(table, column, int(cursor.fetchone()[0])))
    return [one for one in found if one.rows]


def _pointers() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield every foreign key that the database does not check, and the query of its rows that point at nothing."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if not isinstance(field, models.ForeignKey) or f"{model._meta.label}.{field.name}" in OUTLIVE:
                continue
            if not field.db_constraint:  # type: ignore[attr-defined]  # the stubs do not know it
                yield (model._meta.db_table, str(field.column)), _pointing_at_nothing(model, field)


def _pointing_at_nothing(model: type[models.Model], field: models.ForeignKey[Any, Any]) -> str:
    parent = field.related_model._meta
    return (
        f"SELECT FROM {model._meta.db_table} t WHERE t.{field.column} IS NOT NULL AND NOT EXISTS"  # noqa: S608
        f" (SELECT FROM {parent.db_table} p WHERE p.{parent.pk.column} = t.{field.column})"
    )
