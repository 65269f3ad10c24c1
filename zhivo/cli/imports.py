"""`zhivo import`: files of clients come into the base from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.cli.commands import JSON, argument, command
from zhivo.cli.database import prepare
from zhivo.cli.work import to_the_end
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch

CHUNK = 1024 * 1024


@command(
    group="base",
    help=gettext_lazy("Load files of clients into the base"),
    examples=(
        "zhivo import clients.xlsx",
        "zhivo import export.csv --source 1C --map 'Тел./факс=phone' --map Код=source_id --json",
    ),
    arguments=(
        argument("files", nargs="+", metavar="FILE"),
        argument("--source", metavar="NAME", help=gettext_lazy("where the file comes from (default: its name)")),
        argument("--what", choices=["clients"], default="clients"),
        argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help=gettext_lazy("where a column goes; - leaves it out"),
        ),
        argument("--mapping", metavar="FILE.json", help=gettext_lazy("an object: column to field")),
        argument("--sheet", help=gettext_lazy("the sheet of the workbook (default: the first with rows)")),
        argument("--encoding", help=gettext_lazy("the encoding of a text file (default: found out)")),
        JSON,
    ),
)
def import_(options: argparse.Namespace) -> int:
    """Load the files one after another; what one of them is refused for does not stop the others."""
    prepare()
    failed = 0
    for name in options.files:
        try:
            answer = _import_file(Path(name), options)
        except Refusal as refusal:
            if len(options.files) == 1:
                raise
            failed, answer = 1, {"file": name, "error": {"code": refusal.code, "message": str(refusal)}}
            print(f"{name}: {refusal}", file=sys.stderr)
        if options.json:
            print(json.dumps(answer, ensure_ascii=False))
    return failed


def _import_file(path: Path, options: argparse.Namespace) -> dict[str, Any]:
    from zhivo.intake import batches, reading, refusals

    if not path.is_file():
        raise Refusal("no_file", _("There is no file %(name)s.") % {"name": path.name})
    try:
        file = path.open("rb")
    except OSError as error:
        words = {"name": path.name, "reason": error.strerror}
        raise Refusal("no_file", _("The file %(name)s cannot be read: %(reason)s.") % words) from error
    try:
        with file:
            batch = batches.receive(
                file=iter(lambda: file.read(CHUNK), b""),
                name=path.name,
                by=None,
                source=options.source,
                choice=reading.Choice(sheet=options.sheet, encoding=options.encoding),
            )
    except reading.Refused as refused:
        raise refusals.refusal(refused) from refused
    batches.choose(batch=batch, mapping=_mapping(batch, options))
    before = batches.already_loaded(batch)
    begun = batches.interrupted(batch)
    if begun is not None:
        batch.delete()  # an import that was cut off goes on where it stopped
        batch = begun
    if begun is None or begun.state == Batch.State.FAILED:
        batches.start(batch=batch, by=None)
    show = None if options.json or not sys.stderr.isatty() else _show
    batch = to_the_end(batch, report=show)
    if batch.state != Batch.State.DONE:
        fault = batch.fault or {"code": batch.state, "data": {}}
        raise refusals.refusal(reading.Refused(fault["code"], fault["data"]))
    answer = _answer(batch)
    if not options.json:
        _print(answer, path.name, before)
    return answer


def _mapping(batch: Batch, options: argparse.Namespace) -> list[str]:
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
    missing = sorted(set(chosen) - set(batch.columns))
    if missing:
        raise Refusal(
            "no_such_column",
            _("There is no column «%(column)s» in the file.") % {"column": missing[0]},
            hint=_("Its columns: %(columns)s") % {"columns": ", ".join(batch.columns[:50])},
        )
    # What is chosen by hand takes the field away from a guess: a number of the source is one column only.
    guessed = ["-" if field == "source_id" and "source_id" in chosen.values() else field for field in batch.mapping]
    return [chosen.get(column, field) for column, field in zip(batch.columns, guessed, strict=True)]


def _show(batch: Batch) -> None:
    from zhivo.intake.batches import progress

    now = progress(batch)
    total = f" / {now.total:,}" if now.total else ""
    print(f"\r{now.rows:,}{total}  {now.rows_per_second:,.0f}/s ", end="", file=sys.stderr, flush=True)


def _answer(batch: Batch) -> dict[str, Any]:
    reasons = batch.reasons
    seconds = (batch.finished_at - batch.started_at).total_seconds() if batch.finished_at and batch.started_at else 0.0
    return {
        "operation": batch.operation_id,
        "rows": batch.rows,
        "clients_created": batch.clients_created,
        "clients_joined": batch.clients_joined,
        "held": batch.held,
        "refused": batch.refused,
        "unchanged": batch.unchanged,
        "companies_created": batch.companies_created,
        "placeholders": sum(count for reason, count in reasons.items() if reason.endswith(":placeholder")),
        "recovered": 0,
        "skipped": batch.notes.get("skipped", {}),
        "notes": batch.notes.get("notes", {}),
        "reasons": reasons,
        "source": batch.source.name,
        "mapping": dict(zip(batch.columns, batch.mapping, strict=True)),
        "seconds": round(seconds, 3),
        "rows_per_second": round(batch.rows / seconds, 1) if seconds else 0,
        "errors_file": _errors_file(batch),
    }


def _errors_file(batch: Batch) -> str | None:
    """Write the refused rows, each with the reason, into a file and return its path; None if there are none."""
    from zhivo.intake import files, report

    if not batch.refused:
        return None
    try:
        return str(files.write_refused(batch, report.refused_lines(batch)))
    except OSError as error:  # the rows are in the base all the same
        print(_("The file of refused rows was not written: %(reason)s") % {"reason": error.strerror}, file=sys.stderr)
        return None


def _print(answer: dict[str, Any], name: str, before: Batch | None) -> None:
    from zhivo.intake import refusals

    print(f"\n{name}: " + _("%(rows)s rows in %(seconds)s s") % answer)
    for key, label in (
        ("clients_created", _("new clients")),
        ("clients_joined", _("joined to known clients")),
        ("held", _("wait for an answer: the same person?")),
        ("refused", _("refused: nothing says who it is")),
        ("companies_created", _("firms found beside persons")),
    ):
        print(f"  {answer[key]:>9,}".replace(",", " ") + f"  {label}")
    for sentence in refusals.sentences(skipped=answer["skipped"], notes=answer["notes"]):
        print(f"  {sentence}")
    if answer["errors_file"]:
        print(_("Refused rows, to correct and load again: %(errors_file)s") % answer)
    if before is not None and answer["unchanged"] == answer["rows"]:
        print(_("This file was loaded on %(day)s: nothing has changed.") % {"day": f"{before.created_at:%d.%m.%Y}"})
    print(_("Undo: zhivo undo %(operation)s") % answer)
