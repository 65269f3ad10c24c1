"""What `zhivo import` answers for a file of several sheets: their sums, and the answer of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

_SUMMED = (
    *("rows", "clients_created", "clients_joined", "held", "refused", "unchanged", "companies_created"),
    *("placeholders", "recovered", "purchases_created", "purchases_updated", "purchases"),
    *("new_purchases", "changed_purchases", "lines_gone"),
)


def summed(told: list[dict[str, Any]], *, operation: int | None) -> dict[str, Any]:
    """Return the answer of a file of several sheets: sums, and what each sheet answered."""
    whole = [one for one in told if "error" not in one]
    seconds = round(sum(one["seconds"] for one in whole), 3)
    sums = {name: sum(one[name] for one in whole) for name in _SUMMED if all(name in one for one in whole)}
    rows = sums.get("rows", 0)
    errors = [one["errors_file"] for one in whole if one["errors_file"]]
    return {
        "operation": operation,
        **sums,
        **{name: _counts(one[name] for one in whole) for name in ("skipped", "notes")},
        "reasons": dict(sum((Counter(one["reasons"]) for one in whole), Counter())),
        "source": whole[0]["source"] if whole else None,
        "mapping": {column: field for one in whole for column, field in one["mapping"].items()},
        "seconds": seconds,
        "rows_per_second": round(rows / seconds, 1) if seconds else 0,
        "errors_file": errors[0] if errors else None,
        "errors_files": errors,
        "sheets": told,
        **next(({"error": one["error"]} for one in told if "error" in one), {}),
    }


def _counts(told: Iterable[dict[str, dict[str, Any]]]) -> dict[str, dict[str, int]]:
    """Add up what a reader skipped or noted; the rows are named sheet by sheet."""
    counted: Counter[str] = Counter()
    for one in told:
        counted.update({kind: entry.get("count", 0) for kind, entry in one.items()})
    return {kind: {"count": count} for kind, count in counted.items()}
