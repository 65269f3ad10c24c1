"""Makes lists of made-up Russian clients of any length: `python -m bench.lists --rows 1000000 --seed 7 --out big.csv`.

About 20 % of the rows repeat somebody written differently. Every row is a function of the seed and its number, so a
list is the same each time and rows are made a hundred thousand at a time. Nobody in it exists.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from bench import cells, words
from bench.draws import Draws, Indexes
from bench.xlsx import Workbook

COLUMNS = """
id|ФИО|Дата рождения|Телефон|E-mail|Компания|ИНН|Город|Комментарий|Ответственный|Источник|Создан
""".strip().split("|")
KINDS = ["person", "household", "contact", "company"]

_REPEATS = 0.2
_CHUNK = 100_000
_FAMILY = 3  # rows side by side that may make a household
_FIRMS = 14  # one row in so many is a firm


def write(*, rows: int, seed: int, out: Path, truth: Path | None = None) -> None:
    """Write a list to a .csv or .xlsx file, and who is who to another .csv if asked."""
    known = truth.open("wb") if truth else None
    with Workbook(out, rows=rows, columns=COLUMNS) if out.suffix == ".xlsx" else out.open("wb") as target:
        for number, (frame, answers) in enumerate(chunks(rows=rows, seed=seed)):
            if isinstance(target, Workbook):
                target.add(frame)
            else:
                filled = pl.when(pl.all() != "").then(pl.all())
                frame.select(filled.name.keep()).write_csv(target, include_header=number == 0)
            if known:
                answers.write_csv(known, include_header=number == 0)
    if known:
        known.close()


def chunks(*, rows: int, seed: int) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield a list piece by piece: a frame of COLUMNS (String, "" for empty) and the truth about its rows.

    The truth has the columns id, entity_id (the same for rows of one client), kind, household_id and company_id.
    """
    for start in range(0, rows, _CHUNK):
        numbers = np.arange(start, min(start + _CHUNK, rows), dtype=np.int64)
        yield _chunk(numbers, rows=rows, seed=seed)


def entities(numbers: Indexes, *, seed: int) -> Indexes:
    """Return for each row number the number of the row where the same person or firm came first."""
    first = numbers
    while True:
        draws = Draws(first, seed=seed)
        repeats = draws.chance("repeat", _REPEATS) & (first > 0)
        if not repeats.any():
            return first
        first = np.where(repeats, draws.below("earlier", first), first)


def _chunk(numbers: Indexes, *, rows: int, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    who = entities(numbers, seed=seed)
    row, entity = Draws(numbers, seed=seed + 1), Draws(who, seed=seed + 2)
    family = who // _FAMILY
    is_family = Draws(family, seed=seed + 3).chance("family", 0.16)
    kind = np.where(is_family, 1, np.where(entity.chance("contact", 0.22), 2, 0))
    kind = np.where(who % _FIRMS == _FIRMS // 2, 3, kind)
    employer = (entity.share("firm") ** 1.5 * max(1, rows // _FIRMS)).astype(np.int64) * _FIRMS + _FIRMS // 2
    firm = np.where(kind == 3, who, employer)
    firms = Draws(firm, seed=seed + 4)
    home = Draws(np.where(kind == 1, family + 2 * rows, np.where(kind >= 2, firm + rows, who)), seed=seed + 5)
    city = home.pick("city", [1 / (place + 2) for place in range(len(words.CITIES))])
    person = cells.person(row, entity, home, kind)
    company = cells.company(row, firms, kind)
    columns = [
        pl.Series(numbers + 1).cast(pl.String),
        person.name,
        cells.birthday(row, entity, kind),
        cells.phone(row, entity, home, kind, city),
        cells.email(row, entity, kind, person, company),
        company.name,
        cells.inn(row, firms, kind, company),
        cells.city(row, city),
        cells.comment(row),
        cells.manager(row),
        cells.source(row),
        cells.created(row),
    ]
    truth = {
        "id": pl.Series(numbers + 1),
        "entity_id": pl.Series(who + 1),
        "kind": cells.take(KINDS, kind),
        "household_id": pl.Series(family + 1).set(pl.Series(kind != 1), None),
        "company_id": pl.Series(firm + 1).set(pl.Series(kind < 2), None),
    }
    return pl.DataFrame(dict(zip(COLUMNS, columns, strict=True))), pl.DataFrame(truth)


def main(arguments: list[str] | None = None) -> int:
    """Make the list that the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.lists", description="Make a list of made-up Russian clients."
    )
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="a .csv or .xlsx file")
    parser.add_argument("--truth", type=Path, help="a .csv file that says which rows are the same client")
    asked = parser.parse_args(arguments)
    if asked.out.suffix not in (".csv", ".xlsx") or asked.rows < 1 or asked.seed < 0:
        parser.error("--out ends with .csv or .xlsx, --rows is 1 or more, --seed is not negative")
    begun = time.monotonic()
    write(rows=asked.rows, seed=asked.seed, out=asked.out, truth=asked.truth)
    seconds = time.monotonic() - begun
    sys.stdout.write(f"{asked.out}: {asked.rows} rows, {seconds:.1f} s, {asked.rows / seconds:,.0f} rows/s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
