"""What `zhivo import` answers of a batch, or of one that is only foretold: for programs, and printed for people."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.sources.models import Batch

_CLIENTS: dict[str, str | Promise] = {
    "clients_created": gettext_lazy("new clients"),
    "clients_joined": gettext_lazy("joined to known clients"),
    "held": gettext_lazy("wait for an answer: the same person?"),
    "refused": gettext_lazy("refused: nothing says who it is"),
    "companies_created": gettext_lazy("firms found beside persons"),
    "recovered": gettext_lazy("values found in comments"),
}
_PURCHASES: dict[str, str | Promise] = {
    "purchases_created": gettext_lazy("rows of new purchases"),
    "purchases_updated": gettext_lazy("rows that changed known purchases"),
    "unchanged": gettext_lazy("rows that were known to the letter"),
    "refused": gettext_lazy("refused, each with its reason"),
    "new_purchases": gettext_lazy("purchases are new"),
    "changed_purchases": gettext_lazy("purchases have changed"),
    "lines_gone": gettext_lazy("earlier lines replaced or gone"),
    "clients_created": gettext_lazy("new clients"),
    "held": gettext_lazy("of them wait for an answer: the same person?"),
}


def tell(batch: Batch, options: argparse.Namespace, *, name: str, before: Batch | None) -> dict[str, Any]:
    """Return what the import of a batch answers, or would; for people it is printed.

    `before` is the batch that brought the very same file, if any.
    """
    answer = _answer(batch)
    hint = None if options.what else _hint(batch)
    if not options.json:
        print(f"\n{name}: " + _("%(rows)s rows in %(seconds)s s") % answer)
        for line in _lines(batch, answer, before):
            print(line)
        if hint:
            print(hint)
    return answer | ({"hint": hint} if hint else {})


def _answer(batch: Batch) -> dict[str, Any]:
    from zhivo.intake import report

    seconds = (batch.finished_at - batch.started_at).total_seconds() if batch.finished_at and batch.started_at else 0.0
    return {
        "operation": batch.operation_id,
        "completes": batch.notes.get("completes"),
        **report.numbers(batch),
        "source": batch.source.name,
        "mapping": dict(zip(batch.columns, batch.mapping, strict=True)),
        "seconds": round(seconds, 3),
        "rows_per_second": round(batch.rows / seconds, 1) if seconds else 0,
        "errors_file": _errors_file(batch),
    }


def _errors_file(batch: Batch) -> str | None:
    """Write the refused rows, each with the reason, into a file and return its path; None if there are none."""
    from zhivo.intake import files, report

    if not batch.refused or batch.state == Batch.State.DRAFT:
        return None
    try:
        return str(files.write_refused(batch, report.refused_lines(batch)))
    except OSError as error:  # the rows are in the base all the same
        print(_("The file of refused rows was not written: %(reason)s") % {"reason": error.strerror}, file=sys.stderr)
        return None


def _hint(batch: Batch) -> str | None:
    """Say that the file looks like purchases: nobody said what its rows are, so they were taken for clients."""
    from zhivo.intake import fields

    if batch.what == fields.PURCHASES or not batch.notes.get("looks_bought"):
        return None
    return _("This looks like a list of purchases. If it is, undo this and load it with --what purchases.")


def _lines(batch: Batch, answer: dict[str, Any], before: Batch | None) -> Iterator[str]:
    from zhivo.intake import fields, refusals

    are_purchases = batch.what == fields.PURCHASES
    if answer["completes"]:
        yield "  " + _("These rows complete import %(completes)s of the source «%(source)s».") % answer
    for key, label in (_PURCHASES if are_purchases else _CLIENTS).items():
        yield _counted(answer[key], label)
    if are_purchases:
        yield from _reasons(answer)
    for sentence in refusals.sentences(skipped=answer["skipped"], notes=answer["notes"]):
        yield f"  {sentence}"
    if answer["errors_file"]:
        yield _("Refused rows, to correct and load again: %(errors_file)s") % answer
    if answer["unchanged"] == answer["rows"] and not answer.get("changed_purchases"):
        if before is not None:
            yield _("This file was loaded on %(day)s: nothing has changed.") % {"day": f"{before.created_at:%d.%m.%Y}"}
        elif are_purchases:
            yield _("Nothing has changed: every row was in the base already.")
    if answer["operation"] is not None:
        yield _("Undo: zhivo undo %(operation)s") % answer


def _counted(number: int, words: str | Promise) -> str:
    return f"  {number:>9,}".replace(",", " ") + f"  {words}"


def _reasons(answer: dict[str, Any]) -> Iterator[str]:
    from zhivo.quality import reasons

    for reason, rows in sorted(answer["reasons"].items(), key=lambda one: -one[1]):
        field, wrong = reasons.words(reason)
        yield _counted(rows, f"{field}: {wrong}")
