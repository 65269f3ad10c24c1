"""What a batch did: its doubtful values by reason, its rows as they came, the firms it made; reads only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhivo.clients.models import Clean, Client, Edit, Kind, Membership, PurchaseLine
from zhivo.intake import completions
from zhivo.intake.batches import Progress
from zhivo.intake.fields import CLIENTS, PURCHASES
from zhivo.lib import workbooks
from zhivo.lib.inert import inert
from zhivo.quality.reasons import SETTLED, parted, words
from zhivo.sources.models import Batch, Outcome, Record

REFUSED_BECAUSE = _("Nothing to know the client by: no name, no phone, no e-mail, no INN.")
REFUSED_THOUGH = _("Nothing to know the client by. %(reasons)s.")


@dataclass(frozen=True)
class Doubt:
    """Values that were kept as they are but not believed: the field, the reason's code and in how many rows."""

    field: str
    code: str
    rows: int

    @property
    def reason(self) -> str:
        """The reason as clean rows hold it, `field:code`."""
        return f"{self.field}:{self.code}"


@dataclass(frozen=True)
class Row:
    """One raw row of a batch with what became of it."""

    record: Record
    client: Client | None  # the live client it belongs to now, None when nobody came of it
    why: str  # how it came to that client: `Membership.why`
    reasons: list[str]


def numbers(batch: Batch) -> dict[str, Any]:
    """Return what a batch came to, by the names of `zhivo import --json`."""
    if batch.what == PURCHASES:
        return _numbers_of_purchases(batch)
    reasons: dict[str, int] = batch.reasons
    return {
        "rows": batch.rows,
        "clients_created": batch.clients_created,
        "clients_joined": batch.clients_joined,
        "held": batch.held,
        "refused": batch.refused,
        "unchanged": batch.unchanged,
        "companies_created": batch.companies_created,
        "placeholders": sum(count for reason, count in reasons.items() if reason.endswith(":placeholder")),
        "recovered": batch.recovered,
        "skipped": batch.notes.get("skipped", {}),
        "notes": batch.notes.get("notes", {}),
        "reasons": reasons,
    }


def put_numbers(batch: Batch, numbers: Mapping[str, Any]) -> None:
    """Put the numbers that `numbers` told onto a batch."""
    told = dict(numbers)
    if batch.what == PURCHASES:
        told["purchases"] = {inside: told[name] for name, inside in _OF_PURCHASES.items()}
        told["clients_created"] -= told["held"] + told["companies_created"]
    for name, number in told.items():
        if hasattr(batch, name):
            setattr(batch, name, number)


_OF_PURCHASES = {
    "purchases_created": "rows_created",
    "purchases_updated": "rows_updated",
    "purchases": "purchases",
    "new_purchases": "new",
    "changed_purchases": "changed",
    "lines_gone": "lines_gone",
}


def _numbers_of_purchases(batch: Batch) -> dict[str, Any]:
    """Created, updated, unchanged and refused are rows and add up; `clients_created` counts held ones and firms too."""
    return {
        "rows": batch.rows,
        **{name: batch.purchases.get(inside, 0) for name, inside in _OF_PURCHASES.items()},
        "unchanged": batch.unchanged,
        "refused": batch.refused,
        "clients_created": batch.clients_created + batch.held + batch.companies_created,
        "clients_joined": batch.clients_joined,
        "held": batch.held,
        "companies_created": batch.companies_created,
        "skipped": batch.notes.get("skipped", {}),
        "notes": batch.notes.get("notes", {}),
        "reasons": batch.reasons,
    }


def doubtful(reasons: Mapping[str, int]) -> int:
    """Return how many values with these reasons wait for a person; what one has decided waits no more."""
    return sum(count for reason, count in reasons.items() if reason not in SETTLED)


def doubts(batch: Batch) -> list[Doubt]:
    """Return the doubtful values of a batch by reason, the commonest first."""
    split = ((*parted(reason), rows) for reason, rows in batch.reasons.items() if rows)
    found = [Doubt(field, code, rows) for field, code, rows in split]
    return sorted(found, key=lambda doubt: (-doubt.rows, doubt.reason))


