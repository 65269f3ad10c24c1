"""The process that parses a file: `python -m zhivo.intake.readers.child`. It alone touches what a user sends.

One line of JSON on standard input says what to do, every further line takes a piece off its hands; when the input is
closed the parent is gone, and so are we. Answers are lines of JSON on standard output.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhivo.intake.readers import Choice, Reader, Refused, kinds, limits

if TYPE_CHECKING:
    import polars as pl

DONE = "done.json"
AHEAD = 4  # pieces that may wait unread
SHOWN_CELL = 300
SHOWN_CELLS = 20_000
SHOWN_SHEETS = 20
Say = Callable[[dict[str, Any]], None]


def main() -> None:
    """Do what the first line says and end; every failure is an answer."""
    job = json.loads(sys.stdin.readline())
    limits.take_limits(cpu_seconds=job["cpu_seconds"], parent=job["parent"])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    taken = threading.Semaphore(AHEAD)
    threading.Thread(target=_listen, args=(taken,), daemon=True).start()

    def say(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
        answers.flush()

    try:
        _do(job, say, taken)
    except Refused as refused:
        say({"refused": refused.code, "data": refused.data})
    except MemoryError:
        say({"refused": "too_big", "data": {}})
    except BaseException as fault:  # noqa: BLE001 - a panic of a Rust library is no Exception
        say({"refused": _code(fault), "data": {}, "fault": _where(fault)})
    answers.flush()
    os._exit(0)  # threads of libraries may hang after a panic


def _listen(taken: threading.Semaphore) -> None:
    while sys.stdin.readline():
        taken.release()
    os._exit(0)


def _code(fault: BaseException) -> str:
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "disk_full"
    if "alloc" in str(fault)[:500].lower():
        return "too_big"
    return "parser_died"


def _where(fault: BaseException) -> str:
    """The kind of failure and its place; its text may quote the file."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__} at {place}"


def _do(job: dict[str, Any], say: Say, taken: threading.Semaphore) -> None:
    path, choice = Path(job["path"]), Choice(**job["choice"])
    reader = open_reader(path, choice=choice, is_quick=job["do"] == "look")
    if job["do"] == "look":
        say({"look": _look(reader, choice, rows=job["rows"])})
    else:
        _spool(reader, choice, job, say, taken)


