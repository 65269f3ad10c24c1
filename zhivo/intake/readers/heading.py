"""Where the header of a table is: below titles and blank rows, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zhivo.intake.readers import Refused
from zhivo.intake.readers.two_rows import is_pair, joined

SAMPLE = 60  # rows that are looked at
_DEEPEST = 30  # the header is not sought below
_FILLED = 0.6
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@.]{2,24}")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?")
_NUMBER = re.compile(r"[-+]?[\d\s\u00a0]{1,30}(?:[.,]\d{1,20})?")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS_OF_A_PHONE = 7

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Heading:
    """The row of the header (0: there is none), its names as in the file, and what stands above it.

    `names` has one for every column of the first rows; `cells` is how many cells the header row itself has.
    """

    row: int
    names: list[str]
    preamble: list[int] = field(default_factory=list)
    cells: int = 0
    is_given: bool = False  # the format names its columns, no row does
    lines: list[list[str]] = field(default_factory=list)  # the row of the header as it is, or both of two
    upper: int = 0  # of two rows the upper one

    @property
    def is_made_up(self) -> bool:
        """True if the names are numbers of ours."""
        return self.row == 0 and not self.is_given


def made_up(width: int) -> list[str]:
    """Names for a table without header. Russian in any language of the screen: mappings are kept by these names."""
    return [f"Столбец {number}" for number in range(1, width + 1)]


def find_heading(rows: Sequence[Row], *, asked: int | None = None) -> Heading:
    """Find the header among the first rows that are not blank; `asked` is a person's word (0: none).

    Raises Refused("no_such_row", {row}) where the row asked for is blank or not there.
    """
    if asked is not None:
        return _asked(rows, asked)
    width = max((len(_filled(cells)) for _, cells in rows), default=0)
    for place, (_, cells) in enumerate(rows[:_DEEPEST]):
        filled = _filled(cells)
        if len(filled) < _FILLED * width:
            continue
        if _is_data(place, rows) or not _are_texts(filled):
            return _above(place, rows, width)
        return _with_lower(_named(place, rows), place, rows)
    return _above(0, rows, width) if rows and _is_data(0, rows) else _first(rows)


def _asked(rows: Sequence[Row], asked: int) -> Heading:
    for place, (number, _) in enumerate(rows):
        if number == asked:
            return _named(place, rows)
    if asked:
        raise Refused("no_such_row", {"row": asked})
    return _unnamed(rows)


def _first(rows: Sequence[Row]) -> Heading:
    return _named(0, rows) if rows else Heading(0, [])


def _named(place: int, rows: Sequence[Row]) -> Heading:
    number, cells = rows[place]
    names = _trimmed(cells) + [""] * (_width(rows[place:]) - len(_trimmed(cells)))
    heading = Heading(number, names, [above for above, _ in rows[:place]], len(cells), lines=[cells])
    return _of_two(heading, place - 1, rows) if place and _are_pair(place - 1, rows) else heading


def _with_lower(heading: Heading, place: int, rows: Sequence[Row]) -> Heading:
    """The same, or with the row below if that names columns too."""
    if heading.upper or not _are_pair(place, rows):
        return heading
    return _of_two(replace(_named(place, rows), row=rows[place + 1][0]), place, rows)


def _are_pair(place: int, rows: Sequence[Row]) -> bool:
    if place + 1 >= len(rows) or rows[place][0] + 1 != rows[place + 1][0]:
        return False
    upper, lower = rows[place][1], rows[place + 1][1]
    below = [cells for _, cells in rows[place + 2 :] if cells not in (upper, lower)]
    return is_pair(upper, lower, below, _is_typed)


def _of_two(heading: Heading, place: int, rows: Sequence[Row]) -> Heading:
    (number, upper), (_, lower) = rows[place : place + 2]
    names = joined(_trimmed(upper), _trimmed(lower))
    names += [""] * (_width(rows[place:]) - len(names))
    above = [each for each, _ in rows[:place]]
    cells = max(len(upper), len(lower))
    return replace(heading, names=names, preamble=above, cells=cells, lines=[upper, lower], upper=number)


def _is_typed(cell: str) -> bool:
    return _is_value(cell) or _NUMBER.fullmatch(cell[:60]) is not None


def _unnamed(rows: Sequence[Row], titles: Sequence[int] = ()) -> Heading:
    width = _width([row for row in rows if row[0] not in titles])
    return Heading(0, made_up(width), list(titles), width)


def _above(place: int, rows: Sequence[Row], width: int) -> Heading:
    """Row `place` is data: the row just above may be a header with gaps, else there is none."""
    if place:
        filled = _filled(rows[place - 1][1])
        if len(filled) >= max(2, 0.3 * width) and _are_texts(filled) and not _is_data(place - 1, rows):
            return _named(place - 1, rows)
    titles = [number for number, cells in rows[:place] if width > 2 and len(_filled(cells)) == 1]
    return _unnamed(rows, titles)


def _width(rows: Sequence[Row]) -> int:
    return max((len(_trimmed(cells)) for _, cells in rows), default=0)


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in (each.strip() for each in cells) if cell]


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end."""
    length = len(cells)
    while length and not cells[length - 1].strip():
        length -= 1
    return cells[:length]


def _are_texts(filled: Sequence[str]) -> bool:
    return sum(1 for cell in filled if _LETTER.search(cell[:200])) >= _FILLED * len(filled)


def _is_data(place: int, rows: Sequence[Row]) -> bool:
    """Whether a row is a client rather than a header: a phone, an address, a date in it, or values met again below."""
    filled = _filled(rows[place][1])
    if any(_is_value(cell) for cell in filled):
        return True
    numbers = sum(1 for cell in filled if _NUMBER.fullmatch(cell[:60]))
    if numbers > 0.4 * len(filled):
        return True
    return _is_met_again(place, rows)


def _is_value(cell: str) -> bool:
    if len(cell) > 120:
        return False
    if _EMAIL.fullmatch(cell) or _DATE.fullmatch(cell):
        return True
    return not _LETTER.search(cell) and sum(letter.isdigit() for letter in cell) >= _DIGITS_OF_A_PHONE


def _is_met_again(place: int, rows: Sequence[Row]) -> bool:
    row = rows[place][1]
    below = [cells for _, cells in rows[place + 1 :] if cells != row]
    met = 0
    for column, cell in enumerate(row):
        if len(cell.strip()) > 1 and any(column < len(cells) and cells[column] == cell for cells in below):
            met += 1
    return met >= 2
