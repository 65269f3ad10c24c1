"""The form of a portrait: what was typed, line by line, moved about before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhivo.clients import attributes
from zhivo.clients.edit import POINTS
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import HEAVIEST, LIGHTEST, LONGEST, Asked, Portrait
from zhivo.quality.portrait.rates import FEW, Fill
from zhivo.web.clients.words import labels_of

NEW_WEIGHT = 5


@dataclass
class Typed:
    """One field of the form: the weight as it was typed."""

    field: str
    weight: str = str(NEW_WEIGHT)
    is_required: bool = False
    question: str = ""
    rule: str = ""

    @property
    def error(self) -> str:
        """Return what is wrong with the line."""
        if not (self.weight.isascii() and self.weight.isdigit() and LIGHTEST <= int(self.weight[:9]) <= HEAVIEST):
            return _("A weight is a whole number from %(least)s to %(most)s.") % {"least": LIGHTEST, "most": HEAVIEST}
        if max(len(self.question), len(self.rule)) > LONGEST:
            return _("This is too long: up to %(most)s characters.") % {"most": LONGEST}
        return ""


@dataclass(frozen=True)
class Line:
    """A line as the page shows it: beside what was typed its label, the product's words and how full the field is."""

    typed: Typed
    label: str
    question: str
    rule: str
    share: float | None  # of clients that have it; None where they are too few
    url: str = ""  # the list of those clients, where a list is narrowed by the field


@dataclass
class Draft:
    """The fields of a portrait in the order of the form."""

    kind: str
    typed: list[Typed] = field(default_factory=list)
    error: str = ""
    is_changed: bool = False

    @classmethod
    def of(cls, portrait: Portrait) -> Draft:
        """Return the form of a saved portrait."""
        typed = [Typed(one.field, str(one.weight), one.is_required, one.question, one.rule) for one in portrait.asked]
        return cls(portrait.kind, typed)

    @classmethod
    def read(cls, said: QueryDict, *, kind: str) -> Draft:
        """Return what was typed."""
        typed = [
            Typed(
                key,
                said.get(f"weight-{key}", "").strip(),
                f"required-{key}" in said,
                said.get(f"question-{key}", "").strip(),
                said.get(f"rule-{key}", "").strip(),
            )
            for key in dict.fromkeys(said.getlist("field"))
        ]
        return cls(kind, typed, is_changed=True)

    @property
    def has_errors(self) -> bool:
        """Say whether a line cannot be saved."""
        return any(one.error for one in self.typed)

    @property
    def total(self) -> int:
        """Return what all the fields weigh."""
        return sum(int(one.weight) for one in self.typed if not one.error)

    @property
    def free(self) -> list[tuple[str, str]]:
        """Return the fields that can be added: key and label."""
        there = {one.field for one in self.typed}
        return list(labels_of(key for key in portraits.offered(self.kind) if key not in there).items())

    def act(self, said: str, *, new: str) -> None:
        """Add the field `new`, or do up:FIELD, down:FIELD or drop:FIELD; anything else changes nothing."""
        name, _sign, key = said.partition(":")
        at = next((place for place, one in enumerate(self.typed) if one.field == key), None)
        if name == "add" and new in dict(self.free):
            self.typed.append(Typed(new))
        elif name == "drop" and at is not None:
            del self.typed[at]
        elif name in ("up", "down") and at is not None:
            to = at + (-1 if name == "up" else 1)
            if 0 <= to < len(self.typed):
                self.typed[at], self.typed[to] = self.typed[to], self.typed[at]

    def asked(self) -> list[Asked]:
        """Return the portrait that is typed; ask only where no line has an error."""
        return [Asked(one.field, int(one.weight), one.is_required, one.question, one.rule) for one in self.typed]

    def lines(self, filled: Mapping[str, Fill]) -> list[Line]:
        """Return the lines of the page."""
        labels, lists = labels_of(one.field for one in self.typed), self._lists()
        return [
            self._line(one, labels[one.field], filled.get(one.field, Fill()), lists.get(one.field, ""))
            for one in self.typed
        ]

    def _lists(self) -> dict[str, str]:
        """Return the lists of the clients that have a field, by field."""
        here = f"{reverse('clients:list')}?kind={self.kind}"
        own = {field: f"own={one.pk}.filled" for field, one in attributes.by_field().items()}
        return {
            field: f"{here}&{asked}" for field, asked in ({point: f"{point}=yes" for point in POINTS} | own).items()
        }

    def _line(self, one: Typed, label: str, fill: Fill, url: str) -> Line:
        bare = Asked(one.field)
        return Line(
            one,
            label,
            portraits.question_of(self.kind, bare, label=label),
            portraits.rule_of(self.kind, bare),
            fill.rate if fill.clients >= FEW else None,
            url,
        )
