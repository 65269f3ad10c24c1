"""Two hundred made-up lists of every encoding, delimiter and line end: each cell of each row, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.intake.readers.found import read
from tests.intake.readers.generated import Made, made
from zhivo.intake.decoding import detect
from zhivo.intake.readers import Refused

IN_ALL = 200  # each encoding with each delimiter and each line end; tests/night takes 5,000


def test_every_cell_of_every_list_comes_back(tmp_path: Path) -> None:
    assert failures(range(IN_ALL), folder=tmp_path) == {}


def failures(seeds: Iterable[int], *, folder: Path) -> dict[str, list[str]]:
    """What is wrong -> the lists that it is wrong with, over the lists of these numbers."""
    found: dict[str, list[str]] = {}
    for seed in seeds:
        one = made(seed)
        path = folder / "list.csv"
        path.write_bytes(one.content)
        if wrong := _wrong(path, one):
            found.setdefault(wrong, []).append(f"{seed}: {one.called}")
    return found


def _wrong(path: Path, one: Made) -> str:
    try:
        verdict = detect(path)
        # Several tables are as right as one another where they give the same text.
        if one.content[verdict.bom :].decode(verdict.encoding, "replace") != one.text:
            return f"encoding, {min(len(one.rows) - 1, 3)} rows"
        found = read(path)
    except Refused as refused:
        return refused.code
    if [found.names, *found.rows] == one.rows:
        return ""
    return "rows" if len(found.rows) != len(one.rows) - 1 else "cells"


def test_the_lists_are_of_every_kind() -> None:
    lists = [made(seed) for seed in range(IN_ALL)]

    kinds = Counter((one.encoding, one.delimiter, one.line_end) for one in lists)
    assert len(kinds) == IN_ALL == 10 * 5 * 4
    assert min(len(one.rows) for one in lists) == 2
    assert max(len(one.rows) for one in lists) > 90
