"""Where each value of a card came from: the row of a file or the person who typed it, and what else was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from zhivo.clients.models import Clean, Client, ContactPoint, Edit, Relation
from zhivo.sources.models import Record

OLD = timedelta(days=365)
RECORDS_MOST = 200  # a placeholder may hold thousands of rows; its newest ones tell enough
RAW_LONGEST = 300
MEDIA = {"phone": "phones", "email": "emails"}
COLUMNS = (
    "last_name",
    "first_name",
    "patronymic",
    "sex",
    "birthday",
    "company",
    "company_form",
    "inn",
    "kpp",
    "ogrn",
    "city",
    "region",
    "time_zone",
)
# Columns of a file that a value may have been taken out of, besides the one of its own name.
TAKEN_FROM = {
    "last_name": ("full_name",),
    "first_name": ("full_name",),
    "patronymic": ("full_name",),
    "company": ("full_name",),
    "company_form": ("company", "full_name"),
    "city": ("address", "legal_address"),
    "region": ("city", "address", "legal_address"),
    "birthday": ("age",),
}
_LINE_BREAKS = str.maketrans("\r\n\t", "   ")


@dataclass(frozen=True)
class Origin:
    """One saying about a field: the value, and the row or the edit that says it."""

    value: str
    at: datetime
    record: Record | None = None
    edit: Edit | None = None
    raw: str = ""  # the cell as it stands in the file; empty for an edit
    column: str = ""  # its header

    @property
    def is_own_word(self) -> bool:
        """Say whether the client has said it himself, by his form."""
        return self.edit is not None and self.edit.operation.kind == "client.answered"

    @property
    def is_old(self) -> bool:
        """Say whether this was said more than a year ago."""
        return self.at < timezone.now() - OLD


@dataclass(frozen=True)
class Fact:
    """A value of a card, where it came from (None: computed), and what other rows say of the field instead."""

    field: str
    value: str
    origin: Origin | None = None
    others: tuple[Origin, ...] = ()

    @property
    def is_old(self) -> bool:
        """Say whether nobody has said it within a year."""
        return self.origin is not None and self.origin.is_old


@dataclass(frozen=True)
class Doubt:
    """A cell that was kept but not believed: `reason` is `field:code` of the cleaner."""

    reason: str
    raw: str
    record: Record


@dataclass(frozen=True)
class Said:
    """Everything that was said of a client: its clean rows, newest first, and the edits in force, newest first."""

    rows: list[Clean]
    edits: list[Edit]
    named: list[Clean] = field(default_factory=list)  # rows of other clients that only name this firm


def said_of(client: Client) -> Said:
    """Read what was said of a client, in three queries."""
    rows = Clean.objects.select_related("record__batch__source", "record__membership").order_by("-record_id")
    named: list[Clean] = []
    if client.kind == "company":
        naming = Relation.objects.filter(company=client, record__isnull=False).order_by("-record_id")
        ids = list(naming.values_list("record_id", flat=True)[:RECORDS_MOST])
        named = list(rows.filter(pk__in=ids)) if ids else []
    edits = Edit.objects.filter(client=client, ended_at=None).select_related("by", "operation").order_by("-pk")
    own = list(rows.filter(record__membership__client=client)[:RECORDS_MOST])
    return Said(rows=own, edits=list(edits), named=named)


def facts(client: Client, *, said: Said | None = None) -> list[Fact]:
    """Return the known values of a client in the order of a card, contact points first, each with its origin."""
    said = said or said_of(client)
    return [*_points(client, said), *_columns(client, said), *_values(client, said)]


def doubts(said: Said) -> list[Doubt]:
    """Return the cells that were not believed, newest row first, each saying once."""
    seen: set[tuple[str, str]] = set()
    found = []
    for row in said.rows:
        for reason in row.reasons or []:
            name = reason.rpartition(":")[0]
            raw = _raw(row.record, (name, *TAKEN_FROM.get(name, ())))[0]
            if (reason, raw) not in seen:
                seen.add((reason, raw))
                found.append(Doubt(reason, raw, row.record))
    return found


def _points(client: Client, said: Said) -> Iterator[Fact]:
    points: list[ContactPoint] = list(client.contact_points.all())
    for point in sorted(points, key=lambda point: (point.medium != "phone", point.position)):
        value = f"{point.value};ext={point.extension}" if point.extension else point.value
        named = [one for one in sayings(point.medium, said) if one.value.split(";")[0] == point.value]
        yield Fact(point.medium, value, named[0] if named else None)


def _columns(client: Client, said: Said) -> Iterator[Fact]:
    for name in COLUMNS:
        value = getattr(client, name)
        if value is not None:
            yield _fact(name, _text(value), said)


def _values(client: Client, said: Said) -> Iterator[Fact]:
    for name, value in client.values.items():
        yield _fact(name, _text(value), said)


def _fact(name: str, value: str, said: Said) -> Fact:
    every = list(sayings(name, said))
    mine = next((one for one in every if one.value == value), None)
    others: dict[str, Origin] = {}
    for one in every:
        if one.value not in (value, ""):
            others.setdefault(one.value, one)
    return Fact(name, value, mine, tuple(others.values()))


def sayings(name: str, said: Said) -> Iterator[Origin]:
    """Go through what was said of a field: edits first, for they win, then rows from the newest."""
    for edit in said.edits:
        if edit.field == name and edit.value is not None:
            yield Origin(edit.value, edit.at, edit=edit)
    for row in said.rows:
        for value in _values_of(row, name):
            raw, column = _raw(row.record, (name, *TAKEN_FROM.get(name, ())), value)
            yield Origin(value, _time_of(row.record), record=row.record, raw=raw, column=column)
    # A row that only names the firm is about somebody else: no other cell of it is shown.
    for row in said.named if name in ("company", "company_form", "inn", "kpp") else []:
        for value in _values_of(row, name):
            raw, column = _raw(row.record, (name,), value)
            yield Origin(value, _time_of(row.record), record=row.record, raw=raw, column=column)


def _values_of(row: Clean, name: str) -> list[str]:
    if name in MEDIA:
        return list(getattr(row, MEDIA[name]) or [])
    value = getattr(row, name) if name in COLUMNS else (row.values or {}).get(name)
    return [] if value is None else [_text(value)]


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _time_of(record: Record) -> datetime:
    return record.batch.started_at or record.batch.created_at


def raw_of(record: Record, *, field: str, longest: int = RAW_LONGEST) -> str:
    """Return the cells of a row that go to a field, as they stand in the file, one behind another."""
    cells = zip(record.values, record.batch.mapping, strict=False)
    found = [cell.translate(_LINE_BREAKS).strip() for cell, mapped in cells if mapped == field and cell.strip()]
    return "; ".join(found)[:longest]


def _raw(record: Record, fields: tuple[str, ...], value: str = "") -> tuple[str, str]:
    """Return the cell of one of the fields that the value was taken from, and the header of its column."""
    name, batch = fields[0], record.batch
    cells = [
        (cell.translate(_LINE_BREAKS).strip()[:RAW_LONGEST], header, mapped)
        for cell, header, mapped in zip(record.values, batch.columns, batch.mapping, strict=False)
        if cell.strip()
    ]
    near = [cell for wanted in fields for cell in cells if cell[2] == wanted]
    if name in MEDIA and value:  # a number may stand in the second phone column, or in a comment
        near = next(([cell] for cell in [*near, *cells] if _holds(cell[0], value, medium=name)), near)
    return (near[0][0], near[0][1]) if near else ("", "")


def _holds(cell: str, value: str, *, medium: str) -> bool:
    if medium == "email":
        return value in cell.lower()
    digits = "".join(letter for letter in cell if letter.isdigit())
    return value.split(";")[0].lstrip("+")[-10:] in digits
