"""Rows that point at nothing are found, whatever their table."""

from __future__ import annotations

import pytest

from tests.purchase_rows import buy
from tests.rows import load
from zhivo.clients.edit import edit
from zhivo.clients.merge import merge
from zhivo.clients.models import Clean, Client, Membership
from zhivo.intake.orphans import Orphans, orphans
from zhivo.intake.undo import undo_batch
from zhivo.journal.undo import undo
from zhivo.sources.models import Piece, Record

pytestmark = pytest.mark.django_db

IVAN = {"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО Ромашка", "tags": "важный"}
MARIA = {"full_name": "Петрова Мария", "phone": "+79161234567", "company": "", "tags": ""}
NOBODY = {"full_name": "", "phone": "", "company": "", "tags": ""}


def test_a_base_in_use_has_none() -> None:
    first = load(IVAN, MARIA, NOBODY)
    load(MARIA, IVAN)
    ivan, maria = Client.objects.get(last_name="Иванов"), Client.objects.get(last_name="Петрова")
    undo(operation=edit(client=ivan, field="city", value="Самара", version=ivan.version, by=None), by=None)
    merge(keep=ivan, absorb=maria, by=None)
    assert orphans() == []

    undo_batch(first)

    assert orphans() == []


def test_what_is_left_of_a_record_that_is_gone_is_named_by_table_and_column() -> None:
    load(IVAN, MARIA)
    load(IVAN)

    Record.objects.filter(cells__contains="Иванов Иван")._raw_delete("default")

    assert set(orphans()) == {
        Orphans("clients_clean", "record_id", 1),
        Orphans("clients_membership", "record_id", 1),
        Orphans("clients_relation", "record_id", 1),
        Orphans("clients_clienttag", "record_id", 1),
        Orphans("sources_repeat", "record_id", 1),
    }


def test_what_is_left_of_a_client_that_is_gone_is_named() -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567"})

    Client.objects.all()._raw_delete("default")

    assert set(orphans()) == {
        Orphans("clients_membership", "client_id", 1),
        Orphans("clients_contactpoint", "client_id", 1),
    }


def test_a_client_that_nothing_speaks_for_and_a_row_that_was_never_cleaned_are_named() -> None:
    load({"full_name": "Иванов Иван"})

    Membership.objects.all()._raw_delete("default")
    Clean.objects.all()._raw_delete("default")

    assert set(orphans()) == {Orphans("clients_client", "record", 1), Orphans("sources_record", "clean", 1)}


def test_a_repeat_whose_piece_is_gone_is_named() -> None:
    load(IVAN)
    later = load(IVAN)

    Piece.objects.filter(batch=later)._raw_delete("default")

    assert orphans() == [Orphans("sources_repeat", "piece_id", 1)]


def test_rows_of_purchases_are_no_orphans() -> None:
    buy({"client": "1", "at": "01.02.2025", "amount": "100"})

    assert orphans() == []
