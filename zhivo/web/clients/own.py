"""Conditions on the company's own fields in the sentence of a list: their words, and what they may become."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.clients import attributes, conditions
from zhivo.clients.conditions import BETWEEN, EMPTY, FILLED, FROM, HOLDS, IS, MEASURED, NOT, UP_TO, Condition
from zhivo.clients.filters import Filters
from zhivo.clients.models import Attribute
from zhivo.quality.attribute_types import types
from zhivo.quality.attribute_types.yes_no import NO, YES
from zhivo.web.clients.words import shown

KEY = "own:"  # before the id of the field, where an address names a part of the sentence
_SAID: dict[str, str | Promise] = {
    IS: gettext_lazy("is"),
    NOT: gettext_lazy("is not"),
    HOLDS: gettext_lazy("contains"),
}


@dataclass(frozen=True)
class Form:
    """What a condition that is typed is asked by: both ends, or a comparison and a text."""

    attribute: Attribute
    comparisons: list[tuple[str, str, bool]]  # of a text: key, words, whether it is chosen
    value: str
    last: str
    keyboard: str
    example: str

    @property
    def has_ends(self) -> bool:
        """Say whether it is asked for from and to."""
        return self.attribute.type in MEASURED


def field_of(part: str) -> Attribute | None:
    """Return the field of a part of the sentence, None for a part that is none of ours."""
    number = part.removeprefix(KEY)
    if not part.startswith(KEY) or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return Attribute.objects.filter(pk=int(number)).first()


def parts(filters: Filters) -> list[tuple[str, str, str]]:
    """Return the conditions in force: the key of the part, the words before it, its own words."""
    return [(_key(one.attribute), f"{one.attribute.label}:", _words(one)) for one in _conditions(filters)]


def addable(filters: Filters) -> list[tuple[str, str]]:
    """Return the fields that have no condition yet: the key of the part, what the field is called."""
    there = {one.attribute.pk for one in _conditions(filters)}
    if len(there) >= conditions.MOST:
        return []
    return [(_key(one), one.label) for one in attributes.offered() if one.pk not in there]


def choices(attribute: Attribute, filters: Filters) -> list[tuple[str, Filters, bool]]:
    """Return what a condition may become by a press: its words, the list with it, whether it is in force."""
    now = _of(attribute, filters)
    there = [Condition(attribute, IS, value) for value in _values(attribute)]
    if now is not None and now.comparison in (IS, NOT) and now.value in _values(attribute):
        there.append(Condition(attribute, NOT, now.value))
    there += [Condition(attribute, FILLED), Condition(attribute, EMPTY)]
    found = [(_words(one), put(filters, one), now == one) for one in there]
    return [*found, (_("Take out"), without(filters, attribute), False)] if now else found


def form(attribute: Attribute, filters: Filters) -> Form | None:
    """Return what a condition is typed into, None where all there is to choose is listed."""
    if _values(attribute):
        return None
    now = _of(attribute, filters) or Condition(attribute, HOLDS)
    of_type = types[attribute.type]
    first, last = {BETWEEN: now.ends, FROM: (now.value, ""), UP_TO: ("", now.value), IS: (now.value, now.value)}.get(
        now.comparison, (now.value, "")
    )
    said = [(key, str(words), key == now.comparison) for key, words in _SAID.items()]
    is_written = attribute.type not in MEASURED
    return Form(
        attribute,
        comparisons=sorted(said, key=lambda one: one[0] != HOLDS) if is_written else [],
        value=now.value if is_written else _typing(first, attribute),
        last="" if is_written else _typing(last, attribute),
        keyboard=of_type.keyboard,
        example=of_type.example,
    )


def put(filters: Filters, condition: Condition) -> Filters:
    """Return the filters with this condition in the place of the one that its field had."""
    found = _conditions(filters)
    pks = [one.attribute.pk for one in found]
    if condition.attribute.pk in pks:
        found[pks.index(condition.attribute.pk)] = condition
    else:
        found.append(condition)
    return filters.changed(own=conditions.joined(found))


def without(filters: Filters, attribute: Attribute) -> Filters:
    """Return the filters without a condition on this field."""
    left = [one for one in _conditions(filters) if one.attribute.pk != attribute.pk]
    return filters.changed(own=conditions.joined(left))


def _key(attribute: Attribute) -> str:
    return f"{KEY}{attribute.pk}"


def _conditions(filters: Filters) -> list[Condition]:
    return (conditions.read(filters.own) or []) if filters.own else []


def _of(attribute: Attribute, filters: Filters) -> Condition | None:
    return next((one for one in _conditions(filters) if one.attribute.pk == attribute.pk), None)


def _values(attribute: Attribute) -> list[str]:
    if attribute.type == Attribute.Type.YES_NO:
        return [YES, NO]
    return list(attribute.options) if types[attribute.type].has_options else []


def _typing(value: str, attribute: Attribute) -> str:
    if attribute.type == Attribute.Type.DATE:
        return ".".join(reversed(value.split("-")))
    return value


def _words(condition: Condition) -> str:
    attribute = condition.attribute
    first, last = (shown(attributes.field_of(attribute), end, own=attribute) for end in condition.ends)
    if condition.comparison == FILLED:
        return _("filled")
    if condition.comparison == EMPTY:
        return _("not filled")
    if condition.comparison == BETWEEN:
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    templates = {
        FROM: _("from %(value)s"),
        UP_TO: _("up to %(value)s"),
        NOT: _("not %(value)s"),
        HOLDS: _("contains “%(value)s”"),
    }
    return templates.get(condition.comparison, "%(value)s") % {"value": first}
