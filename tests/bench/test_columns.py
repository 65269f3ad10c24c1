"""Columns are known by their values, and never wrongly for sure."""

from __future__ import annotations

import pytest

from bench import columns


def test_columns_of_words_that_nobody_looked_at_are_known() -> None:
    found = columns.score(seed=7, tables=12, world=columns.HELD_OUT)

    assert found.columns > 80
    assert found.share >= 0.95
    assert found.too_sure == 0


def test_the_same_seed_makes_the_same_tables() -> None:
    first = columns.score(seed=3, tables=2, world=columns.TUNING)
    again = columns.score(seed=3, tables=2, world=columns.TUNING)

    assert (first.right, first.wrong, first.columns) == (again.right, again.wrong, again.columns)


def test_an_answer_is_counted_by_its_kind() -> None:
    found = columns.Score()

    columns.count(found, kind="phone", header="f1", answer="phone", confidence=0.8)
    columns.count(found, kind="city", header="f2", answer="attribute:f2", confidence=0.95)
    columns.count(found, kind="own", header="f3", answer="-", confidence=0.9)

    assert (found.share, found.too_sure, found.columns) == (0.5, 1, 3)


def test_both_halves_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert columns.main(["--tables", "1", "--seed", "5", "--faults", "2"]) == 0

    printed = capsys.readouterr().out
    assert "tuning: " in printed
    assert "held out: " in printed
