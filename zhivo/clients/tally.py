"""Counts of the whole base by responsible and care: exact, and kept in memory until something changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection

from zhivo.clients.models import Standing
from zhivo.team.models import User

# Whatever changes clients holds the joining lock until it has committed, and leaves an operation, a piece or a mark of
# undoing; so these come in the order of their commits, and the newest of each is a version of the base.
_VERSION = """
SELECT (SELECT max(id) FROM journal_operation),
       (SELECT max(undone_at) FROM journal_operation WHERE undone_at IS NOT NULL),
       (SELECT max(id) FROM sources_piece),
       (SELECT count(*) FROM sources_piece WHERE is_undone),
       (SELECT reltuples FROM pg_class WHERE oid = 'clients_client'::regclass)
"""
Counted = TypeVar("Counted")
SMALL = 50_000  # clients; counting those takes less than a page may cost
REST = 5  # times as long as a count took, nothing is counted anew: an import must not keep the server counting
# A person who belongs to a firm is covered through it and is no account of his own.
_COUNT = """
SELECT c.responsible_id, coalesce(s.care, 'uncovered') AS care, f.person_id IS NULL AS is_account, count(*)
  FROM clients_client c
  LEFT JOIN clients_standing s ON s.client_id = c.id
  LEFT JOIN (SELECT DISTINCT r.person_id FROM clients_relation r) f ON f.person_id = c.id
 WHERE c.merged_into_id IS NULL
 GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Row:
    """How many live clients one person leads in one kind of care."""

    responsible: int | None
    care: str
    is_account: bool
    clients: int


@dataclass(frozen=True)
class Version:
    """A state of the base; equal versions have equal counts."""

    marks: tuple[object, ...]
    is_small: bool


@dataclass(frozen=True)
class _Kept:
    version: Version
    rows: list[Row]
    until: float


_lock = threading.Lock()
_kept: _Kept | None = None


def version() -> Version:
    """Return the present version of the base, in about a millisecond."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        *marks, about = cursor.fetchone()
    return Version(tuple(marks), is_small=about < SMALL)


def rows() -> list[Row]:
    """Return the counts of the whole base, counted anew only if something has changed."""
    global _kept
    with _lock:
        now = version()
        if _kept is None or _kept.version != now:
            began = time.monotonic()
            with connection.cursor() as cursor:
                cursor.execute(_COUNT)
                counted = [Row(*row) for row in cursor.fetchall()]
            over = time.monotonic()
            _kept = _Kept(now, counted, until=over + REST * (over - began))
        return _kept.rows


def is_resting() -> bool:
    """Say whether the last count was so costly that the next should wait."""
    kept = _kept
    return kept is not None and not kept.version.is_small and time.monotonic() < kept.until


def seen_by(user: User) -> Iterable[Row]:
    """Return the counts of the clients that the user sees."""
    return seen(rows(), user=user, responsible=lambda row: row.responsible)


def seen(rows: Iterable[Counted], *, user: User, responsible: Callable[[Counted], int | None]) -> Iterable[Counted]:
    """Keep the rows of counts by responsible person that are of clients whom the user sees."""
    people = user.sees_clients_of()
    if people is None:
        return rows
    whose = {*people, None} if people else set()
    return [row for row in rows if responsible(row) in whose]


def clients(user: User) -> int:
    """Return how many clients the user sees."""
    return sum(row.clients for row in seen_by(user))


def by_care(user: User) -> dict[str, int]:
    """Return how many clients the user sees in each kind of care."""
    counts = dict.fromkeys(Standing.Care.values, 0)
    for row in seen_by(user):
        counts[row.care] += row.clients
    return counts


def uncovered(user: User) -> int:
    """Return how many accounts that the user sees are in nobody's care."""
    return sum(row.clients for row in seen_by(user) if row.is_account and row.care == Standing.Care.UNCOVERED)


def led_by() -> dict[int, int]:
    """Return how many clients each person leads."""
    counts: dict[int, int] = {}
    for row in rows():
        if row.responsible is not None:
            counts[row.responsible] = counts.get(row.responsible, 0) + row.clients
    return counts