def open_reader(path: Path, *, choice: Choice, is_quick: bool = False) -> Reader:
    """The reader for what the file really is; raises Refused."""
    from zhivo.intake.readers import magic

    with path.open("rb") as file:
        head = file.read(magic.HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Refused("empty_file")
    for kind in kinds:
        if kind.recognises(path, head):
            return kind(path, choice=choice, is_quick=is_quick)
    what = magic.name(path, head)
    raise Refused("encrypted" if what == "encrypted" else "not_a_table", {"is": what})


def _look(reader: Reader, choice: Choice, *, rows: int) -> dict[str, Any]:
    found = [_sheet(reader, sheet.name, sheet.is_hidden, sheet.size, choice, rows) for sheet in _shown(reader)]
    names = [sheet.name for sheet in reader.sheets()]
    found += [{"name": name, "fault": "not_shown"} for name in names[len(found) :]]
    if choice.sheet is not None and choice.sheet not in names:
        raise Refused("no_such_sheet", {"sheet": choice.sheet})
    chosen = choice.sheet if choice.sheet is not None else _best(found)
    first = next((sheet for sheet in found if sheet["name"] == chosen), None)
    if first is None or first.get("fault"):
        raise Refused(first["fault"] if first else "empty_file", first.get("data", {}) if first else {})
    return {"kind": reader.key, "sheets": found, "chosen": chosen, "facts": first["facts"]}


def _shown(reader: Reader) -> list[Any]:
    return reader.sheets()[:SHOWN_SHEETS]


def _best(sheets: list[dict[str, Any]]) -> str | None:
    """The first visible sheet with rows; else whichever says best why there is none."""
    order = ["", "header_only", "empty_file"]
    ranked = sorted(
        (sheet.get("is_hidden", False), order.index(fault) if (fault := sheet.get("fault", "")) in order else 3, place)
        for place, sheet in enumerate(sheets)
    )
    return sheets[ranked[0][2]]["name"] if ranked else None


def _sheet(reader: Reader, name: str, is_hidden: bool, size: int, choice: Choice, rows: int) -> dict[str, Any]:
    """The head of one sheet; a sheet without rows says so in `fault`."""
    from zhivo.intake.readers.table import Table
    from zhivo.intake.readers.tally import Tally

    tally = Tally()
    table = Table(choice=choice, tally=tally)
    shown: list[tuple[int, list[str]]] = []
    answer: dict[str, Any] = {"name": name, "is_hidden": is_hidden}
    try:
        for frame in table.frames(reader.frames(name, tally)):
            most = max(1, min(rows, SHOWN_CELLS // max(1, table.columns)))
            shown += [(number, [_cell(cell) for cell in cells]) for number, *cells in frame.head(most).iter_rows()]
            if len(shown) >= most:
                shown = shown[:most]
                break
    except Refused as refused:
        answer |= {"fault": refused.code, "data": refused.data}
    width = table.columns
    return answer | {
        "header_row": table.heading.row,
        "names": [_cell(each) for each in table.names()],
        "rows": [cells + [""] * (width - len(cells)) for _, cells in shown],
        "numbers": [number for number, _ in shown],
        "about_rows": _about(table.rows, reader.share()),
        "facts": tally.as_dict(),
    }


def _about(rows: int, share: float) -> int:
    return round(rows / share) if 0 < share < 1 else rows


def _cell(text: str) -> str:
    return text if len(text) <= SHOWN_CELL else text[:SHOWN_CELL] + "…"


def choose_sheet(reader: Reader) -> str:
    """The first visible sheet that has rows, else the first; raises Refused("empty_file")."""
    from zhivo.intake.readers.table import Table
    from zhivo.intake.readers.tally import Tally

    sheets = sorted(reader.sheets(), key=lambda sheet: sheet.is_hidden)
    if not sheets:
        raise Refused("empty_file")
    for sheet in sheets if len(sheets) > 1 else []:
        try:
            tally = Tally()
            if any(True for _ in Table(choice=Choice(), tally=tally).frames(reader.frames(sheet.name, tally))):
                return sheet.name
        except Refused:
            continue
    return sheets[0].name


def _spool(reader: Reader, choice: Choice, job: dict[str, Any], say: Say, taken: threading.Semaphore) -> None:
    from zhivo.intake.readers.table import Table
    from zhivo.intake.readers.tally import Tally

    into, sizes = Path(job["into"]), []
    sheet = choice.sheet if choice.sheet is not None else choose_sheet(reader)
    tally = Tally()
    table = Table(choice=choice, tally=tally)
    for number, piece in enumerate(table.pieces(reader.frames(sheet, tally), rows=job["piece_rows"])):
        sizes.append(piece.height)
        if number >= job["first_piece"]:
            taken.acquire()
            _write(piece, into / f"{number:05}.arrow")
            say({"piece": number, "rows": piece.height, "share": reader.share()})
    done = {
        "rows": table.rows,
        "columns": table.columns,
        "sheet": sheet,
        "kind": reader.key,
        "header": {"row": table.heading.row, "names": table.names(), "is_made_up": table.heading.is_made_up},
        "piece_sizes": sizes,
        "job": job["mark"],
        **tally.as_dict(),
    }
    _write_text(json.dumps(done, ensure_ascii=False), into / DONE)
    say({"done": True})


def _write(piece: pl.DataFrame, path: Path) -> None:
    draft = path.with_suffix(".tmp")
    piece.write_ipc(draft, compression="lz4")
    draft.replace(path)


def _write_text(text: str, path: Path) -> None:
    draft = path.with_suffix(".tmp")
    draft.write_text(text, "utf-8")
    draft.replace(path)


if __name__ == "__main__":
    main()
