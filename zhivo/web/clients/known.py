"""The facts of a card as lines: sections, labels, notes under the values, what may be changed and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zhivo.clients import attributes, marks, origin
from zhivo.clients.edit import COLUMNS, VALUES
from zhivo.clients.models import Attribute, Client, ValueMark
from zhivo.clients.origin import Fact, Said
from zhivo.intake import fields
from zhivo.web.clients.preview import described
from zhivo.web.clients.words import age, label_of, local_time, mark_words, shown
from zhivo.web.fields.controls import typing

OTHERS_MOST = 4
SECTIONS = ("contacts", "who", "company", "place", "portrait", "work", "origin", "own")
# Kept with the client, shown elsewhere on the card or of no use on it.
HIDDEN = frozenset({"full_name", "kind", "tags", "responsible", "time_zone", "company_form", "source_id", "age"})
EDITABLE = frozenset((*COLUMNS, *VALUES))
_MISSING = {
    "person": (
        "phone",
        "email",
        "telegram",
        "whatsapp",
        "vk",
        "max",
        "last_name",
        "first_name",
        "patronymic",
        "sex",
        "birthday",
        "company",
        "position",
        "inn",
        "city",
        "address",
        "convenient_time",
        "occupation",
        "comment",
    ),
    "company": (
        "phone",
        "email",
        "telegram",
        "whatsapp",
        "company",
        "company_form",
        "inn",
        "kpp",
        "ogrn",
        "legal_address",
        "activity",
        "size",
        "hours",
        "head",
        "city",
        "address",
        "comment",
    ),
}


@dataclass(frozen=True)
class Line:
    """A fact as the card shows it; `key` names it in the address while it is edited."""

    key: str
    field: str
    label: str
    text: str
    fact: Fact
    note: str = ""  # small, under the value
    url: str = ""  # what a press on the value opens besides the edit
    may_edit: bool = False
    own: Attribute | None = None  # the company's field, where it is one
    is_wanting: bool = False  # required, and empty
    mark: str = ""  # what is known of the value itself: dead, nobody's, of several people

    @property
    def before(self) -> str:
        """Return which of several values this is: of a phone or an e-mail the value itself."""
        return self.fact.value if self.field in origin.MEDIA else ""

    @property
    def typing(self) -> str:
        """Return the value as one would type it."""
        if self.own is not None:
            return typing(self.own, self.fact.value)
        if self.field == "birthday":
            return date.fromisoformat(self.fact.value).strftime("%d.%m.%Y")
        return shown(self.field, self.fact.value).replace("\u00a0", " ") if self.field == "phone" else self.fact.value

    @property
    def others(self) -> list[str]:
        """Return what other rows say instead."""
        return [shown(self.field, other.value, own=self.own) for other in self.fact.others[:OTHERS_MOST]]


def lines_of(client: Client, *, said: Said, may_edit: bool) -> list[Line]:
    """Return the facts of a client as lines."""
    facts = [fact for fact in origin.facts(client, said=said) if fact.field not in HIDDEN]
    own = attributes.by_field()
    known = marks.of([fact.value.split(";")[0] for fact in facts if fact.field in origin.MEDIA])
    return [_line(fact, client, known, own.get(fact.field), may_edit=may_edit) for fact in facts]


def wanting_of(client: Client, *, lines: list[Line], may_edit: bool) -> list[Line]:
    """Return the required fields of the company that nobody has filled, as lines to fill."""
    there = {line.field for line in lines}
    wanted = [one for one in attributes.offered(client.kind) if one.is_required]
    return [_wanting(one, may_edit=may_edit) for one in wanted if attributes.field_of(one) not in there]


def _wanting(own: Attribute, *, may_edit: bool) -> Line:
    field = attributes.field_of(own)
    fact = Fact(field, "")
    return Line(field, field, own.label, _("not filled"), fact, may_edit=may_edit, own=own, is_wanting=True)


def sections_of(lines: list[Line], *, asked: str = "") -> list[tuple[str, str, list[Line]]]:
    """Return the sections that hold something, and the `asked` one: key, label, lines.

    Own fields stand in the order that the company gave them, behind what nobody has made a field of.
    """
    by_group: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.own.position if line.own else 0):
        by_group.setdefault(_group_of(line.field), []).append(line)
    return [
        (key, str(fields.GROUPS[key]), by_group.get(key, [])) for key in SECTIONS if key in by_group or key == asked
    ]


def missing_of(client: Client, *, lines: list[Line]) -> list[tuple[str, str]]:
    """Return the fields that can be added: key and label."""
    there = {line.field for line in lines} - set(origin.MEDIA)
    own = [(attributes.field_of(one), one.label) for one in attributes.offered(client.kind)]
    ours = [(key, label_of(key)) for key in _MISSING[client.kind]]
    return [(key, label) for key, label in (*ours, *own) if key not in there]


def _line(fact: Fact, client: Client, known: dict[str, ValueMark], own: Attribute | None, *, may_edit: bool) -> Line:
    field = fact.field
    mark = known.get(fact.value.split(";")[0]) if field in origin.MEDIA else None
    note, url = "", ""
    if field in origin.MEDIA:
        note = described(field, fact.value)
        url = f"tel:{fact.value.split(';')[0]}" if field == "phone" else f"mailto:{fact.value}"
    elif field == "birthday":
        note = age(date.fromisoformat(fact.value))
    elif field == "city":
        note = local_time(client.time_zone)
    label = _("Name of the company") if field == "company" and client.kind == "company" else label_of(field)
    if own is not None:
        label = own.label
        url = fact.value if own.type == Attribute.Type.LINK and fact.value.lower().startswith("http") else ""
    text = shown(field, fact.value, own=own)
    if field == "company" and client.company_form:
        text = f"{client.company_form} «{text}»"
    key = f"{field}:{fact.value}" if field in origin.MEDIA else field
    said = mark_words(mark) if mark else ""
    may_edit = may_edit and _is_editable(field)
    return Line(key, field, label, text, fact, note, url, may_edit=may_edit, own=own, mark=said)


def _group_of(field: str) -> str:
    try:
        return fields.get(field).group
    except ValueError:
        return "own"


def _is_editable(field: str) -> bool:
    return field in EDITABLE or field.startswith(fields.ATTRIBUTE)
