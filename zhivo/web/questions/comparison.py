"""Two clients side by side: why they are asked about, in words, and the fields in which they differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhivo.clients import origin, store
from zhivo.clients.models import Client, ContactPoint, Membership
from zhivo.clients.origin import Fact
from zhivo.quality.models import Question
from zhivo.web.clients.words import label_of, shown
from zhivo.web.templatetags.zhivo import phone

HOLDERS_MOST = 100
FIELDS = (
    "last_name first_name patronymic sex birthday phone email company company_form inn kpp ogrn position city region"
    " address legal_address telegram whatsapp vk max occupation activity source_id comment"
).split()
_LEADING = {"last_name": "last_key", "first_name": "first_key", "patronymic": "patronymic_key"}


@dataclass(frozen=True)
class Sign:
    """One thing that speaks for (+) or against (−) the two being one."""

    is_for: bool
    text: str
    beside: str = ""


@dataclass(frozen=True)
class Cell:
    """What one client says of a field: the values, how they stand in the file, and whether it is what stays."""

    values: tuple[str, ...]
    raw: str = ""
    stays: bool = False


@dataclass(frozen=True)
class Line:
    """A field of both clients; `differs` says whether it has to be looked at."""

    label: str
    left: Cell
    right: Cell
    differs: bool

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """Return both cells."""
        return self.left, self.right


@dataclass(frozen=True)
class Side:
    """The head of a card."""

    client: Client
    rows: int


class Comparison:
    """A question laid out: the client that was there before is at the left, and stays when the two are one."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.left, self.right = question.other, question.client
        self._facts = tuple(_by_field(origin.facts(client)) for client in (self.left, self.right))

    @cached_property
    def sides(self) -> list[Side]:
        """Return the heads of both cards."""
        return [Side(client, Membership.objects.filter(client=client).count()) for client in (self.left, self.right)]

    @cached_property
    def lines(self) -> list[Line]:
        """Return the fields that either client has."""
        stays = _joined(self.left, self.right)
        return [self._line(field, stays) for field in FIELDS if any(field in facts for facts in self._facts)]

    @property
    def differing(self) -> list[Line]:
        """Return the fields in which the two differ."""
        return [line for line in self.lines if line.differs]

    @property
    def alike(self) -> list[Line]:
        """Return the fields in which they do not."""
        return [line for line in self.lines if not line.differs]

    def _line(self, field: str, stays: dict[str, set[str]]) -> Line:
        left, right = (facts.get(field, []) for facts in self._facts)
        first = _cell(field, left, stays)
        second = _cell(field, right, {} if first.stays else stays)
        same = {value.lower() for value in first.values} == {value.lower() for value in second.values}
        is_raw_same = not first.raw and not second.raw
        return Line(label_of(field), first, second, differs=not same or not is_raw_same)

    @property
    def signs(self) -> list[Sign]:
        """Return what speaks for and against, the shared value first."""
        return [self._shared(), *self._names(), *self._others()]

    def _shared(self) -> Sign:
        question = self.question
        raws = {
            fact.origin.raw
            for facts in self._facts
            for fact in facts.get(question.medium, [])
            if fact.origin and fact.origin.raw and fact.value.split(";")[0] == question.value
        }
        if question.medium == "phone":
            ways = ngettext("written in one way", "written in %(n)s ways", len(raws)) % {"n": len(raws)} if raws else ""
            text = _("One phone, %(value)s") % {"value": phone(question.value)} + (f", {ways}." if ways else ".")
        elif question.medium == "email":
            text = _("One e-mail, %(value)s.") % {"value": question.value}
        else:
            text = _("One INN, %(value)s.") % {"value": question.value}
        return Sign(True, text, self._holders())

    def _holders(self) -> str:
        if self.question.medium == "inn":
            held = Client.objects.live().filter(inn=self.question.value)
        else:
            points = ContactPoint.objects.filter(value=self.question.value).values("client_id")
            held = Client.objects.live().filter(pk__in=points)
        others = held.exclude(pk__in=[self.left.pk, self.right.pk])[:HOLDERS_MOST].count()
        if not others:
            return _("Nobody else in the base has it.")
        return ngettext("%(n)s more client has it.", "%(n)s more clients have it.", others) % {"n": others}

    def _names(self) -> list[Sign]:
        left, right = self.left, self.right
        if left.kind != right.kind:
            return [Sign(False, _("One is a person, the other a company."))]
        found = []
        for field, key in _LEADING.items():
            mine, theirs = getattr(left, key), getattr(right, key)
            if not mine or not theirs:
                continue
            words = {"field": label_of(field), "left": getattr(left, field), "right": getattr(right, field)}
            if mine == theirs:
                found.append(Sign(True, _("%(field)s: the same, %(left)s.") % words))
            elif mine[0] == theirs[0] and min(len(mine), len(theirs)) <= 2:
                found.append(Sign(True, _("%(field)s: %(left)s and %(right)s, one of them in short.") % words))
            else:
                found.append(Sign(False, _("%(field)s: %(left)s and %(right)s.") % words))
        return found

    def _others(self) -> list[Sign]:
        found = []
        for field in ("birthday", "company_key", "inn", "city"):
            mine, theirs = getattr(self.left, field), getattr(self.right, field)
            if not mine or not theirs or (field == "inn" and self.question.medium == "inn"):
                continue
            name = "company" if field == "company_key" else field
            words = {
                "field": label_of(name),
                "left": shown(name, str(getattr(self.left, name))),
                "right": shown(name, str(getattr(self.right, name))),
            }
            if mine == theirs:
                found.append(Sign(True, _("%(field)s: the same, %(left)s.") % words))
            else:
                beside = _("It happens when one moves.") if field == "city" else ""
                found.append(Sign(False, _("%(field)s: %(left)s and %(right)s.") % words, beside))
        return found

    @property
    def rows_after(self) -> int:
        """Return how many rows of files the two have together."""
        return sum(side.rows for side in self.sides)


def _by_field(facts: list[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.field, []).append(fact)
    return found


def _cell(field: str, facts: list[Fact], stays: dict[str, set[str]]) -> Cell:
    values = tuple(shown(field, fact.value) for fact in facts)
    raws = [fact.origin.raw for fact in facts if fact.origin and fact.origin.raw]
    unlike = [raw for raw, value in zip_longest(raws, values, fillvalue="") if raw and not _is_like(raw, value)]
    kept = stays.get(field, set())
    is_kept = any(fact.value.split(";")[0] in kept for fact in facts)
    return Cell(values, "; ".join(unlike)[:120] if field in origin.MEDIA else "", stays=is_kept)


def _is_like(raw: str, value: str) -> bool:
    return raw.replace("\u00a0", " ").strip().lower() == value.replace("\u00a0", " ").lower()


def _joined(keep: Client, absorb: Client) -> dict[str, set[str]]:
    """Return the main values that the two would have as one: the same reckoning as a join makes, nothing is written."""
    ids = pl.Series([keep.pk, absorb.pk])
    one = pl.lit(keep.pk, dtype=pl.Int64).alias("client_id")
    rows = store.gather(ids=ids).with_columns(one)
    if rows.is_empty():
        return {}
    edits = store.edits_of(ids=ids).with_columns(one)
    clients, points, _words = store.reckon(rows=rows, edits=edits)
    values = {name: {str(value)} for name, value in clients.row(0, named=True).items() if value is not None}
    for medium in origin.MEDIA:
        main = points.filter((pl.col("medium") == medium) & (pl.col("position") == 0))
        values[medium] = set(main["value"].to_list())
    return values
