from typing import Any

import pytest
from django.db import connection

from tests.rows import load
from zhivo.clients import attributes, conditions
from zhivo.clients.conditions import Condition, joined
from zhivo.clients.filters import Filters, find, read
from zhivo.clients.models import Attribute
from zhivo.clients.store import recompute
from zhivo.quality import retyping
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
COLUMNS: dict[str, tuple[str, list[str]]] = {
    "Класс": ("choice", ["A", "Б; особый", "", "A"]),
    "Город; склад": ("several", ["Орёл; Тула", "Тула", "", "Орёл"]),
    "Скидка": ("number", ["10", "9,5", "", "много"]),
    "Долг": ("money", ["1000", "250,50", "", "0"]),
    "Договор до": ("date", ["31.12.2027", "01.02.2026", "", "весной"]),
    "VIP": ("yes_no", ["да", "нет", "", "да"]),
    "Заметка": ("text", ["Любит чай", "любит кофе 100%", "", "100"]),
}
NAMES = ["Седов А", "Жуков Б", "Мохов В", "Зуев Г"]


@pytest.fixture
def fields() -> dict[str, Attribute]:
    rows = zip(*(values for _type, values in COLUMNS.values()), strict=True)
    named = [f"attribute:{name}" for name in COLUMNS]
    load(*({"full_name": who} | dict(zip(named, row, strict=True)) for who, row in zip(NAMES, rows, strict=True)))
    made = {}
    for name, (of_type, _values) in COLUMNS.items():
        field = Attribute.objects.get(pk=attributes.make(label=name, by=None).data["attribute"])
        retyping.retype(attribute=field, of_type=of_type, options=["A", "Б; особый", "Орёл", "Тула"], by=None)
        field.refresh_from_db()
        made[name] = field
    return made


def found(people: dict[str, User], *asked: Condition) -> str:
    filters, refused = read({"own": joined(asked)})
    assert not refused
    kept = find(user=people["vera"], filters=filters).values_list("first_name", flat=True)
    return "".join(sorted(str(name)[0] for name in kept))


@pytest.mark.parametrize(
    ("name", "comparison", "value", "kept"),
    [
        ("Класс", "is", "A", "АГ"),
        ("Класс", "is", "Б; особый", "Б"),
        ("Класс", "not", "A", "БВ"),
        ("Класс", "filled", "", "АБГ"),
        ("Класс", "empty", "", "В"),
        ("Город; склад", "is", "Тула", "АБ"),
        ("Город; склад", "not", "Тула", "ВГ"),
        ("Скидка", "from", "9.5", "АБ"),
        ("Скидка", "to", "9.9", "Б"),
        ("Скидка", "is", "10", "А"),
        ("Долг", "between", "0..250.50", "БГ"),
        ("Долг", "from", "-1", "АБГ"),
        ("Договор до", "from", "2026-02-02", "А"),
        ("Договор до", "between", "2026-01-01..2026-12-31", "Б"),
        ("Договор до", "filled", "", "АБГ"),
        ("VIP", "is", "да", "АГ"),
        ("VIP", "not", "да", "БВ"),
        ("Заметка", "is", "любит чай", "А"),
        ("Заметка", "not", "Любит чай", "БВГ"),
        ("Заметка", "has", "100", "БГ"),
        ("Заметка", "has", "100%", "Б"),
        ("Заметка", "empty", "", "В"),
    ],
)
def test_a_condition_keeps_those_of_whom_it_is_true(
    name: str, comparison: str, value: str, kept: str, fields: dict[str, Attribute], people: dict[str, Any]
) -> None:
    assert found(people, Condition(fields[name], comparison, value)) == kept


def test_several_conditions_are_all_to_be_true(fields: dict[str, Attribute], people: dict[str, Any]) -> None:
    asked = [Condition(fields["Класс"], "is", "A"), Condition(fields["Скидка"], "filled")]

    assert found(people, *asked) == "АГ"
    assert found(people, *asked, Condition(fields["Долг"], "to", "1")) == "Г"


@pytest.mark.parametrize(
    "text", ["1", "0.is.A", "{pk}.is", "{pk}.from.5", "{pk}.filled.5", "{pk}.is.A;x", "x.is.A", "{pk}.is.a\x00b"]
)
def test_a_condition_that_makes_no_sense_narrows_nothing_and_is_told(text: str, fields: dict[str, Attribute]) -> None:
    filters, refused = read({"own": text.format(pk=fields["Класс"].pk)})

    assert (filters, refused) == (Filters(), ["own"])


@pytest.mark.parametrize(("name", "value"), [("Скидка", "NaN"), ("Скидка", "много"), ("Договор до", "2026-02-30")])
def test_a_value_that_the_type_cannot_hold_makes_no_sense(name: str, value: str, fields: dict[str, Attribute]) -> None:
    assert conditions.read(str(Condition(fields[name], "from", value))) is None


def test_a_client_that_is_reckoned_anew_is_found_as_before(
    fields: dict[str, Attribute], people: dict[str, Any]
) -> None:
    import polars as pl

    from zhivo.clients.models import Client

    recompute(ids=pl.Series(list(Client.objects.values_list("pk", flat=True))))

    assert found(people, Condition(fields["Класс"], "is", "A")) == "АГ"


def test_a_field_of_few_values_is_looked_up_in_the_index(fields: dict[str, Attribute], people: dict[str, Any]) -> None:
    filters, _refused = read({"own": str(Condition(fields["Класс"], "is", "A"))})
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = find(user=people["vera"], filters=filters).explain()

    assert "client_tokens" in plan