def rows(
    batch: Batch, *, outcome: int | None = None, reason: str | None = None, after: int = 0, limit: int = 50
) -> list[Row]:
    """Return up to `limit` stored rows of a batch with an id above `after`, in the order of the file.

    Rows that were known to the letter from an earlier batch are not stored again, so they are not among them.
    """
    if not after:
        limit = min(limit, _most(batch, outcome=outcome, reason=reason))
    records = list(_records(batch, outcome=outcome, reason=reason, after=after, limit=limit))
    ids = [record.pk for record in records]
    reasons = dict(Clean.objects.filter(record__in=ids).values_list("record_id", "reasons"))
    members = {one.record_id: one for one in Membership.objects.filter(record__in=ids).select_related("client")}
    bought = dict[int, Client]()
    if batch.what == PURCHASES:
        lines = PurchaseLine.objects.filter(record__in=ids).select_related("purchase__client")
        bought = {line.record_id: line.purchase.client for line in lines}
    return [_row(record, members.get(record.pk), bought, reasons.get(record.pk) or []) for record in records]


def _most(batch: Batch, *, outcome: int | None, reason: str | None) -> int:
    """How many such rows there can be: six refused rows of a million are found without looking behind the sixth."""
    by_outcome = {
        Outcome.CREATED: batch.clients_created,
        Outcome.JOINED: batch.clients_joined - (0 if batch.what == PURCHASES else batch.unchanged),
        Outcome.HELD: batch.held,
        Outcome.REFUSED: batch.refused,
        Outcome.BOUGHT: batch.purchases.get("rows_created", 0),
        Outcome.CHANGED: batch.purchases.get("rows_updated", 0),
    }
    counts = [batch.rows]
    if outcome:
        counts.append(by_outcome[Outcome(outcome)])
    if reason:
        counts.append(batch.reasons.get(reason, 0))
    return min(counts)


def _row(record: Record, member: Membership | None, bought: dict[int, Client], reasons: list[str]) -> Row:
    client = member.client if member else bought.get(record.pk)
    return Row(record, client, member.why if member else "", reasons)


def _records(batch: Batch, *, outcome: int | None, reason: str | None, after: int, limit: int) -> Iterator[Record]:
    """Go through the blocks of ids of the pieces until there are enough: the big tables have no index on the batch."""
    if limit <= 0:
        return
    for piece in batch.pieces.filter(records__gt=0).order_by("first_record"):
        last = piece.first_record + piece.records - 1
        if last <= after:
            continue
        found = Record.objects.filter(pk__gt=after, pk__gte=piece.first_record, pk__lte=last, batch=batch)
        if outcome:
            found = found.filter(outcome=outcome)
        elif batch.what == PURCHASES and not reason:  # whom they name is kept as records of its own
            found = found.filter(outcome__in=(Outcome.REFUSED, Outcome.BOUGHT, Outcome.CHANGED))
        if reason:
            found = found.filter(clean__reasons__contains=[reason])
        for record in found.order_by("pk")[:limit]:
            yield record
            limit -= 1
        if limit <= 0:
            return


def firms(batch: Batch) -> QuerySet[Client]:
    """Return the firms that came with a batch only because a person's row named them, by id."""
    made = Q(pk__in=[])
    for first, count in batch.pieces.filter(clients__gt=0).values_list("first_client", "clients"):
        made |= Q(pk__range=(first, first + count - 1))
    has_row = Membership.objects.filter(client=OuterRef("pk"))
    return Client.objects.filter(made, ~Exists(has_row), kind=Kind.COMPANY).order_by("pk")


def clients_made(batch: Batch) -> int:
    """Return how many clients and firms the batch made."""
    return sum(batch.pieces.values_list("clients", flat=True))


def edited_since(batch: Batch) -> int:
    """Return how many of the clients that a batch made have been edited by hand; an undo leaves them."""
    made = Q(pk__in=[])
    for first, count in batch.pieces.filter(clients__gt=0).values_list("first_client", "clients"):
        made |= Q(client__gte=first, client__lt=first + count)
    return Edit.objects.filter(made, ended_at=None).values("client").distinct().count()


