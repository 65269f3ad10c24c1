"""What a batch did, read back."""

import csv
import io

import pytest
from django.db import connection

from tests.rows import load
from zhivo.clients.edit import edit
from zhivo.clients.models import Client
from zhivo.intake import report
from zhivo.intake.load import LOCK_CLASS
from zhivo.intake.undo import undo_batch
from zhivo.sources.models import Batch, Outcome, Piece

pytestmark = pytest.mark.django_db

IVAN = {"full_name": "Иванов Иван", "phone": "+79161234567", "email": ""}
IVAN_AGAIN = {"full_name": "Иванов Иван Петрович", "phone": "8 916 123-45-67", "email": "ivan@bk.example"}
OLGA = {"full_name": "Юдина Ольга", "phone": "не помню", "email": "никакой"}
NOBODY = {"full_name": "", "phone": "", "email": "", "comment": "кто это"}


def read(batch: Batch) -> list[list[str]]:
    text = "".join(report.refused_lines(batch))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_rows_come_in_the_order_of_the_file_page_after_page() -> None:
    batch = load(IVAN, IVAN_AGAIN, OLGA, NOBODY, piece_rows=3)

    first = report.rows(batch, limit=3)
    second = report.rows(batch, after=first[-1].record.pk, limit=3)

    assert [row.record.row for row in [*first, *second]] == [2, 3, 4, 5]


def test_rows_of_one_outcome_know_their_client_and_why_they_came_to_him() -> None:
    batch = load(IVAN, IVAN_AGAIN, OLGA, NOBODY)

    (joined,) = report.rows(batch, outcome=Outcome.JOINED)
    (refused,) = report.rows(batch, outcome=Outcome.REFUSED)

    assert joined.client is not None
    assert (joined.record.row, joined.client.name, joined.why) == (3, "Иванов Иван Петрович", "phone")
    assert (refused.record.row, refused.client) == (5, None)


def test_rows_with_a_doubtful_value_are_as_many_as_the_report_says() -> None:
    batch = load(IVAN, OLGA, {**OLGA, "full_name": "Юдина Вера"})

    doubts = report.doubts(batch)

    assert {doubt.field for doubt in doubts} >= {"phone", "email"}
    for doubt in doubts:
        found = report.rows(batch, reason=doubt.reason)
        assert len(found) == doubt.rows
        assert all(doubt.reason in row.reasons for row in found)


def test_another_batch_between_the_pieces_is_left_out() -> None:
    batch = load(IVAN, OLGA)
    load({"full_name": "Чужой Пётр", "phone": "+79990000000", "email": ""}, source="other")

    assert {row.record.batch_id for row in report.rows(batch)} == {batch.pk}


def test_firms_are_those_that_only_a_persons_row_named() -> None:
    batch = load(
        {"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО Ромашка"},
        {"full_name": "", "phone": "+79161110000", "company": "АО Север"},
    )

    assert [firm.company for firm in report.firms(batch)] == ["Ромашка"]
    assert report.clients_made(batch) == 3


def test_clients_edited_since_are_counted_once_each() -> None:
    batch = load(IVAN, OLGA)
    ivan = Client.objects.get(last_name="Иванов")

    edit(client=ivan, field="city", value="Самара", version=ivan.version, by=None)
    ivan.refresh_from_db()
    edit(client=ivan, field="comment", value="звонить", version=ivan.version, by=None)

    assert report.edited_since(batch) == 1


def test_a_batch_is_worked_on_while_its_lock_is_held() -> None:
    batch = load(IVAN)
    assert not report.is_worked_on(batch)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, batch.pk])
        is_worked_on = report.is_worked_on(batch)
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, batch.pk])

    assert is_worked_on
    assert not report.is_worked_on(batch)


def test_how_far_an_undo_is_counts_the_rows_of_pieces_that_are_done() -> None:
    batch = load(IVAN, OLGA, {**IVAN, "phone": "+79161110000"}, piece_rows=2)
    Piece.objects.filter(batch=batch, number=1).update(is_undone=True)

    far = report.undo_progress(batch)

    assert (far.rows, far.total) == (1, 3)
    undo_batch(batch)
    assert report.undo_progress(batch).share == 1


def test_refused_rows_come_as_a_file_with_the_reason_first() -> None:
    batch = load(IVAN, NOBODY, {**NOBODY, "comment": "и это"})

    header, *rows = read(batch)

    assert header[1:] == batch.columns
    assert [row[-1] for row in rows] == ["кто это", "и это"]
    assert {row[0] for row in rows} == {str(report.REFUSED_BECAUSE)}


def test_formulas_in_the_file_of_refused_rows_are_harmless() -> None:
    batch = load({"full_name": "", "comment": "=HYPERLINK('http://x')"}, {"full_name": "", "comment": "-5"})

    rows = read(batch)[1:]

    assert [row[-1] for row in rows] == ["'=HYPERLINK('http://x')", "-5"]
