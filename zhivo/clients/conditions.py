"""Conditions on the company's own fields: which comparisons each type has, and what each keeps of a set of clients.

A condition in an address is «12.from.1000»: the field's id, the comparison, the stored text that it compares with;
several are parted by semicolons. Values with few words in their field are looked up in the index of words, as a city
is; the others are compared client by client, of those alone who have the field filled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db.models import BooleanField, Case, DecimalField, Func, Q, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Lower

from zhivo.clients.attributes import PLAIN, field_of
from zhivo.clients.models import Attribute
from zhivo.clients.queries import ClientQuerySet
from zhivo.clients.search import hash_of

IS, NOT, HOLDS, FILLED, EMPTY = "is", "not", "has", "filled", "empty"
FROM, UP_TO, BETWEEN = "from", "to", "between"  # the ends are in
TO = ".."  # between the two ends
MOST = 5  # conditions of one list
LONGEST = 200
Type = Attribute.Type
_MEASURED = (IS, FROM, UP_TO, BETWEEN, FILLED, EMPTY)
_LISTED = (IS, NOT, FILLED, EMPTY)
_WRITTEN = (HOLDS, IS, NOT, FILLED, EMPTY)
MEASURED = frozenset({Type.NUMBER, Type.MONEY, Type.DATE})
COMPARISONS: dict[str, tuple[str, ...]] = dict.fromkeys(Type.values, _WRITTEN) | {
    Type.NUMBER: _MEASURED,
    Type.MONEY: _MEASURED,
    Type.DATE: _MEASURED,
    Type.YES_NO: _LISTED,
    Type.CHOICE: _LISTED,
    Type.SEVERAL: _LISTED,
}
NUMBERS = frozenset({Type.NUMBER, Type.MONEY})
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DECIMAL = DecimalField(max_digits=40, decimal_places=6)
_ESCAPED = (("%", "%25"), (";", "%3B"))


@dataclass(frozen=True)
class Condition:
    """One condition; `value` is empty for filled and empty, of between both ends with TO between them."""

    attribute: Attribute
    comparison: str
    value: str = ""

    @property
    def ends(self) -> tuple[str, str]:
        """Return the two ends of between."""
        first, _to, last = self.value.partition(TO)
        return first, last

    def __str__(self) -> str:
        """Return the condition as an address has it."""
        value = self.value
        for sign, instead in _ESCAPED:
            value = value.replace(sign, instead)
        return ".".join(filter(None, (str(self.attribute.pk), self.comparison, value)))


def read(text: str) -> list[Condition] | None:
    """Return the conditions of an address, None where one of them makes no sense."""
    found = [_one(part) for part in text.split(";") if part]
    known = [one for one in found if one is not None]
    return known if found and len(known) == len(found) and len(known) <= MOST else None


def joined(conditions: Iterable[Condition]) -> str:
    """Return conditions as an address has them."""
    return ";".join(map(str, conditions))


def _one(part: str) -> Condition | None:
    number, _point, rest = part.partition(".")
    comparison, _point, value = rest.partition(".")
    for sign, instead in reversed(_ESCAPED):
        value = value.replace(instead, sign)
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    attribute = Attribute.objects.filter(pk=int(number)).first() if is_number else None
    if attribute is None:
        return None
    found = Condition(attribute, comparison, value)
    return found if is_sound(found) else None


def is_sound(condition: Condition) -> bool:
    """Say whether a type has this comparison, with such a value."""
    attribute, comparison, value = condition.attribute, condition.comparison, condition.value
    if comparison not in COMPARISONS[attribute.type]:
        return False
    if comparison in (FILLED, EMPTY):
        return not value
    if not value or len(value) > LONGEST or not value.isprintable():
        return False
    parts = condition.ends if comparison == BETWEEN else (value,)
    return all(_fits(part, attribute) for part in parts)


def _fits(value: str, attribute: Attribute) -> bool:
    try:
        if attribute.type in NUMBERS:
            return Decimal(value).is_finite()
        if attribute.type == Type.DATE:
            return date.fromisoformat(value).isoformat() == value
    except (InvalidOperation, ValueError):
        return False
    return True


def narrow(clients: ClientQuerySet, conditions: Iterable[Condition]) -> ClientQuerySet:
    """Keep the clients that all of the conditions are true of."""
    for condition in conditions:
        clients = clients.filter(_kept(condition))
    return clients


def _kept(condition: Condition) -> Q:
    attribute, comparison = condition.attribute, condition.comparison
    filled = _filled(attribute)
    if comparison in (FILLED, EMPTY):
        return filled if comparison == FILLED else ~filled
    if COMPARISONS[attribute.type] is _LISTED:
        there = _with_word(f"{field_of(attribute)}={condition.value.lower()}")
        return there if comparison == IS else ~there
    if COMPARISONS[attribute.type] is _MEASURED:
        return filled & _measured(condition)
    return _written(condition, filled)


def _filled(attribute: Attribute) -> Q:
    field = field_of(attribute)
    return Q(values__has_key=field) if attribute.type in PLAIN else _with_word(field)


def _with_word(word: str) -> Q:
    return Q(tokens__contains=[hash_of(word)])


def _written(condition: Condition, filled: Q) -> Q:
    text = Lower(KeyTextTransform(field_of(condition.attribute), "values"))
    wanted = Value(condition.value.lower())
    if condition.comparison == HOLDS:
        return filled & Q(_Asked(text, wanted, template="strpos(%(expressions)s) > 0"))
    same = filled & Q(_Asked(text, wanted, template="(%(expressions)s)", arg_joiner=" = "))
    return same if condition.comparison == IS else ~same


def _measured(condition: Condition) -> Q:
    """Compare what is a number or a day; what was kept without being one is in no list of them."""
    first, last = condition.ends
    bounds = {
        IS: (("=", condition.value),),
        FROM: ((">=", condition.value),),
        UP_TO: (("<=", condition.value),),
        BETWEEN: ((">=", first), ("<=", last)),
    }[condition.comparison]
    is_number = condition.attribute.type in NUMBERS
    shape, kind = (_NUMBER, _DECIMAL) if is_number else (_DAY, TextField())
    text = KeyTextTransform(field_of(condition.attribute), "values")
    value = Case(
        When(_Asked(text, Value(shape), template="(%(expressions)s)", arg_joiner=" ~ "), then=Cast(text, kind))
    )
    compared = Q()
    for sign, bound in bounds:
        compared &= Q(_Asked(value, Cast(Value(bound), kind), template="(%(expressions)s)", arg_joiner=f" {sign} "))
    return compared


class _Asked(Func):
    """A question to the database that is answered by yes or no."""

    output_field = BooleanField()
