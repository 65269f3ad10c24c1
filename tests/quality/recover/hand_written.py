"""The comments written by hand, and how what is found in them is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from tests.quality.piece import TODAY
from zhivo.quality.clean import clean
from zhivo.quality.recover import finds

HERE = Path(__file__).parent
PHRASES = ("convenient_time", "next_action")
_LITTLE_MORE = 25  # letters of a phrase beside the words that matter


class Expected(NamedTuple):
    """A value that is to be found, and its day."""

    field: str
    value: str
    on: str | None


@dataclass
class Comment:
    """A comment, the other cells of its row, and what it holds."""

    text: str
    cells: dict[str, str] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)


@dataclass
class Score:
    """How many values were found and missed, and what was found that is not there."""

    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of finds that are right."""
        right = self.found.total()
        return right / (right + len(self.wrong))

    @property
    def recall(self) -> float:
        """The share of values that were found."""
        right = self.found.total()
        return right / (right + len(self.missed))


def comments(name: str) -> list[Comment]:
    """Return the comments of a file."""
    read: list[Comment] = []
    for line in (HERE / name).read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if not line.startswith(" "):
            read.append(Comment(line))
            continue
        key, _colon, value = line.strip().partition(": ")
        if key.startswith("= "):
            read[-1].cells[key.removeprefix("= ")] = value
        else:
            phrase, _at, on = value.partition(" @ ")
            read[-1].expected.append(Expected(key, phrase, on or None))
    return read


def score(written: list[Comment]) -> Score:
    """Find what the comments hold and count it."""
    names = sorted({name for comment in written for name in comment.cells})
    cells = {name: [comment.cells.get(name, "") for comment in written] for name in names}
    rows = clean(pl.DataFrame({"row": range(len(written)), **cells}), today=TODAY)
    found = finds(pl.Series([comment.text for comment in written]), clean=rows, today=TODAY)
    total = Score()
    for at, comment in enumerate(written):
        _count(total, comment, found.filter(pl.col("index") == at).rows(named=True))
    return total


def _count(total: Score, comment: Comment, found: list[dict[str, Any]]) -> None:
    left = list(found)
    for expected in comment.expected:
        right = next((one for one in left if _is_right(one, expected)), None)
        if right:
            left.remove(right)
            total.found[expected.field] += 1
        else:
            total.missed.append(f"{comment.text} · {expected}")
    total.wrong.extend(f"{comment.text} · {one['field']} {one['value']} @ {one['on']}" for one in left)


def _is_right(one: dict[str, Any], expected: Expected) -> bool:
    if one["field"] != expected.field or one["on"] != expected.on:
        return False
    if expected.field in PHRASES:
        return expected.value in one["value"] and len(one["value"]) <= len(expected.value) + _LITTLE_MORE
    return bool(one["value"] == expected.value)
