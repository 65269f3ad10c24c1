"""The portrait of a kind of client: its fields with their weights; saved as a whole, undone as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.clients import attributes
from zhivo.clients.models import Kind
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.quality.models import PortraitField
from zhivo.quality.portrait.words import BY_KIND, Words
from zhivo.team.models import User

LIGHTEST, HEAVIEST = 1, 20
FIELDS_MOST = 40  # as bits they are one number
LONGEST = 400
TARGET = 0.8
# What there is until the company says otherwise: fields, weights, those without which a card is no card.
_FIRST: dict[str, dict[str, int]] = {
    Kind.PERSON: {"phone": 20, "first_name": 15, "email": 15, "last_name": 10, "city": 10}
    | {"birthday": 8, "company": 8, "occupation": 6, "convenient_time": 5, "sex": 3},
    Kind.COMPANY: {"company": 15, "phone": 20, "email": 15, "inn": 12, "head": 10}
    | {"activity": 10, "city": 8, "size": 6, "hours": 4},
}
_REQUIRED = {Kind.PERSON: {"phone", "first_name"}, Kind.COMPANY: {"phone", "company"}}


class CannotSave(Refusal):
    """The portrait makes no sense, and why."""


@dataclass(frozen=True)
class Asked:
    """A field of a portrait: what it weighs, and the company's own words for it (empty: the product's)."""

    field: str
    weight: int = 5
    is_required: bool = False
    question: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Portrait:
    """The fields that a client of a kind is to have, in the order they are asked."""

    kind: str
    asked: tuple[Asked, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the keys of the fields."""
        return tuple(one.field for one in self.asked)

    @cached_property
    def total(self) -> int:
        """Return what a full portrait weighs."""
        return sum(one.weight for one in self.asked)

    def weight(self, filled: Mapping[str, bool]) -> int:
        """Return what the filled fields weigh together."""
        return sum(one.weight for one in self.asked if filled[one.field])

    def score(self, filled: Mapping[str, bool]) -> int:
        """Return how full the portrait is, 0..100."""
        return _points(self.weight(filled), self.total)

    def worth(self, asked: Asked, *, filled: Mapping[str, bool]) -> int:
        """Return by how much the score grows with this field."""
        weight = self.weight(filled)
        return _points(weight + asked.weight, self.total) - _points(weight, self.total)

    def next(self, filled: Mapping[str, bool]) -> Asked | None:
        """Return the missing field that is worth most, the first of equals; None of a full portrait."""
        missing = [one for one in self.asked if not filled[one.field]]
        return max(missing, key=lambda one: one.weight, default=None)


def _points(weight: int, total: int) -> int:
    # A portrait that lacks the least of it is not full yet.
    return 100 * weight // total if total else 0


def of(kind: str) -> Portrait:
    """Return the portrait of a kind: the company's own, or the one to begin with."""
    return Portrait(kind, _rows(kind) or _first(kind))


def every() -> dict[str, Portrait]:
    """Return the portraits of both kinds, by one query."""
    rows = list(PortraitField.objects.order_by("position", "pk"))
    own = {kind: tuple(_asked(row) for row in rows if row.of_kind == kind) for kind in Kind.values}
    return {kind: Portrait(kind, own[kind] or _first(kind)) for kind in Kind.values}


def offered(kind: str) -> list[str]:
    """Return the fields that a portrait of this kind may hold: the product's and the company's own."""
    return [*BY_KIND[kind], *map(attributes.field_of, attributes.offered(kind))]


def question_of(kind: str, asked: Asked, *, label: str) -> str:
    """Return how the field is asked for: in the company's words, the product's, or by its name."""
    said = BY_KIND[kind].get(asked.field)
    return asked.question or (str(said.question) if said else _("%(field)s?") % {"field": label})


def rule_of(kind: str, asked: Asked) -> str:
    """Return when and how the field is filled, "" where nobody has said."""
    return asked.rule or str(BY_KIND[kind].get(asked.field, Words("")).rule)


def refused_of(kind: str, field: str) -> tuple[str, ...]:
    """Return examples of what is refused as a placeholder in this field."""
    return BY_KIND[kind].get(field, Words("")).refused


def save(*, kind: str, asked: Sequence[Asked], by: User | None) -> Operation | None:
    """Put these fields in place of the portrait of the kind; None when nothing differs. Raises CannotSave."""
    _check(kind, asked)
    with transaction.atomic():
        before = _locked(kind)
        if tuple(asked) == (before or _first(kind)):
            return None
        _put(kind, asked)
        data = {"of_kind": kind, "label": str(Kind(kind).label), "fields": len(asked)}
        data |= {"before": _as_json(before), "after": _as_json(asked)}
        return Operation.objects.create(kind="portrait.saved", by=by, data=data)


def _check(kind: str, asked: Sequence[Asked]) -> None:
    fields = [one.field for one in asked]
    if not fields:
        raise CannotSave("empty", _("Leave at least one field in the portrait."))
    if len(fields) > FIELDS_MOST:
        raise CannotSave("many", _("A portrait holds up to %(most)s fields.") % {"most": FIELDS_MOST})
    kept = {*offered(kind), *_fields(_rows(kind))}  # a field that was archived since may stay
    if len(set(fields)) != len(fields) or not set(fields) <= kept:
        raise CannotSave("unknown", _("The portrait names a field that there is not, or one twice."))
    if not all(LIGHTEST <= one.weight <= HEAVIEST for one in asked):
        bounds = {"least": LIGHTEST, "most": HEAVIEST}
        raise CannotSave("weight", _("A weight is a whole number from %(least)s to %(most)s.") % bounds)
    if any(len(one.question) > LONGEST or len(one.rule) > LONGEST for one in asked):
        raise CannotSave("long", _("This is too long: up to %(most)s characters.") % {"most": LONGEST})


def _rows(kind: str) -> tuple[Asked, ...]:
    return tuple(map(_asked, PortraitField.objects.filter(of_kind=kind).order_by("position", "pk")))


def _locked(kind: str) -> tuple[Asked, ...]:
    return tuple(map(_asked, PortraitField.objects.select_for_update().filter(of_kind=kind).order_by("position", "pk")))


def _asked(row: PortraitField) -> Asked:
    return Asked(row.field, row.weight, row.is_required, row.question, row.rule)


def _first(kind: str) -> tuple[Asked, ...]:
    return tuple(Asked(field, weight, field in _REQUIRED[Kind(kind)]) for field, weight in _FIRST[kind].items())


def _fields(asked: Iterable[Asked]) -> list[str]:
    return [one.field for one in asked]


def _put(kind: str, asked: Sequence[Asked]) -> None:
    PortraitField.objects.filter(of_kind=kind).delete()
    rows = [PortraitField(of_kind=kind, position=at, **asdict(one)) for at, one in enumerate(asked)]
    PortraitField.objects.bulk_create(rows)


def _as_json(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    return [asdict(one) for one in asked]


def _undo(operation: Operation) -> Kept:
    kind, data = operation.data["of_kind"], operation.data
    if _as_json(_locked(kind)) != data["after"]:
        return [{"why": "changed_since"}]
    _put(kind, [Asked(**one) for one in data["before"]])
    return []


kinds.add(
    OperationKind(
        "portrait.saved",
        gettext_lazy("Portrait"),
        "user-scan",
        gettext_lazy("Portrait of a client changed: fields %(fields)s"),
        undo=_undo,
    )
)
