"""Purchases as they are written: whose they are, what a second file changes, what adds up."""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.purchase_rows import buy, order, sums, told
from tests.rows import checksum, load
from zhivo.clients.models import Client, ContactPoint, Purchase, PurchaseLine
from zhivo.intake import drops
from zhivo.intake.undo import undo_batch
from zhivo.lib.company import TIME_ZONE
from zhivo.sources.models import Record

pytestmark = pytest.mark.django_db


def test_every_row_is_counted_once() -> None:
    batch = buy(order("1"), order("2", "-50"), order("3", "abc"), order("4", at="31.02.2024"), order("5", client=""))

    assert told(batch) == {"created": 2, "updated": 0, "unchanged": 0, "refused": 3}
    assert sums() == {"1": Decimal(100), "2": Decimal(-50)}
    assert batch.reasons == {"amount:unreadable": 1, "at:not_a_date": 1, "client:nobody": 1}


def test_the_same_rows_again_change_nothing() -> None:
    buy(order("1"), order("2", "abc"))
    before = checksum() | {"sources_repeat": ""}

    batch = buy(order("1"), order("2", "abc"))

    assert told(batch) == {"created": 0, "updated": 0, "unchanged": 1, "refused": 1}
    assert checksum() | {"sources_repeat": ""} == before


def test_a_changed_row_changes_its_purchase_and_doubles_nothing() -> None:
    buy(order("1"), order("2"))

    batch = buy(order("1", "120"), order("2"), order("3"))

    assert told(batch) == {"created": 1, "updated": 1, "unchanged": 1, "refused": 0}
    assert sums() == {"1": Decimal(120), "2": Decimal(100), "3": Decimal(100)}
    assert PurchaseLine.objects.filter(is_current=True).count() == 3


def test_the_lines_of_a_purchase_stand_anywhere_in_the_file() -> None:
    rows = [
        order(str(number), "10", product=f"thing {line}", client=str(number % 7))
        for line in range(3)
        for number in range(40)
    ]

    batch = buy(*rows, parts=5, piece_rows=17)

    assert batch.pieces.count() == 5
    assert told(batch)["created"] == 120
    assert set(Purchase.objects.values_list("amount", "rows")) == {(Decimal(30), 3)}
    assert Purchase.objects.count() == 40
    assert Client.objects.count() == 7


def test_a_line_that_is_gone_from_the_source_is_gone_from_the_purchase() -> None:
    buy(order("1", "10", product="a"), order("1", "20", product="b"))

    batch = buy(order("1", "10", product="a"))

    assert sums() == {"1": Decimal(10)}
    assert batch.purchases["changed"] == 1
    assert batch.purchases["lines_gone"] == 1


def test_the_sum_of_the_whole_on_every_line_is_taken_once() -> None:
    batch = buy(
        order("1", "300", product="a", quantity="1", price="100"),
        order("1", "300", product="b", quantity="2", price="100"),
        order("2", "300", product="a", quantity="3", price="100"),
        order("2", "300", product="a", quantity="3", price="100"),
    )

    assert sums() == {"1": Decimal(300), "2": Decimal(600)}
    assert batch.reasons == {"amount:of_whole": 2}


def test_equal_lines_with_a_discount_are_added() -> None:
    line = {"quantity": "1", "price": "1000"}

    batch = buy(order("1", "900", product="a", **line), order("1", "900", product="b", **line))

    assert sums() == {"1": Decimal(1800)}
    assert not batch.reasons


def test_without_a_number_equal_purchases_of_one_day_stay_apart_and_a_longer_file_doubles_nothing() -> None:
    row = {"client": "1", "at": "01.02.2024", "amount": "10"}
    buy(row, row)

    batch = buy(row, {**row, "amount": "11"}, row, row)

    assert told(batch) == {"created": 2, "updated": 0, "unchanged": 2, "refused": 0}
    assert sorted(Purchase.objects.values_list("amount", flat=True)) == [
        Decimal(10),
        Decimal(10),
        Decimal(10),
        Decimal(11),
    ]


@pytest.mark.parametrize("number", ["", "1"])
def test_a_cell_beside_the_table_and_a_column_left_out_double_nothing(number: str) -> None:
    row = order(number, "10")
    buy(row, row)

    batch = buy(row, {"-": "a remark", **row}, {**row, "amount": "11", "status": ""} | {"number": number and "2"})

    assert told(batch) == {"created": 1, "updated": 0, "unchanged": 2, "refused": 0}


def test_numbers_that_begin_anew_every_year_are_other_purchases() -> None:
    buy(order("1", "10", at="15.01.2023"), order("1", "20", at="20.02.2024", client="2"))

    batch = buy(order("1", "30", at="20.02.2024", client="2"), order("1", "40", at="01.02.2025"))

    assert told(batch) == {"created": 1, "updated": 1, "unchanged": 0, "refused": 0}
    amounts = Purchase.objects.order_by("at").values_list("amount", flat=True)
    assert list(amounts) == [Decimal(10), Decimal(30), Decimal(40)]


def test_lines_around_new_year_are_one_purchase() -> None:
    buy(order("1", "10", at="31.12.2023"), order("1", "20", at="02.01.2024"))

    assert sums() == {"1": Decimal(30)}


