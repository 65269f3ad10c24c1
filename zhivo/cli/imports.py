"""`zhivo import`: files of clients come into the base from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.cli.commands import JSON, argument, command
from zhivo.cli.database import prepare
from zhivo.cli.several import summed
from zhivo.cli.told import tell
from zhivo.cli.work import to_the_end
from zhivo.intake.models import Preflight
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Drop

CHUNK = 1024 * 1024


@command(
    group="base",
    help=gettext_lazy("Load files of clients or of their purchases into the base"),
    examples=(
        "zhivo import clients.xlsx",
        "zhivo import orders.csv --what purchases --source 1C --json",
        "zhivo import export.csv --source 1C --map 'Тел./факс=phone' --map Код=source_id --json",
        "zhivo import clients.xlsx contacts.vcf --preflight",
    ),
    arguments=(
        argument("files", nargs="+", metavar="FILE"),
        argument("--source", metavar="NAME", help=gettext_lazy("where the file comes from (default: its name)")),
        argument(
            "--what",
            choices=["clients", "purchases"],
            help=gettext_lazy("what the rows are (default: clients)"),
        ),
        argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help=gettext_lazy("where a column goes; - leaves it out"),
        ),
        argument("--mapping", metavar="FILE.json", help=gettext_lazy("an object: column to field")),
        argument("--sheet", help=gettext_lazy("the sheet of the workbook (default: all that hold clients)")),
        argument("--encoding", help=gettext_lazy("the encoding of a text file (default: found out)")),
        argument("--preflight", action="store_true", help=gettext_lazy("say what would be done, and write nothing")),
        JSON,
    ),
)
def import_(options: argparse.Namespace) -> int:
    """Load the files one after another; what one of them is refused for does not stop the others."""
    from zhivo.cli import preflights

    prepare()
    written: list[preflights.Answer] = [partial(_import_file, Path(name), options) for name in options.files]
    failed = False
    with preflights.foretold(options) if options.preflight else nullcontext(written) as answers:
        for name, answer_of in zip(options.files, answers, strict=True):
            try:
                answer = answer_of()
            except Refusal as refusal:
                if len(options.files) == 1:
                    raise
                answer = {"file": name, "error": {"code": refusal.code, "message": str(refusal)}}
                print(f"{name}: {refusal}", file=sys.stderr)
            failed |= "error" in answer
            if options.json:
                print(json.dumps(answer, ensure_ascii=False))
    return int(failed)


def _import_file(path: Path, options: argparse.Namespace) -> dict[str, Any]:
    drafts, left_out = receive(path, options)
    answer = _import_one(drafts[0], options) if len(drafts) == 1 else _import_sheets(drafts, options)
    return answer | left_out


def receive(path: Path, options: argparse.Namespace) -> tuple[list[Batch], dict[str, Any]]:
    """Take a file in: a draft for every sheet that holds clients, mapped as asked, and what is said of the others."""
    from zhivo.intake import batches, sheets
    from zhivo.intake.drafts import discard

    drafts = _received(path, options)
    left_out = sheets.left_out(drafts[0])
    try:
        _check_columns(drafts, options)
        for batch in drafts:
            batches.choose(batch=batch, mapping=_mapping(batch, options))
    except Refusal:
        for batch in drafts:
            discard(batch=batch)
        raise
    if left_out:
        words = ", ".join(f"{one.sheet} ({one.why})" for one in left_out)
        print(_("%(name)s: sheets left out: %(sheets)s") % {"name": path.name, "sheets": words}, file=sys.stderr)
    return drafts, {"sheets_left_out": [{"sheet": one.sheet, "why": one.why} for one in left_out]}


def _received(path: Path, options: argparse.Namespace) -> list[Batch]:
    """Return a draft for every sheet of the file that holds clients."""
    from zhivo.intake import fields, reading, refusals, sheets

    if not path.is_file():
        raise Refusal("no_file", _("There is no file %(name)s.") % {"name": path.name})
    try:
        file = path.open("rb")
    except OSError as error:
        words = {"name": path.name, "reason": error.strerror}
        raise Refusal("no_file", _("The file %(name)s cannot be read: %(reason)s.") % words) from error
    try:
        with file:
            return sheets.receive(
                file=iter(lambda: file.read(CHUNK), b""),
                name=path.name,
                by=None,
                source=options.source,
                choice=reading.Choice(sheet=options.sheet, encoding=options.encoding),
                what=options.what or fields.CLIENTS,
            )
    except reading.Refused as refused:
        raise refusals.refusal(refused) from refused


def _import_one(batch: Batch, options: argparse.Namespace) -> dict[str, Any]:
    from zhivo.intake import batches

    before = batches.already_loaded(batch)
    begun = batches.interrupted(batch)
    if begun is not None:
        batch.delete()  # an import that was cut off goes on where it stopped
        batch = begun
    if begun is None or begun.state == Batch.State.FAILED:
        batches.start(batch=batch, by=None)
    batch = to_the_end(batch, report=shower(options))
    _refuse_unfinished(batch)
    return tell(batch, options, name=batch.file_name, before=before)


def _import_sheets(drafts: list[Batch], options: argparse.Namespace) -> dict[str, Any]:
    """Write the sheets one after another and return their sums, and the operation that takes all of them back."""
    from zhivo.intake import batches, drops

    before = {batch.sheet: batches.already_loaded(batch) for batch in drafts}
    drop = _begun_or_new(drafts)
    operation = drops.operation(drop) or drops.start(drop=drop, by=None)
    told: list[dict[str, Any]] = []
    for batch in drops.batches(drop):
        try:
            if batch.state == Batch.State.FAILED:
                batches.start(batch=batch, by=None)
            ended = to_the_end(batch, report=shower(options))
            _refuse_unfinished(ended)
        except Refusal as refusal:
            print(f"{drops.title(batch)}: {refusal}", file=sys.stderr)
            told.append({"sheet": batch.sheet, "error": {"code": refusal.code, "message": str(refusal)}})
            continue
        answer = tell(ended, options, name=drops.title(ended), before=before.get(ended.sheet))
        told.append({"sheet": ended.sheet, **answer})
    if not options.json:
        print("\n" + _("Undo all sheets: zhivo undo %(operation)s") % {"operation": operation.pk})
    return summed(told, operation=operation.pk)


def _begun_or_new(drafts: list[Batch]) -> Drop:
    """Return the drop of the sheets; where the same file was cut off before, that one goes on."""
    from zhivo.intake import batches

    assert drafts[0].drop is not None  # noqa: S101 - several sheets are one drop
    begun = next((one for one in map(batches.interrupted, drafts) if one is not None and one.drop is not None), None)
    if begun is None or begun.drop is None:
        return drafts[0].drop
    for batch in drafts:
        batch.delete()
    drafts[0].drop.delete()
    return begun.drop


def _refuse_unfinished(batch: Batch) -> None:
    if batch.state != Batch.State.DONE:
        raise refusal_of(batch.fault or {"code": batch.state, "data": {}})


def refusal_of(fault: dict[str, Any]) -> Refusal:
    """Return the fault of a batch or a preflight as a sentence."""
    from zhivo.intake import reading, refusals

    return refusals.refusal(reading.Refused(fault["code"], fault["data"]))


def _check_columns(drafts: list[Batch], options: argparse.Namespace) -> None:
    """Refuse a column that no sheet of the file has."""
    columns = list(dict.fromkeys(column for batch in drafts for column in batch.columns))
    missing = sorted(set(_chosen(options)) - set(columns))
    if missing:
        raise Refusal(
            "no_such_column",
            _("There is no column «%(column)s» in the file.") % {"column": missing[0]},
            hint=_("Its columns: %(columns)s") % {"columns": ", ".join(columns[:50])},
        )


def _chosen(options: argparse.Namespace) -> dict[str, str]:
    chosen: dict[str, str] = {}
    if options.mapping:
        try:
            chosen |= json.loads(Path(options.mapping).read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError) as error:
            raise Refusal(
                "bad_mapping", _("%(name)s is not a JSON object of columns and fields.") % {"name": options.mapping}
            ) from error
    for pair in options.map:
        column, sign, field = pair.rpartition("=")
        if not sign:
            raise Refusal("bad_map", _("Write --map COLUMN=FIELD; got %(pair)s.") % {"pair": pair})
        chosen[column] = field
    return chosen


def _mapping(batch: Batch, options: argparse.Namespace) -> list[str]:
    from zhivo.intake import fields

    chosen = {column: field for column, field in _chosen(options).items() if column in batch.columns}
    # What is chosen by hand takes the field away from a guess, where a field takes one column only.
    catalogue = fields.catalogue(batch.what)
    taken = {field for field in chosen.values() if field in catalogue and not catalogue[field].many}
    guessed = ["-" if field in taken else field for field in batch.mapping]
    return [chosen.get(column, field) for column, field in zip(batch.columns, guessed, strict=True)]


def shower(options: argparse.Namespace) -> Callable[[Batch | Preflight], None] | None:
    """Return what shows how far it is, where there is somebody to look."""
    return None if options.json or not sys.stderr.isatty() else _show


def _show(batch: Batch | Preflight) -> None:
    from zhivo.intake.batches import progress

    now = progress(batch)
    total = f" / {now.total:,}" if now.total else ""
    print(f"\r{now.rows:,}{total}  {now.rows_per_second:,.0f}/s ", end="", file=sys.stderr, flush=True)
