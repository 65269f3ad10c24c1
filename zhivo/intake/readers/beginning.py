"""The beginning of every sheet of a file, as a page shows it before anything is loaded."""

from __future__ import annotations

from typing import Any

from zhivo.intake.readers import Choice, Reader, Refused, Sheet
from zhivo.intake.readers.table import Table
from zhivo.intake.readers.tally import Tally

SHOWN_CELL = 300
SHOWN_CELLS = 20_000
SHOWN_SHEETS = 20


def look(reader: Reader, choice: Choice, *, rows: int) -> dict[str, Any]:
    """The answer to a look: `kind`, `sheets` and the name of the `chosen` one; raises Refused if that has no rows."""
    sheets = reader.sheets()
    if choice.sheet is not None and all(sheet.name != choice.sheet for sheet in sheets):
        raise Refused("no_such_sheet", {"sheet": choice.sheet})
    found: list[dict[str, Any]] = []
    for place, sheet in enumerate(sheets):
        if place < SHOWN_SHEETS or sheet.name == choice.sheet:
            found.append(_sheet(reader, sheet, choice if choice.sheet in (None, sheet.name) else Choice(), rows))
        else:
            found.append({"name": sheet.name, "is_hidden": sheet.is_hidden, "fault": "not_shown"})
    if not found:
        raise Refused("empty_file")
    chosen = next((each for each in found if each["name"] == choice.sheet), None) or _best(found)
    if chosen.get("fault"):
        raise Refused(chosen["fault"], chosen.get("data"))
    return {"kind": reader.key, "sheets": found, "chosen": chosen["name"]}


def _best(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The first sheet with rows, a visible one if there is; else the one that says best why there is none."""
    order = ["", "header_only", "empty_file"]
    ranks = [order.index(each.get("fault", "")) if each.get("fault", "") in order else 3 for each in found]
    places = sorted(range(len(found)), key=lambda place: (ranks[place], found[place]["is_hidden"], place))
    return found[places[0]]


def _sheet(reader: Reader, sheet: Sheet, choice: Choice, rows: int) -> dict[str, Any]:
    """The head of one sheet; a sheet without rows says so in `fault`."""
    tally = Tally()
    table = Table(choice=choice, tally=tally)
    shown: list[tuple[Any, ...]] = []
    answer: dict[str, Any] = {"name": sheet.name, "is_hidden": sheet.is_hidden}
    share = 1.0  # unless the rows go on behind those that are shown
    try:
        for frame in table.frames(reader.frames(sheet.name, tally)):
            most = max(1, min(rows, SHOWN_CELLS // max(1, table.columns)))
            shown += frame.head(most - len(shown)).iter_rows()
            if len(shown) >= most:
                share = reader.share()
                break
    except Refused as refused:
        answer |= {"fault": refused.code, "data": refused.data}
    cells = [[_cell(cell) for cell in row[1:]] for row in shown]
    return answer | {
        "header_row": table.heading.row,
        "names": [_cell(name) for name in table.names()],
        "rows": [row + [""] * (table.columns - len(row)) for row in cells],
        "numbers": [row[0] for row in shown],
        "about_rows": _about(table.rows, share),
        "facts": {"skipped": tally.skipped, "notes": tally.notes, **tally.facts},
    }


def _about(rows: int, share: float) -> int:
    return round(rows / share) if 0 < share < 1 else rows


def _cell(text: str) -> str:
    return text if len(text) <= SHOWN_CELL else text[:SHOWN_CELL] + "…"
