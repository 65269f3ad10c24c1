"""A cell of the gaps: a value that is there, or a field to type it into; saved, refused or contested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote

from zhivo.clients import attributes
from zhivo.clients.edit import POINTS, Stale
from zhivo.clients.edit import shown as now_of
from zhivo.clients.models import Attribute, Client
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.quality.attribute_types import types
from zhivo.quality.attribute_types.yes_no import NO, YES
from zhivo.team.models import User
from zhivo.web.clients.facts import Typed, conflict_of, put
from zhivo.web.clients.words import SEXES, label_of, shown

PREFIX = "cell-"
LONGEST = 4000


@dataclass(frozen=True)
class Column:
    """A field that somebody on the page lacks, and by how much it fills a portrait."""

    field: str
    label: str
    own: Attribute | None = None
    worth: int = 0
    is_required: bool = False

    @classmethod
    def of(cls, field: str) -> Column:
        """Return the column of one field."""
        return cls(field, label_of(field), attributes.find(field))


@dataclass(frozen=True)
class Cell:
    """One field of one client; `seen` is the version and the value that what is typed was typed over."""

    client: int
    field: str
    label: str = ""
    own: Attribute | None = None  # of the company's own fields
    value: str = ""  # in words; empty where there is nothing yet
    seen: str = ""
    typed: str = ""
    error: str = ""
    conflict: Mapping[str, Any] | None = None
    operation: Operation | None = None

    @classmethod
    def of(cls, client: Client, column: Column, *, is_there: bool) -> Cell:
        """Return the cell of a client as the page finds it."""
        cell = cls(client.pk, column.field, column.label, column.own)
        if is_there:
            return replace(cell, value=_words(client, column))
        return replace(cell, seen=f"{client.version}:{_now(client, column.field)}")

    @property
    def key(self) -> str:
        """Return how the form names the cell; a comma of a field's name would part it for htmx."""
        return f"{self.client}-{quote(self.field, safe='')}"

    @property
    def is_saved(self) -> bool:
        """Say whether what was typed is in the base."""
        return self.operation is not None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return what the value is chosen from; nothing where it is typed."""
        if self.own is not None and types[self.own.type].control == "pick":
            stored = self.own.options if types[self.own.type].has_options else (YES, NO)
            return [(one, shown(self.field, one, own=self.own)) for one in stored]
        return [(key, str(words)) for key, words in SEXES.items()] if self.field == "sex" else []


@dataclass(frozen=True)
class Row:
    """A client of the page with his cells."""

    client: Client
    score: int
    bought: int
    cells: list[Cell]


def field_of(name: str) -> str:
    """Return the field that a name of the form (cell-CLIENT-FIELD) speaks of, "" of other names."""
    parts = name.split("-", 2)
    return unquote(parts[2]) if len(parts) == 3 and name.startswith(PREFIX) else ""


def saved(client: Client, column: Column, *, said: Mapping[str, Any], by: User) -> Cell:
    """Put what was typed into the field, and return the cell that it becomes."""
    field, cell = column.field, Cell(client.pk, column.field, column.label, column.own)
    key = cell.key
    seen, value = str(said.get(f"seen-{key}", "")), str(said.get(f"{PREFIX}{key}", ""))[: LONGEST + 1].strip()
    version, _sign, was = seen.partition(":")
    typed = Typed(field, value, None, was, int(version) if version.isascii() and version.isdigit() else 0)
    if not value:
        return replace(cell, seen=seen)
    try:
        operation = put(client, typed, by=by)
    except Stale as stale:
        conflict = conflict_of(client, typed, stale.version)
        return replace(cell, seen=f"{stale.version}:{conflict['was']}", typed=value, conflict=conflict)
    except Refusal as refusal:
        return replace(cell, seen=seen, typed=value, error=refusal.message)
    kept = operation.edits.filter(field=field).values_list("value", flat=True).first()
    return replace(cell, value=shown(field, kept or "", own=column.own), typed=value, operation=operation)


def _now(client: Client, field: str) -> str:
    return "" if field in POINTS else now_of(client, field) or ""


def _words(client: Client, column: Column) -> str:
    if column.field in POINTS:
        main = {point.medium: point.value for point in client.main_points}  # type: ignore[attr-defined]
        return shown(column.field, main.get(column.field, ""))
    return shown(column.field, now_of(client, column.field) or "", own=column.own)
