"""A header of two rows: «Контакты» over «Телефон» and «Почта» is «Контакты: Телефон» and «Контакты: Почта».

Only workbooks have merged cells, and a text file made of one has blanks instead, so blanks are what is looked at: a
name goes on over the blank cells to its right. A row is taken for the lower one only if it can hardly be a client.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhivo.intake.header_words import is_known

_LEAST_KNOWN = 0.5  # of the names in the lower row
_LEAST_TYPED = 0.6  # of the values below a name
_LONGEST = 60  # characters of a name
_NO_NAME = frozenset(("нет", "да", "-", "--", "—", "–", ".", "н/д", "n/a", "no", "yes"))


def is_pair(upper: Sequence[str], lower: Sequence[str], below: Sequence[Sequence[str]], is_value: _Test) -> bool:
    """Whether two rows, one right under the other, are a header together; `below` are the rows after them.

    `is_value` knows the cells that no header has: phones, dates, numbers.
    """
    width = max(len(upper), len(lower))
    top, low = _cells(upper, width), _cells(lower, width)
    named = [at for at, cell in enumerate(low) if cell]
    if sum(map(bool, top)) < 2 or any(is_value(cell) or len(cell) > _LONGEST for cell in (*top, *low) if cell):
        return False
    groups = _groups(top, low)
    inside = {at for members in groups.values() for at in members}
    if not any(not top[at] for at in inside) or not _are_names(low, groups):
        return False
    # A name over a single column has nothing under it, or a word that columns are called by.
    if any(top[at] and at not in inside and not is_known(low[at]) for at in named):
        return False
    if any(at < len(row) and row[at].strip() == low[at] for at in named for row in below):
        return False
    known = sum(is_known(low[at]) for at in named)
    typed = sum(_is_typed(at, below, is_value) for at in named)
    return max(known, typed) >= max(2, _LEAST_KNOWN * len(named))


def joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return one name a column, the upper name first where there are both."""
    width = max(len(upper), len(lower))
    names, over = [], ""
    for top, low in zip(_cells(upper, width), _cells(lower, width), strict=True):
        over = top or over
        names.append(f"{over}: {low}" if over and low and over != low else low or top)
    return names


_Test = Callable[[str], bool]


def _cells(row: Sequence[str], width: int) -> list[str]:
    cells = [" ".join(cell.split()) for cell in row]
    return cells + [""] * (width - len(cells))


def _groups(top: list[str], low: list[str]) -> dict[int, list[int]]:
    """Names of the upper row that stand over several columns: their place and the places of what is under them."""
    groups: dict[int, list[int]] = {}
    start = -1
    for at, cell in enumerate(top):
        start = at if cell else start
        if start >= 0 and low[at]:
            groups.setdefault(start, []).append(at)
    return {start: members for start, members in groups.items() if members != [start]}


def _are_names(low: list[str], groups: dict[int, list[int]]) -> bool:
    """Under one name no two are alike, and «нет» is none."""
    for members in groups.values():
        names = [low[at].lower() for at in members]
        if len(set(names)) < len(names) or _NO_NAME & set(names):
            return False
    return True


def _is_typed(at: int, below: Sequence[Sequence[str]], is_value: _Test) -> bool:
    filled = [cell for row in below if at < len(row) and (cell := row[at].strip())]
    return bool(filled) and sum(map(is_value, filled)) >= _LEAST_TYPED * len(filled)