def test_a_day_corrected_across_new_year_doubles_nothing() -> None:
    buy(order("70001", at="02.01.2025"), order("70002", at="20.02.2025"))

    for _time in range(2):
        buy(order("70001", at="31.12.2024"), order("70002", at="20.10.2024"))

    days = Purchase.objects.order_by("number", "at").values_list("number", "at")
    assert [(number, str(day.astimezone(ZoneInfo(TIME_ZONE)).date())) for number, day in days] == [
        ("70001", "2024-12-31"),
        ("70002", "2024-10-20"),
        ("70002", "2025-02-20"),
    ]


def test_two_years_of_one_number_in_a_file_stay_two() -> None:
    buy(order("1", "10", at="20.10.2024"))

    buy(order("1", "10", at="20.10.2024"), order("1", "20", at="20.01.2025"))

    assert list(Purchase.objects.order_by("at").values_list("amount", flat=True)) == [Decimal(10), Decimal(20)]


def test_a_purchase_is_written_whole_or_not_at_all() -> None:
    batch = buy(order("1", "10"), order("1", "?"), order("2", "10"))

    assert told(batch)["refused"] == 2
    assert batch.reasons == {"amount:unreadable": 1, "number:incomplete": 1}

    batch = buy(order("1", "10"), order("1", "20"))

    assert told(batch)["created"] == 2
    assert sums() == {"1": Decimal(30), "2": Decimal(10)}


def receipt(number: str, at: str, name: str, phone: str, amount: str = "100") -> dict[str, str]:
    return {"number": number, "at": at, "full_name": name, "phone": phone, "amount": amount}


def test_a_number_of_different_clients_is_refused_and_gives_nobody_the_money_of_another() -> None:
    batch = buy(
        receipt("1", "10.01.2025", "Иванов Иван", "89161234561", "900"),
        receipt("2", "10.01.2025", "Петров Пётр", "89161234562"),
        receipt("1", "11.01.2025", "Сидоров Сидор", "89161234563", "900"),
        receipt("2", "11.01.2025", "Козлов Козьма", "89161234564"),
        receipt("1", "11.11.2025", "Козлов Козьма", "89161234564", "77"),
    )

    assert told(batch) == {"created": 1, "updated": 0, "unchanged": 0, "refused": 4}
    assert batch.reasons == {"number:other_clients": 4}
    assert list(Purchase.objects.values_list("client__name", "amount")) == [("Козлов Козьма", Decimal(77))]


def test_a_number_that_comes_again_within_its_year_is_another_purchase() -> None:
    rows = (order("1", "900", at="10.01.2025"), order("1", "77", at="11.11.2025", client="2"))
    buy(*rows)

    assert told(buy(*rows))["unchanged"] == 2
    assert list(Purchase.objects.order_by("at").values_list("amount", flat=True)) == [Decimal(900), Decimal(77)]


def test_one_client_written_in_two_ways_buys_once() -> None:
    batch = buy(
        receipt("1", "10.01.2025", "Иванов Иван", "89161234561"),
        receipt("1", "10.01.2025", "Иванов И.", "89161234561"),
    )

    assert sums() == {"1": Decimal(200)}
    assert batch.reasons["number:several_clients"] == 2


def test_a_corrected_day_takes_no_line_from_a_purchase_of_its_number() -> None:
    good = (order("1", "100", at="10.01.2024"), order("1", "200", at="10.01.2025"))
    batch = buy(*good, order("1", "50", at="нет"))
    assert told(batch)["refused"] == 3
    assert batch.reasons["number:incomplete"] == 2

    buy(*good, order("1", "50", at="10.01.2025"))

    assert list(Purchase.objects.order_by("at").values_list("amount", flat=True)) == [Decimal(100), Decimal(250)]


def test_a_client_is_known_by_the_id_of_its_own_source_only() -> None:
    load({"source_id": "7", "full_name": "Иванов Иван"}, source="shop")
    load({"source_id": "7", "full_name": "Петрова Мария"}, source="other")

    buy(order("1", client="7"))

    assert Purchase.objects.get().client.name == "Иванов Иван"
    assert Client.objects.count() == 2


def test_a_client_list_that_comes_after_its_purchases_joins_them() -> None:
    buy(order("1", client="7"))
    load({"source_id": "7", "full_name": "Иванов Иван"}, source="shop")

    assert Purchase.objects.get().client.name == "Иванов Иван"
    assert Client.objects.count() == 1


def test_a_client_is_known_by_phone_e_mail_and_inn() -> None:
    load({"full_name": "Иванов Иван", "phone": "89161234567", "email": "", "inn": "", "company": ""})
    load({"full_name": "Петрова Мария", "phone": "", "email": "m@tara.example", "inn": "", "company": ""}, source="2")
    load({"full_name": "", "phone": "", "email": "", "inn": "7707083893", "company": "ООО Ромашка"}, source="3")
    party = {"number": "", "at": "01.02.2024", "amount": "1", "phone": "", "email": "", "inn": ""}

    buy({**party, "phone": "+7 916 123-45-67"}, {**party, "email": "M@tara.example"}, {**party, "inn": "7707083893"})

    names = {purchase.client.name for purchase in Purchase.objects.select_related("client")}
    assert names == {"Иванов Иван", "Петрова Мария", "ООО «Ромашка»"}
    assert Client.objects.count() == 3


