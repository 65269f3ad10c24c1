"""`zhivo operations`, `undo` and `export`: the base from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.cli.commands import JSON, argument, command
from zhivo.cli.work import to_the_end
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch


@command(
    group="base",
    help=gettext_lazy("List what was done and can be undone"),
    examples=("zhivo operations", "zhivo operations --json"),
    arguments=(JSON, argument("--limit", type=int, default=50)),
)
def operations(options: argparse.Namespace) -> None:
    """Print the newest operations."""
    from zhivo.journal.kinds import kinds
    from zhivo.journal.models import Operation

    rows: list[dict[str, Any]] = []
    for operation in Operation.objects.select_related("by").order_by("-at", "-pk")[: options.limit]:
        kind = kinds.get(operation.kind)
        rows.append(
            {
                "operation": operation.pk,
                "kind": operation.kind,
                "at": operation.at.isoformat(),
                "by": operation.by.name if operation.by else None,
                "state": operation.state,
                "sentence": kind.sentence(operation) if kind else operation.kind,
                "undoable": kind.undoable(operation) if kind else False,
            }
        )
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['operation']:>6}  {row['at'][:16]}  {row['state']:<9}  {row['sentence']}")


@command(
    group="base",
    help=gettext_lazy("Undo an operation"),
    examples=("zhivo undo 17", "zhivo undo 17 --json"),
    arguments=(argument("operation", type=int), JSON),
)
def undo(options: argparse.Namespace) -> None:
    """Undo an operation, a whole import included, and say what had to stay."""
    from zhivo.journal import undo as journal
    from zhivo.journal.models import Operation

    operation = Operation.objects.filter(pk=options.operation).first()
    if operation is None:
        raise Refusal("no_operation", _("There is no operation %(number)s.") % {"number": options.operation})
    operation = journal.undo(operation=operation, by=None)
    of_one, of_several = (
        Batch.objects.filter(operation=operation),
        Batch.objects.filter(drop=operation.data.get("drop")),
    )
    for batch in (of_several if "drop" in operation.data else of_one).order_by("-pk"):
        to_the_end(batch)
    operation.refresh_from_db()
    stayed = sum(operation.data.get("passed_on", {}).values())
    answer = {"operation": operation.pk, "state": operation.state, "kept": operation.kept, "rows_kept": stayed}
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(_("Undone."))
        if operation.kept:
            print(_("Stayed, because somebody edited them since: %(n)s") % {"n": len(operation.kept)})
        if stayed:
            print(_("Rows that stayed, because other imports hold them too: %(n)s") % {"n": stayed})


@command(
    group="base",
    help=gettext_lazy("Write the base into a file"),
    examples=(
        "zhivo export clients --to clients.xlsx",
        "zhivo export purchases --to purchases.xlsx",
        "zhivo export records --to records.csv",
    ),
    arguments=(
        argument("what", choices=["clients", "purchases", "records"]),
        argument(
            "--to",
            metavar="FILE",
            help=gettext_lazy(
                "the file: .csv, for clients and purchases .xlsx and .json too (default: csv to standard output)"
            ),
        ),
    ),
)
def export(options: argparse.Namespace) -> None:
    """Write clients as the suffix of the file says, or raw rows as csv."""
    to = Path(options.to) if options.to else None
    kind = to.suffix.lower().removeprefix(".") if to else "csv"
    if kind not in ("xlsx", "json") or not to:
        kind = "csv"
    elif options.what == "records":
        raise Refusal("no_such_format", _("Raw rows are written as csv only."), hint=_("Name the file .csv."))
    parts = _parts(options.what, kind)
    if to is None:
        for part in parts:
            sys.stdout.write(part.decode())
        return
    try:
        with to.open("wb") as file:
            file.writelines(parts)
    except OSError as error:
        raise Refusal("cannot_write", _("The file %(name)s cannot be written.") % {"name": options.to}) from error


def _parts(what: str, kind: str) -> Iterator[bytes]:
    """Yield the parts of the file; that clients leave the base is noted in the journal when the first one does."""
    from zhivo.clients.models import Client
    from zhivo.intake import exports
    from zhivo.intake.purchases import exports as purchases

    if what == "purchases":
        yield from purchases.begin(suffix=kind, by=None)
        return
    everybody = Client.objects.live()
    if kind != "csv":
        _note, parts = exports.begin(
            suffix=kind, clients=everybody.order_by("pk"), seen=everybody, by=None, labels=False
        )
        yield from parts
        return
    if what == "clients":
        exports.note(suffix=kind, count=everybody.count(), by=None)
    yield from (line.encode() for line in (exports.clients() if what == "clients" else exports.records()))
