"""What a reader has to tell about a file besides its rows: what it skipped, what was odd, what it found out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

NAMED_ROWS = 1_000  # so many rows of a kind are named by number; all are counted


class Tally:
    """Counts by kind with the numbers of the first rows, and facts such as the encoding."""

    def __init__(self) -> None:
        self.skipped: dict[str, dict[str, Any]] = {}
        self.notes: dict[str, dict[str, Any]] = {}
        self.facts: dict[str, Any] = {}
        self.names: list[str] | None = None  # of the columns, where the format says them elsewhere than in a row
        self.records_read = 0  # by the reader: rows with anything in them
        self.records_counted = 0  # by other means

    def skip(self, kind: str, rows: Iterable[int], *, count: int | None = None) -> None:
        """Rows that are not rows of the table: blank, preamble, total, header_again."""
        _add(self.skipped, kind, rows, count, {})

    def note(self, kind: str, rows: Iterable[int] = (), *, count: int | None = None, **data: Any) -> None:
        """Something odd that a person should know; `count` where it is not the number of rows."""
        _add(self.notes, kind, rows, count, data)

    def as_dict(self) -> dict[str, Any]:
        """All of it, fit for JSON."""
        return {
            "skipped": self.skipped,
            "notes": self.notes,
            **self.facts,
            "records_read": self.records_read,
            "records_counted": self.records_counted,
        }


def _add(
    where: dict[str, dict[str, Any]], kind: str, rows: Iterable[int], count: int | None, data: dict[str, Any]
) -> None:
    found = list(rows)
    entry = where.setdefault(kind, {"count": 0, "rows": []})
    entry["count"] += len(found) if count is None else count
    entry["rows"].extend(found[: NAMED_ROWS - len(entry["rows"])])
    entry.update(data)