def test_another_name_with_the_same_phone_asks_a_question() -> None:
    load({"full_name": "Иванов Иван", "phone": "89161234567"})

    batch = buy({"full_name": "Сидорова Анна", "phone": "89161234567", "at": "01.02.2024", "amount": "5"})

    assert batch.held == 1
    assert Purchase.objects.get().client.name == "Сидорова Анна"


def test_a_purchase_is_the_firms_where_one_is_named_and_the_person_belongs_to_it() -> None:
    row = {
        "full_name": "Иванов Иван",
        "phone": "89161234567",
        "company": "ООО Ромашка",
        "at": "01.02.2024",
        "amount": "5",
    }

    buy(row, {**row, "full_name": "Петров Пётр", "phone": "89161234568"})

    (firm,) = {purchase.client for purchase in Purchase.objects.select_related("client")}
    assert firm.name == "ООО «Ромашка»"
    assert Client.objects.count() == 3


def test_a_firm_is_known_by_its_name_within_a_source_and_in_the_base() -> None:
    load({"company": "ООО Ромашка", "inn": "7707083893"})
    row = {"full_name": "Ромашка ООО", "phone": "", "at": "01.02.2024", "amount": "5"}

    batch = buy(
        row,
        {**row, "phone": "84951234567"},
        {**row, "full_name": "АО Лютик"},
        {**row, "full_name": 'АО "Лютик"', "phone": "84957654321"},
    )
    buy({**row, "amount": "6"}, source="other")

    assert sorted(Client.objects.values_list("name", flat=True)) == ["АО «Лютик»", "ООО «Ромашка»"]
    assert told(batch)["created"] == 4
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {"+74951234567", "+74957654321"}


def test_what_a_client_of_purchases_alone_was_made_of_is_kept() -> None:
    buy(order("1", client="7"), order("2", client="7"))

    client = Client.objects.get()

    assert client.name == f"№ {client.pk}"
    assert client.memberships.count() == 1
    assert Record.objects.count() == 3  # two rows, and the one party they name


def test_what_the_source_says_of_a_purchase_is_kept() -> None:
    buy(
        order(
            "1", "1 234,56 ₽", paid="да", status="Выдан", manager="Белова", product="Тара", quantity="2", price="617,28"
        ),
        order("2", "10", currency="USD", paid="4"),
        order("3", "10", currency="тугрики", paid="нет"),
    )

    first, second, third = Purchase.objects.order_by("number")
    assert (first.amount, first.paid_amount, first.status, first.manager) == (
        Decimal("1234.56"),
        Decimal("1234.56"),
        "Выдан",
        "Белова",
    )
    line = first.lines.get()
    assert (line.product.name, line.quantity, line.price) == ("Тара", Decimal(2), Decimal("617.28"))
    assert (second.currency, second.paid_amount) == ("USD", Decimal(4))
    assert (third.currency, third.paid_amount) == ("XXX", Decimal(0))


def test_a_file_without_money_is_kept_with_its_days() -> None:
    batch = buy({"client": "1", "at": "2006-01-01"}, {"client": "1", "at": "2006-12-19"})

    assert told(batch)["created"] == 2
    assert not batch.reasons
    assert set(Purchase.objects.values_list("amount", flat=True)) == {None}


def test_one_and_zero_stay_yes_and_no_beside_a_word_and_are_money_beside_a_sum_of_another_part() -> None:
    flags = [order("1", "900", paid="1"), order("2", "900", paid="0"), order("3", "900", paid="неизвестно")]
    batch = buy(*flags)
    buy(*[order(str(n), "900", paid="1" if n else "450") for n in range(20)], source="sums", parts=7)

    paid = dict(Purchase.objects.filter(source__name="shop").values_list("number", "paid_amount"))
    assert paid == {"1": Decimal(900), "2": Decimal(0), "3": None}
    assert batch.reasons == {"paid:unclear": 1}
    sums_paid = Purchase.objects.filter(source__name="sums").values_list("paid_amount", flat=True)
    assert set(sums_paid) == {Decimal(1), Decimal(450)}


def test_the_lines_of_a_purchase_may_lie_in_two_files_of_one_drop() -> None:
    buy(order("1", "10", product="a"), order("1", "7", product="old"), order("2"))
    drop = drops.create(by=None)

    first = buy(order("1", "10", product="a"), order("2", product=""), drop=drop)
    second = buy(order("1", "20", product="b"), order("3", product=""), drop=drop)
    later = buy(order("1", "30", product="c"), order("3", product=""))
    undo_batch(later)

    assert sums() == {"1": Decimal(30), "2": Decimal(100), "3": Decimal(100)}
    assert (first.purchases["lines_gone"], second.purchases["lines_gone"]) == (1, 0)
    assert later.purchases["lines_gone"] == 2
    assert Purchase.objects.get(number="1").rows == 2
