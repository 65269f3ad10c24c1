"""What `zhivo import --what purchases` answers: the numbers of an import of purchases, for programs and for people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zhivo.sources.models import Batch


def answer(batch: Batch, *, errors_file: str | None) -> dict[str, Any]:
    """Return what an import of purchases did; created + updated + unchanged + refused are its rows."""
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
        "errors_file": errors_file,
    }


def show(told: dict[str, Any], *, name: str, before: Batch | None) -> None:
    """Print the answer for people."""
    from zhivo.intake import refusals
    from zhivo.quality import reasons

    print(f"\n{name}: " + _("%(rows)s rows in %(seconds)s s") % told)
    for key, label in (
        ("purchases_created", _("rows of new purchases")),
        ("purchases_updated", _("rows that changed known purchases")),
        ("unchanged", _("rows that were known to the letter")),
        ("refused", _("refused, each with its reason")),
        ("new_purchases", _("purchases are new")),
        ("changed_purchases", _("purchases have changed")),
        ("lines_gone", _("earlier lines replaced or gone")),
        ("clients_created", _("new clients")),
        ("held", _("of them wait for an answer: the same person?")),
    ):
        print(f"  {told[key]:>9,}".replace(",", " ") + f"  {label}")
    for reason, rows in sorted(told["reasons"].items(), key=lambda one: -one[1]):
        field, what = reasons.words(reason)
        print(f"  {rows:>9,}".replace(",", " ") + f"  {field}: {what}")
    for sentence in refusals.sentences(skipped=told["skipped"], notes=told["notes"]):
        print(f"  {sentence}")
    if told["errors_file"]:
        print(_("Refused rows, to correct and load again: %(errors_file)s") % told)
    if told["unchanged"] == told["rows"] and not told["changed_purchases"]:
        if before is not None:
            print(_("This file was loaded on %(day)s: nothing has changed.") % {"day": f"{before.created_at:%d.%m.%Y}"})
        else:
            print(_("Nothing has changed: every row was in the base already."))
    if told["operation"] is not None:
        print(_("Undo: zhivo undo %(operation)s") % told)
