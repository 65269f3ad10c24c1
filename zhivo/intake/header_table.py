"""What the columns of a table say about each other: one id, one city, whose name a name is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhivo.intake import header_values as values
from zhivo.intake.fields import CLIENT_FIELDS, IGNORE
from zhivo.intake.header_look import Look
from zhivo.intake.header_words import CODE, COUNTER, FIRM, GIVEN, OWN, PARTY


@dataclass
class Column:
    """One column on its way to an answer."""

    header: str
    name: str  # the header in its normal form
    look: Look
    field: str = OWN
    confidence: float = 0.5
    why: str = "own"
    waits: bool = False  # for what the values say, when the columns with telling names have their fields

    def becomes(self, field: str, confidence: float, why: str) -> None:
        """Set the answer."""
        self.field, self.confidence, self.why, self.waits = field, confidence, why, False


def settle(columns: list[Column], *, by_content: Callable[[list[Column]], None]) -> None:
    """Turn what each column said for itself into answers that agree with each other."""
    _settle_codes(columns)
    _settle_names(columns)
    by_content(columns)
    _settle_formatted_addresses(columns)
    _settle_rivals(columns)
    _drop_empty(columns)


def _settle_codes(columns: list[Column]) -> None:
    """At most one column is the source's own id: named so, filled in every row and never twice the same."""
    for column in columns:
        if column.field == COUNTER:
            is_code = column.look.filled > 1 and column.look.is_unique and not column.look.is_counter
            column.becomes(CODE if is_code else IGNORE, 0.6 if is_code else 0.8, "header" if is_code else "useless")
    codes = [column for column in columns if column.field in ("source_id", CODE)]
    codes.sort(key=lambda column: column.field == CODE)
    found = False
    for column in codes:
        if column.look.filled > 1 and column.look.share(values.is_mobile) == 1:
            column.becomes("phone", 0.7, "values")
        elif column.look.rows and not column.look.is_unique:
            column.becomes(OWN, 0.6, "misfit")
        elif found:
            column.becomes(OWN, 0.6, "taken")
        else:
            found = True
            sure = max(0.95, column.confidence) if column.field == "source_id" else 0.7
            column.becomes("source_id", sure, "both" if column.look.rows else "header")


def _settle_names(columns: list[Column]) -> None:
    """«Имя», «Клиент», «Контрагент»: whose name it is shows from the other columns and the values."""
    taken = {column.field for column in columns}
    for ambiguous in (GIVEN, FIRM, PARTY):
        # Beside «Наименование» stands «Полное наименование»: the same once more, so the shortest header speaks for all.
        alike = sorted((one for one in columns if one.field == ambiguous), key=lambda one: len(one.name))
        for place, column in enumerate(alike):
            wishes = _name_wishes(column, has_parts=bool(taken & {"last_name", "patronymic"}))
            field = next((wish for wish in wishes if wish not in taken and place == 0), OWN)
            sure = column.confidence if field == wishes[0] else 0.6
            column.becomes(field, round(sure, 2), "taken" if field == OWN else column.why)
            taken.add(field)


def _name_wishes(column: Column, *, has_parts: bool) -> tuple[str, ...]:
    """What the name of a party should be, the likeliest first."""
    firms, persons = column.look.share(values.is_firm), column.look.share(values.is_person)
    if column.field == GIVEN:
        if has_parts:
            return ("first_name",)
        if firms >= 0.5 and persons < 0.1:
            return ("company",)
        if column.name == "name":
            return ("full_name",)
        whole = column.look.share(values.has_words) >= 0.2
        return ("full_name", "first_name") if whole else ("first_name",)
    # A firm among persons is found by its legal form when the name is cleaned, a person among firms is not.
    bare = 1 - firms - persons
    is_firm = persons < 0.1 or bare > persons if column.field == FIRM else persons < 0.1 and firms >= 0.5
    return ("company", "full_name") if is_firm else ("full_name", "company")


def _settle_formatted_addresses(columns: list[Column]) -> None:
    """Google writes an address whole and in pieces; taken together it would stand on the card twice."""
    whole = [column for column in columns if column.name == "address formatted"]
    if not whole or (whole[0].look.rows and not any(column.look.filled for column in whole)):
        return
    for column in columns:
        if column.field == "address" and column not in whole and column.name.startswith("address "):
            column.becomes(OWN, 0.97 if column.why == "profile" else 0.6, "taken")


def _settle_rivals(columns: list[Column]) -> None:
    """A field that takes one column goes to the surest, then the fullest; a second city is still an address."""
    rivals: dict[str, list[Column]] = {}
    for column in columns:
        if column.field in CLIENT_FIELDS and not CLIENT_FIELDS[column.field].many:
            rivals.setdefault(column.field, []).append(column)
    for field, several in rivals.items():
        several.sort(key=lambda column: (column.confidence, column.look.filled), reverse=True)
        for loser in several[1:]:
            sure = loser.confidence if loser.why == "profile" else 0.6
            loser.becomes("address" if field in ("city", "region") else OWN, sure, "taken")


def _drop_empty(columns: list[Column]) -> None:
    """Only a column without a name: one with a name may be filled below the sample, or in the source's next file."""
    for column in columns:
        if column.field == OWN and column.look.rows and not column.look.filled and not column.name:
            column.becomes(IGNORE, 0.85, "empty")
