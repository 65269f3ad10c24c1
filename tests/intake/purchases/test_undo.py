"""An import of purchases taken back leaves what a fresh reckoning of the rows that stay would give."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from tests.purchase_rows import buy, order, sums
from tests.rows import checksum, load
from zhivo.clients.edit import edit
from zhivo.clients.models import Client, Purchase
from zhivo.intake.undo import undo_batch

pytestmark = pytest.mark.django_db

FIRST = (order("1", "10", product="a"), order("1", "20", product="b"), order("2", client="2"), order("4", "?"))
SECOND = (order("1", "10", product="a"), order("1", "25", product="b"), order("3", client="3"), order("4", client="2"))
THIRD = (*FIRST, order("3", "7", client="2"))


def test_undone_leaves_the_base_as_it_was() -> None:
    load({"source_id": "1", "full_name": "Иванов Иван"}, {"source_id": "9", "full_name": "Петров Пётр"}, source="shop")
    before = checksum()

    undo_batch(buy(*FIRST, parts=2))

    assert checksum() == before


@pytest.mark.parametrize("undone", range(3))
def test_undoing_one_of_three_leaves_what_the_other_two_make(undone: int) -> None:
    lists = [FIRST, SECOND, THIRD]
    batches = [buy(*rows) for rows in lists]

    undo_batch(batches[undone])

    left = state()
    for batch in reversed([one for one in batches if one.pk != batches[undone].pk]):
        undo_batch(batch)
    assert Purchase.objects.count() == Client.objects.count() == 0
    for number, rows in enumerate(lists):
        if number != undone:
            buy(*rows)
    assert left == state()


def state() -> list[tuple[object, ...]]:
    columns = ("number", "at", "amount", "status", "rows", "client__memberships__record__key")
    return sorted(Purchase.objects.values_list(*columns).distinct(), key=str)


@pytest.mark.parametrize("places", list(permutations(range(3))))
def test_all_undone_in_any_order_leaves_nothing(places: tuple[int, ...]) -> None:
    before = checksum()
    batches = [buy(*rows, parts=2) for rows in (FIRST, SECOND, THIRD)]

    for place in places:
        undo_batch(batches[place])

    assert checksum() == before


def test_an_updated_purchase_goes_back_to_what_it_was() -> None:
    buy(*FIRST)

    undo_batch(buy(*SECOND))

    assert sums() == {"1": Decimal(30), "2": Decimal(100)}


def test_a_client_that_came_with_purchases_and_was_edited_stays() -> None:
    batch = buy(order("1", client="7"))
    client = Client.objects.get()
    edit(client=client, field="city", value="Омск", by=None, version=client.version)

    undo_batch(batch)

    assert Client.objects.get().city == "Омск"
    assert not Purchase.objects.exists()


def test_purchases_outlive_the_list_that_named_their_client() -> None:
    clients = load({"source_id": "7", "full_name": "Иванов Иван"}, source="shop")
    buy(order("1", client="7"))

    undo_batch(clients)

    assert Purchase.objects.get().client.name.startswith("№")