def repeated_since(batch: Batch) -> int:
    """Return how many rows of a batch later ones found again to the letter; an undo passes them on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT t.record_id) FROM sources_piece p"
            " JOIN sources_repeat t ON t.record_id BETWEEN p.first_record AND p.first_record + p.records - 1"
            " WHERE p.batch_id = %s AND NOT p.is_undone",
            [batch.pk],
        )
        return int(cursor.fetchone()[0])


def passed_on(batch: Batch) -> list[tuple[Batch, int]]:
    """Return the imports that took over rows of a batch when it was undone, and how many each did."""
    rows = batch.operation.data.get("passed_on", {}) if batch.operation else {}
    return [(heir, rows[str(heir.pk)]) for heir in Batch.objects.filter(pk__in=rows).order_by("pk")]


def is_worked_on(batch: Batch) -> bool:
    """Say whether some process is writing this batch at this moment."""
    from zhivo.intake.load import LOCK_CLASS  # brings the cleaners along, which the screens can do without

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCK_CLASS, batch.pk],
        )
        return bool(cursor.fetchone()[0])


def undo_progress(batch: Batch) -> Progress:
    """Return how far taking the batch back is, in rows of the pieces that are done."""
    pieces = list(batch.pieces.values_list("rows", "is_undone"))
    total = sum(rows for rows, _is_undone in pieces)
    done = sum(rows for rows, is_undone in pieces if is_undone)
    return Progress(
        rows=done, total=total, rows_per_second=0.0, seconds_left=None, share=done / total if total else None
    )


def refused_lines(batch: Batch) -> Iterator[str]:
    """Yield the rows that were not written as lines of a csv file for Excel, the reason in the first column.

    The file can be corrected and dropped again: it completes the import then (`completions.py`).
    """
    yield first_line(batch)
    for row in _refused(batch):
        yield line(row)


def refused_workbook(batch: Batch) -> Iterator[bytes]:
    """Yield the parts of the same file as xlsx."""
    rows, header = _refused(batch), [completions.header(batch), *batch.columns]
    return workbooks.written(header=header, rows=rows, name=gettext("Not written"), cut="…")


def _refused(batch: Batch) -> Iterator[list[str]]:
    """Yield the rows that were not written, the reason first."""
    last = 0
    while found := list(_records(batch, outcome=Outcome.REFUSED, reason=None, after=last, limit=1000)):
        yield from _with_reasons(batch, found)
        last = found[-1].pk
    # A row that was refused before and came again to the letter is not stored a second time.
    if batch.unchanged or batch.what == PURCHASES:
        again = Record.objects.filter(repeats__piece__batch=batch, outcome=Outcome.REFUSED).distinct()
        for part in _parts(again.order_by("pk").iterator()):
            yield from _with_reasons(batch, part)


def _parts(records: Iterator[Record]) -> Iterator[list[Record]]:
    while part := list(islice(records, 1000)):
        yield part


def _with_reasons(batch: Batch, records: Sequence[Record]) -> Iterator[list[str]]:
    reasons = dict(Clean.objects.filter(record__in=[one.pk for one in records]).values_list("record_id", "reasons"))
    for record in records:
        yield [why_refused(batch, reasons.get(record.pk) or []), *record.values]


def why_refused(batch: Batch, reasons: Sequence[str]) -> str:
    """Return why nothing in the row names anybody: what was wrong with the values that could have, if there are any."""
    said = "; ".join(f"{field}: {wrong}" for field, wrong in map(words, reasons))
    if not said or batch.what != CLIENTS:
        return said or str(REFUSED_BECAUSE)
    return str(REFUSED_THOUGH) % {"reasons": said}


def first_line(batch: Batch) -> str:
    """Return the header of a file of rows with a reason: the reason's column, then those of the batch."""
    return "\ufeff" + line([completions.header(batch), *batch.columns])


def line(cells: list[str]) -> str:
    """Return one line of such a file."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(map(inert, cells))
    return written.getvalue()
