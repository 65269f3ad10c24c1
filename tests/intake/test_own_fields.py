"""Fields of the company's own in imports: made, read by their types, taken away with the import that made them."""

from __future__ import annotations

import pytest

from zhivo.clients import attributes
from zhivo.clients.models import Attribute, Clean, Client
from zhivo.clients.search import hash_of
from zhivo.intake import batches, report
from zhivo.intake.load import load
from zhivo.intake.undo import undo_batch
from zhivo.quality.reasons import words
from zhivo.quality.retyping import retype
from zhivo.sources.models import Batch

pytestmark = pytest.mark.django_db(transaction=True)


def imported(text: str, *, name: str = "list.csv") -> Batch:
    batch = batches.receive(file=[text.encode()], name=name, by=None)
    batches.start(batch=batch, by=None)
    return load(batch.pk)


def values(name: str) -> list[str | None]:
    return [client.values.get(f"attribute:{name}") for client in Client.objects.order_by("pk")]


def test_a_column_of_its_own_becomes_a_text_field_and_goes_with_its_import() -> None:
    batch = imported("ФИО;Телефон;Размер ноги\nПетров Пётр;89161234567;42\n")

    field = Attribute.objects.get()
    assert (field.key, field.label, field.type) == ("Размер ноги", "Размер ноги", "text")
    assert values("Размер ноги") == ["42"]

    undo_batch(batch)

    assert not Attribute.objects.exists()


def test_an_import_that_was_stopped_and_begun_again_takes_its_field_away_too() -> None:
    batch = batches.receive(file=["ФИО;Размер ноги\nПетров Пётр;42\n".encode()], name="list.csv", by=None)
    batches.start(batch=batch, by=None)
    batches.stop(batch=batch)
    batch.refresh_from_db()
    batches.start(batch=batch, by=None)

    undo_batch(load(batch.pk))

    assert not Attribute.objects.exists()


def test_a_field_that_another_import_uses_or_a_person_changed_stays() -> None:
    first = imported("ФИО;Телефон;Размер ноги;Цвет кожи\nПетров Пётр;89161234567;42;чёрный\n")
    imported("ФИО;Телефон;Размер ноги\nСедов Иван;89161234568;43\n", name="other.csv")
    attributes.change(attribute=Attribute.objects.get(key="Цвет кожи"), label="Цвет обуви", by=None)

    undo_batch(first)

    assert set(Attribute.objects.values_list("label", flat=True)) == {"Размер ноги", "Цвет обуви"}


def test_what_the_type_cannot_hold_stays_in_the_row_with_a_reason_and_is_not_filled() -> None:
    attributes.make(label="Договор до", of_type="date", by=None)
    attributes.make(label="Класс", of_type="choice", options=["A", "B"], by=None)

    batch = imported(
        "ФИО;Телефон;Договор до;Класс\nПетров Пётр;89161234567;31.12.2027;a\nСедов Иван;89161234568;весной;Z\n"
    )

    assert values("Договор до") == ["2027-12-31", None]
    assert values("Класс") == ["A", None]
    assert batch.reasons["attribute:Договор до:not_a_date"] == 1
    doubtful = Clean.objects.order_by("pk").last()
    assert doubtful is not None
    assert set(doubtful.reasons or []) == {"attribute:Договор до:not_a_date", "attribute:Класс:not_an_option"}
    assert doubtful.record.values[2:] == ["весной", "Z"]
    assert {doubt.field for doubt in report.doubts(batch)} >= {"attribute:Договор до", "attribute:Класс"}
    assert words("attribute:Договор до:not_a_date")[0] == "Договор до"


def test_a_column_called_as_a_field_is_goes_to_it_though_its_key_is_another() -> None:
    operation = attributes.make(label="Размер", by=None)
    field = Attribute.objects.get(pk=operation.data["attribute"])
    attributes.change(attribute=field, label="Размер обуви", by=None)

    imported("ФИО;Телефон;размер ОБУВИ\nПетров Пётр;89161234567;42\n")

    assert values("Размер") == ["42"]
    assert Attribute.objects.count() == 1


def test_a_client_is_found_by_the_few_values_of_a_field_and_by_its_being_filled() -> None:
    attributes.make(label="Класс", of_type="several", options=["A", "B"], by=None)
    attributes.make(label="Долг", of_type="money", by=None)
    imported("ФИО;Телефон;Класс;Долг\nПетров Пётр;89161234567;a, b;12,5\nСедов Иван;89161234568;;\n")

    first, second = Client.objects.order_by("pk")

    expected = ("attribute:Класс", "attribute:Класс=a", "attribute:Класс=b", "attribute:Долг")
    assert {hash_of(word) for word in expected} <= set(first.tokens)
    assert not {hash_of(word) for word in expected} & set(second.tokens)


def test_a_value_that_the_field_can_hold_by_now_comes_when_its_file_is_loaded_again() -> None:
    operation = attributes.make(label="Класс", of_type="choice", options=["A", "B"], by=None)
    text = "ФИО;Телефон;Класс\nПетров Пётр;89161234567;D\nСедов Иван;89161234568;A\n"
    imported(text)
    again = imported(text)
    assert (values("Класс"), again.unchanged) == ([None, "A"], 2)

    field = Attribute.objects.get(pk=operation.data["attribute"])
    retype(attribute=field, of_type="choice", options=["A", "B", "D"], by=None)
    third = imported(text)

    assert (values("Класс"), third.unchanged) == (["D", "A"], 1)
