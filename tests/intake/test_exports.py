"""The base as csv lines."""

from __future__ import annotations

import csv

import pytest

from tests.rows import load
from zhivo.clients.models import Client
from zhivo.intake import exports
from zhivo.intake.undo import undo_batch

pytestmark = pytest.mark.django_db


def test_a_formula_in_a_client_is_made_harmless_and_a_phone_stays() -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "comment": "=HYPERLINK('http://x')"})

    (client,) = csv.DictReader(exports.clients())

    assert client["client_id"] == str(Client.objects.get().pk)
    assert (client["phone"], client["comment"]) == ("+79161234567", "'=HYPERLINK('http://x')")


def test_an_e_mail_that_is_a_formula_is_made_harmless() -> None:
    load({"full_name": "Иванов Иван", "email": "-2+3+cmd@mail.ru"})

    (client,) = csv.DictReader(exports.clients())

    assert client["email"] == "'-2+3+cmd@mail.ru"


def test_a_source_that_is_a_formula_is_made_harmless() -> None:
    load({"full_name": "Иванов Иван"}, source="=1+1")

    (row,) = csv.DictReader(exports.records())

    assert (row["source"], row["file"]) == ("'=1+1", "'=1+1.csv")


def test_a_row_that_went_over_to_a_later_file_stands_under_that_file() -> None:
    first = load({"full_name": "Иванов Иван", "phone": "+79161234567"})
    load({"full_name": "Петрова Мария", "phone": ""}, {"full_name": "Иванов Иван", "phone": "+79161234567"})

    undo_batch(first)

    assert sorted(row["row"] for row in csv.DictReader(exports.records())) == ["2", "3"]
