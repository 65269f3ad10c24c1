"""Purchases as files, and raw rows of purchases among the others."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.command_line import Zhivo
from tests.purchase_rows import buy, order
from zhivo.clients.models import Client
from zhivo.intake import exports, report

pytestmark = pytest.mark.django_db
HEADER = "purchase_id,source,number,client_id,client,at,amount,currency,paid,status,manager,lines"


def test_purchases_are_written_with_their_client_and_lines(zhivo: Zhivo, tmp_path: Path) -> None:
    buy(
        order("=1+1", "20", at="01.02.2024 10:30", product="Тара", quantity="2", price="10", status="Выдан"),
        order("2", "-5", product="", quantity="", price="", status=""),
    )

    for name in ("a.csv", "a.json", "a.xlsx"):
        assert zhivo("export", "purchases", "--to", str(tmp_path / name)).code == 0

    second, first = csv.DictReader((tmp_path / "a.csv").read_text().splitlines())
    assert (tmp_path / "a.csv").read_text().splitlines()[0] == HEADER
    assert (first["number"], first["at"], first["amount"], first["client_id"]) == (
        "'=1+1",
        "2024-02-01 10:30:00",
        "20.00",
        str(Client.objects.get().pk),
    )
    assert json.loads(first["lines"]) == [{"product": "Тара", "quantity": 2, "price": 10, "amount": 20.0}]
    assert second["amount"] == "-5.00"
    assert [one["number"] for one in json.loads((tmp_path / "a.json").read_text())] == ["2", "=1+1"]
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_raw_rows_of_purchases_are_one_line_each() -> None:
    buy(order("1"), order("2", "abc"))
    buy(order("1", "5"))

    lines = list(csv.DictReader("".join(exports.records()).splitlines()))

    client = str(Client.objects.get().pk)
    found = [(line["row"], line["outcome"], line["client_id"]) for line in lines]
    assert found == [("2", "created", client), ("3", "refused", ""), ("2", "updated", client)]


def test_refused_rows_say_why_also_when_they_come_again() -> None:
    for _time in range(2):
        batch = buy(order("1"), order("2", "abc"), order("3", at="31.02.2024"))

        lines = list(csv.reader("".join(report.refused_lines(batch)).splitlines()[1:], delimiter=";"))

        assert [line[0].partition(":")[2] != "" for line in lines] == [True, True]
        assert [line[1] for line in lines] == ["2", "3"]
