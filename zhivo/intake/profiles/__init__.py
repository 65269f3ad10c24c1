"""What known programs export: every standard column of each and the field it goes to; one file here for a program.

A profile is known by the header of a file, never by its name. Its columns are facts about the export, in every
language and generation that is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

from zhivo.intake.header_spelling import lower_part, normal
from zhivo.lib.registry import Registry

OWN = "own"  # a standard column for which there is no field of ours: it becomes an own field under its name
_MOST_OF_IT = 0.4  # of the standard columns: who exports, leaves out columns
_MOST_OF_FILE = 0.6  # of the columns of a file with few of them
_LEAST = 4  # columns


@dataclass(frozen=True)
class Profile:
    """A kind of export; `tables` has one text for a language or generation, in lines `field: header | header`.

    A field is a key of `fields.CLIENT_FIELDS`, OWN, `-` for what says nothing by itself (labels, pictures), or a name
    that the values must settle (`?firm`). `signs` are headers that hardly anything else has, by ` | `.
    """

    key: str
    label: str | Promise
    tables: tuple[str, ...]
    signs: str

    @cached_property
    def fields(self) -> dict[str, str]:
        """The field of every standard column by its normal header; of two tables the first one says it."""
        return {name: field for table in reversed(self._tables) for name, field in table.items()}

    def field_of(self, header: str) -> str | None:
        """Return the field of a standard column, by the lower row alone in a header of two; None for any other."""
        return self.fields.get(self._standard(header))

    def likeness(self, headers: Sequence[str]) -> tuple[int, float]:
        """Return how many of the headers are standard ones and which share of a table that is; zeros if too few."""
        named = {self._standard(header) for header in headers if header.strip()}
        known = named & set(self.fields)
        share = max(len(known & set(table)) / len(table) for table in self._tables)
        is_of_it = share >= _MOST_OF_IT or (len(known) >= _LEAST and len(known) >= _MOST_OF_FILE * len(named))
        return (len(known), share) if is_of_it and named & self._signs else (0, 0.0)

    def _standard(self, header: str) -> str:
        whole, lower = normal(header), normal(lower_part(header))
        return lower if whole not in self.fields and lower in self.fields else whole

    @cached_property
    def _tables(self) -> tuple[dict[str, str], ...]:
        return tuple(_read(table) for table in self.tables)

    @cached_property
    def _signs(self) -> set[str]:
        return {normal(sign) for sign in self.signs.replace("\n", "|").split("|") if sign.strip()}


def _read(table: str) -> dict[str, str]:
    """Read lines of a table; raises ValueError where two lines disagree on a header."""
    fields: dict[str, str] = {}
    for line in filter(None, table.splitlines()):
        field, _colon, headers = line.partition(": ")
        for header in headers.split("|"):
            if fields.setdefault(normal(header), field) != field:
                raise ValueError(f"{header} is said to be both {fields[normal(header)]} and {field}")
    return fields


profiles: Registry[Profile] = Registry("profile", folder=__name__)


def recognised(headers: Sequence[str]) -> Profile | None:
    """Return the profile that a file with these headers is an export of, None if it looks like none."""
    if len(headers) < _LEAST:
        return None
    found = max(profiles, key=lambda profile: profile.likeness(headers))
    return found if found.likeness(headers)[0] else None
