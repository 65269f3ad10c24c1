"""Words that mean something else are read as that, and only the rows they stand in are read anew."""

from __future__ import annotations

from typing import Any

import polars as pl

from zhivo.intake import prepared
from zhivo.intake.words import Meanings

MAPPING = ["full_name", "responsible", "email", "birthday"]
ROWS = [
    ("Иванов Иван", " Белова", "ivanov@gmial.com", "31.02.1980"),
    ("Петров Пётр", "анна", "petrov@mail.ru", "01.03.1981"),
    ("Седов Сергей", "", "", ""),
]
ANSWERS = {"responsible": {"белова": "belova@tara.example"}, "email": {"gmial.com": "gmail.com"}}


def made(meanings: Meanings | None = None, people: list[str] | None = None) -> pl.DataFrame:
    raw = pl.DataFrame([(row, *cells) for row, cells in enumerate(ROWS, 2)], orient="row")
    raw = raw.rename(dict(zip(raw.columns, ["row", "c0", "c1", "c2", "c3"], strict=True)))
    return prepared.make(number=0, raw=raw, origin="1", mapping=MAPPING, meanings=meanings, people=people).rows


def column(frame: pl.DataFrame, name: str) -> list[Any]:
    return frame[name].to_list()


def test_words_are_read_as_what_they_mean_and_cells_stay_as_they_came() -> None:
    rows = made({**ANSWERS, "birthday": {"31.02.1980": "1980-02-28"}})

    assert column(rows, "emails") == [["ivanov@gmail.com"], ["petrov@mail.ru"], []]
    assert '"belova@tara.example"' in rows["values"][0]
    assert str(rows["birthday"][0]) == "1980-02-28"
    assert column(rows, "reasons") == [["email:domain_corrected"], None, None]
    assert column(rows, "cells") == column(made(), "cells")


def test_a_changed_meaning_makes_only_its_own_rows_new() -> None:
    before, after = made(), made(ANSWERS)
    other = made({**ANSWERS, "email": {"gmial.com": "mail.ru"}})

    assert column(before, "identity") == column(after, "identity")
    assert column(before, "digest")[1:] == column(after, "digest")[1:] == column(other, "digest")[1:]
    assert len({frame["digest"][0] for frame in (before, after, other)}) == 3


def test_words_that_do_not_occur_change_nothing() -> None:
    assert made({"responsible": {"ветров": "x@y.example"}, "email": {"gmail.con": "gmail.com"}}).equals(made())


def test_a_responsible_whom_nobody_is_called_is_told() -> None:
    rows = made(people=["анна", "анна ветрова"])

    assert sorted(column(rows, "reasons")[0]) == ["birthday:not_a_date", "email:domain_typo", "responsible:unknown"]
    assert column(rows, "reasons")[1:] == [None, None]
