from typing import Any

import pytest

from tests.rows import load
from zhivo.clients import attributes
from zhivo.clients.models import Attribute
from zhivo.journal.models import Operation
from zhivo.journal.undo import undo

pytestmark = pytest.mark.django_db


def made(label: str, **more: Any) -> Attribute:
    operation = attributes.make(label=label, by=None, **more)
    return Attribute.objects.get(pk=operation.data["attribute"])


def labels(kind: str = "") -> list[str]:
    return [one.label for one in attributes.offered(kind)]


def state() -> list[tuple[Any, ...]]:
    return list(Attribute.objects.order_by("pk").values_list())


def test_a_field_is_offered_in_its_order_to_the_kind_it_is_of() -> None:
    made("Размер", of_kind="person")
    made("Отрасль", of_kind="company")
    made("Заметка")

    assert labels() == ["Размер", "Отрасль", "Заметка"]
    assert labels("person") == ["Размер", "Заметка"]
    assert labels("company") == ["Отрасль", "Заметка"]


@pytest.mark.parametrize("label", ["размер", "  ", "ю" * 81])
def test_a_name_that_is_taken_or_is_none_is_refused(label: str) -> None:
    made("Размер")

    with pytest.raises(attributes.CannotChange):
        made(label)


def test_a_field_keeps_its_key_when_it_is_called_otherwise() -> None:
    field = made("Размер")

    attributes.change(attribute=field, label="Размер обуви", by=None)

    assert attributes.label_of("attribute:Размер") == "Размер обуви"
    assert made("Размер").key == "Размер 2"


def test_every_act_is_undone_as_if_it_had_not_been() -> None:
    first, second = made("Размер"), made("Цвет")
    acts = (
        lambda: attributes.make(label="Новое", by=None),
        lambda: attributes.change(attribute=first, label="Рост", hint="в см", is_required=True, by=None),
        lambda: attributes.archive(attribute=second, by=None),
        lambda: attributes.move(attribute=second, up=True, by=None),
    )

    for act in acts:
        before = state()
        operation = act()
        assert operation is not None
        assert state() != before
        assert undo(operation=operation, by=None).kept == []
        assert state() == before


def test_what_was_changed_again_since_is_left_alone_and_named() -> None:
    field = made("Размер")
    operation = attributes.change(attribute=field, label="Рост", hint="в см", by=None)
    attributes.change(attribute=field, label="Объём", by=None)

    assert operation is not None
    kept = undo(operation=operation, by=None).kept

    field.refresh_from_db()
    assert kept == [{"field": "label", "why": "changed_since"}]
    assert (field.label, field.hint) == ("Объём", "")


def test_a_new_field_that_somebody_has_filled_is_not_unmade() -> None:
    from zhivo.clients.edit import edit

    operation = attributes.make(label="Размер", by=None)
    load({"full_name": "Петров Пётр"})
    from zhivo.clients.models import Client

    edit(client=Client.objects.get(), field="attribute:Размер", value="M", version=1, by=None)

    assert undo(operation=operation, by=None).kept == [{"why": "used_since"}]
    assert labels() == ["Размер"]


def test_an_archived_field_is_not_offered_and_comes_back() -> None:
    field = made("Размер")

    attributes.archive(attribute=field, by=None)
    assert labels() == []

    field.refresh_from_db()
    attributes.bring_back(attribute=field, by=None)
    assert labels() == ["Размер"]


def test_nothing_is_written_down_where_nothing_differs() -> None:
    field, before = made("Размер"), Operation.objects.count()

    assert attributes.change(attribute=field, label="Размер", hint="", by=None) is None
    assert attributes.move(attribute=field, up=True, by=None) is None
    assert Operation.objects.count() == before


def test_filled_counts_clients_by_field() -> None:
    load({"full_name": "Петров Пётр", "attribute:Размер": "M"}, {"full_name": "Седов Иван", "attribute:Размер": ""})

    assert attributes.filled() == {"attribute:Размер": 1}
