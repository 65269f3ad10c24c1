"""A number over time as a line: its points inside a box, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDE, HIGH = 240, 36


@dataclass(frozen=True)
class Line:
    """The points of a polyline in a box of WIDE × HIGH, and the first and last of what it shows."""

    points: str
    first: tuple[date, int]
    last: tuple[date, int]

    @property
    def change(self) -> int:
        """Return by how much the number has grown."""
        return self.last[1] - self.first[1]


def line_of(past: Sequence[tuple[date, int]]) -> Line | None:
    """Return the line of a number day by day, oldest first; None of a single day."""
    if len(past) < 2:
        return None
    days = [(day - past[0][0]).days for day, _n in past]
    low, high = min(n for _day, n in past), max(n for _day, n in past)
    across, up = WIDE / max(days[-1], 1), (HIGH - 4) / max(high - low, 1)
    points = " ".join(
        f"{at * across:.1f},{HIGH - 2 - (n - low) * up:.1f}" for at, (_day, n) in zip(days, past, strict=True)
    )
    return Line(points, past[0], past[-1])
