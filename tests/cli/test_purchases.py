"""`zhivo import --what purchases`: what it prints for programs and for people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import Zhivo
from zhivo.clients.models import Client, Purchase
from zhivo.sources.models import Batch

pytestmark = pytest.mark.django_db
ORDERS = """Номер заказа;Дата;Код клиента;Сумма;Склад
1;01.02.2024 10:30;7;1 234,50;Север
2;02.02.2024;8;-50,00;
3;02.02.2024;8;abc;
"""
ADD_UP = ("purchases_created", "purchases_updated", "unchanged", "refused")


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS)
    return path


def numbers(zhivo: Zhivo, *words: str) -> dict[str, object]:
    told = zhivo("import", *words, "--what", "purchases", "--json")
    assert told.code == 0, told.err
    return json.loads(told.out)


def test_the_four_add_up_and_a_second_time_nothing_changes(zhivo: Zhivo, orders: Path) -> None:
    first, second = numbers(zhivo, str(orders)), numbers(zhivo, str(orders))

    assert [first[name] for name in ADD_UP] == [2, 0, 0, 1]
    assert [second[name] for name in ADD_UP] == [0, 0, 2, 1]
    assert (first["clients_created"], second["clients_created"]) == (2, 0)
    assert first["mapping"] == {
        "Номер заказа": "number",
        "Дата": "at",
        "Код клиента": "client",
        "Сумма": "amount",
        "Склад": "-",
    }
    assert Path(str(first["errors_file"])).read_text("utf-8-sig").splitlines()[1].endswith(";3;02.02.2024;8;abc;")
    assert Purchase.objects.count() == 2


def test_a_preflight_gives_the_same_numbers_and_writes_nothing(zhivo: Zhivo, orders: Path) -> None:
    foretold = numbers(zhivo, str(orders), "--preflight")

    assert not Batch.objects.exists()
    assert not Client.objects.exists()
    done = numbers(zhivo, str(orders))
    beside = {"operation", "seconds", "rows_per_second", "errors_file", "encoding"}
    assert {k: v for k, v in foretold.items() if k not in beside} == {k: v for k, v in done.items() if k not in beside}


def test_an_undo_takes_all_of_it_back(zhivo: Zhivo, orders: Path) -> None:
    done = numbers(zhivo, str(orders))

    assert zhivo("undo", str(done["operation"]), "--json").code == 0

    assert not Purchase.objects.exists()
    assert not Client.objects.exists()


def test_people_read_it_in_sentences(zhivo: Zhivo, orders: Path) -> None:
    told = zhivo("import", str(orders), "--what", "purchases")

    assert "Сумма: это не число" in told.out or "Amount: not a number" in told.out
    again = zhivo("import", str(orders), "--what", "purchases").out
    assert "purchases are new" in again or "покупок новых" in again


def test_a_file_of_purchases_taken_for_clients_is_said_to_look_so(zhivo: Zhivo, orders: Path) -> None:
    told = json.loads(zhivo("import", str(orders), "--json").out)

    assert "--what purchases" in told["hint"]


def test_without_a_date_nothing_is_written(zhivo: Zhivo, orders: Path) -> None:
    told = zhivo("import", str(orders), "--what", "purchases", "--map", "Дата=-")

    assert told.code == 1
    assert not Purchase.objects.exists()
