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
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhivo.intake.readers import Choice, Reader, Refused, kinds, limits
from zhivo.lib.room import is_out_of_room

if TYPE_CHECKING:
    import polars as pl

DONE = "done.json"
AHEAD = 4  # pieces that may wait unread
NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n\0;,|"  # a file of these alone has no cell
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
    if is_out_of_room(fault) or (isinstance(fault, OSError) and fault.errno == errno.EFBIG):
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
    with closing(open_reader(path, choice=choice, is_quick=job["do"] == "look")) as reader:
        if job["do"] == "look":
            from zhivo.intake.readers.beginning import look

            say({"look": look(reader, choice, rows=job["rows"])})
        else:
            _spool(reader, choice, job, say, taken)


def open_reader(path: Path, *, choice: Choice, is_quick: bool = False) -> Reader:
    """The reader for what the file really is; raises Refused."""
    from zhivo.intake.readers import magic

    with path.open("rb") as file:
        head = file.read(magic.HEAD)
    if len(head) < magic.HEAD and not head.strip(NOTHING):
        raise Refused("empty_file")
    for kind in kinds:
        if kind.recognises(path, head):
            return kind(path, choice=choice, is_quick=is_quick)
    what = magic.name(path, head)
    raise Refused("encrypted" if what == "encrypted" else "not_a_table", {"is": what})


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
    pieces, ready_for = table.pieces(reader.frames(sheet, tally), rows=job["piece_rows"]), job["ready_for"]
    is_gathered = bool(ready_for) and ready_for["what"] == "purchases"
    if is_gathered:
        pieces, ready_for = _whole_purchases(pieces, job, kind=reader.key)
    for number, piece in enumerate(pieces):
        sizes.append(piece.height)
        if number >= job["first_piece"]:
            taken.acquire()
            _put(piece, number, into / f"{number:05}.arrow", ready_for)
            share = sum(sizes) / table.rows if is_gathered else reader.share()
            say({"piece": number, "rows": piece.height, "share": share})
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


def _whole_purchases(
    pieces: Iterator[pl.DataFrame], job: dict[str, Any], *, kind: str
) -> tuple[Iterator[pl.DataFrame], dict[str, Any]]:
    """Bring the rows of each purchase together, and add to what they are made ready for how the file writes numbers."""
    from zhivo.intake.purchases.gather import Gathered, parts_for

    ready_for, size = job["ready_for"], Path(job["path"]).stat().st_size
    known_by = {name: ready_for[name] for name in ("origin", "mapping")}
    gathered = Gathered(Path(job["into"]), parts=parts_for(size=size, kind=kind), **known_by)
    gathered.take(pieces)
    return gathered.parts(), ready_for | {"witnesses": gathered.witnesses}


def _put(piece: pl.DataFrame, number: int, path: Path, ready_for: dict[str, Any] | None) -> None:
    if ready_for is None:
        _write(piece, path)
        return
    how = {name: value for name, value in ready_for.items() if name != "what"}
    if ready_for["what"] == "purchases":
        from zhivo.intake.purchases import ready

        how = {name: how[name] for name in ("origin", "mapping", "witnesses")}
        ready.put(ready.make(number=number, rows=piece, **how), path)
    else:
        from zhivo.intake import prepared

        prepared.put(prepared.make(number=number, raw=piece, **how), path)


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
