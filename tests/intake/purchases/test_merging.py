"""Purchases go with the rows that say whose they are: joined, parted, split off and back."""

from __future__ import annotations

import pytest

from tests.purchase_rows import buy, order
from tests.rows import checksum, load
from zhivo.clients.membership import split
from zhivo.clients.merge import merge
from zhivo.clients.models import Client, Purchase
from zhivo.journal.undo import undo
from zhivo.sources.models import Record

pytestmark = pytest.mark.django_db


def whose() -> dict[str, str | None]:
    return {one.number: one.client.memberships.first().record.key for one in Purchase.objects.select_related("client")}


def test_a_merge_takes_the_purchases_along_and_gives_them_back() -> None:
    buy(order("1", client="7"), order("2", client="8"))
    keep, absorb = Client.objects.order_by("pk")
    before = checksum()

    operation = merge(keep=keep, absorb=absorb, by=None)

    assert set(Purchase.objects.values_list("client_id", flat=True)) == {keep.pk}
    undo(operation=operation, by=None)
    assert checksum() == before


def test_what_was_bought_while_they_were_one_goes_back_to_whom_its_row_names() -> None:
    buy(order("1", client="7"), order("2", client="8"))
    keep, absorb = Client.objects.order_by("pk")
    operation = merge(keep=keep, absorb=absorb, by=None)
    buy(order("3", client="8"), order("4", client="7"))
    assert set(Purchase.objects.values_list("client_id", flat=True)) == {keep.pk}

    undo(operation=operation, by=None)

    assert whose() == {"1": "7", "2": "8", "3": "8", "4": "7"}


def test_a_row_that_is_split_off_takes_its_purchases_along() -> None:
    party = {"at": "01.02.2024", "amount": "5", "number": "1"}
    load({"full_name": "Иванов Иван", "phone": "89161234567"})
    buy({**party, "full_name": "Иванов И.", "phone": "89161234567"})
    was = Client.objects.get()
    before = checksum()
    record = Record.objects.get(pk=Purchase.objects.get().record_id)

    operation = split(record=record, by=None)

    assert Purchase.objects.get().client_id != was.pk
    undo(operation=operation, by=None)
    assert checksum() == before


def test_a_purchase_of_a_firm_stays_the_firms_when_its_person_is_merged() -> None:
    load({"full_name": "Петров Пётр", "phone": "89161234568"})
    buy(
        {
            "full_name": "Иванов Иван",
            "phone": "89161234567",
            "company": "ООО Ромашка",
            "at": "01.02.2024",
            "amount": "5",
        }
    )
    firm = Client.objects.get(kind="company")
    petrov, ivanov = Client.objects.filter(kind="person").order_by("pk")

    operation = merge(keep=petrov, absorb=ivanov, by=None)

    assert Purchase.objects.get().client_id == firm.pk
    undo(operation=operation, by=None)
    assert Purchase.objects.get().client_id == firm.pk
