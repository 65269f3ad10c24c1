"""Rows that were not written come back corrected."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
import xlsxwriter
from django.utils.translation import override

from tests.rows import checksum
from zhivo.clients.models import Client
from zhivo.intake import batches, completions, jobs, report
from zhivo.journal.undo import undo
from zhivo.sources.models import Batch

pytestmark = pytest.mark.django_db
LIST = "Код;ФИО;Телефон;Заметка\n;Иванов Иван;8 916 123-45-67;=1\n;;12;+1 к заказу\n;тест;;-\n"
Rows = list[list[str]]


def as_csv(rows: Rows) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=",").writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: Rows) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def written(content: bytes, *, name: str = "список.csv", source: str | None = None) -> Batch:
    batch = batches.receive(file=[content], name=name, by=None, source=source)
    batches.start(batch=batch, by=None)
    return jobs.work_on(batch.pk)


def refused(batch: Batch) -> Rows:
    text = "".join(report.refused_lines(batch)).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def corrected(rows: Rows, *, at: int = 1, phone: str = "8 905 111-22-33") -> Rows:
    column = rows[0].index("Телефон")
    return [[phone if (n, c) == (at, column) else cell for c, cell in enumerate(row)] for n, row in enumerate(rows)]


def test_each_row_says_its_own_reason_in_the_language_of_the_reader() -> None:
    batch = written(LIST.encode())

    with override("en"):
        header, first, second = refused(batch)

    assert header[0] == f"Why it was not written (import {batch.pk})"
    assert "not a phone number" in first[0]
    assert "a dummy instead of a name" in second[0]


@pytest.mark.parametrize("saved", [as_csv, as_xlsx])
def test_corrected_rows_complete_the_import_however_the_file_is_saved(saved: Callable[[Rows], bytes]) -> None:
    first = written(LIST.encode())
    turned = [row[::-1] for row in corrected(refused(first))]

    second = written(saved(turned), name="исправлено")

    assert (second.source, second.columns, second.mapping) == (first.source, first.columns, first.mapping)
    assert (second.rows, second.clients_created, second.refused) == (2, 1, 1)
    assert completions.of(second) == first
    assert completions.completed(first) == [(second, 1)]
    assert [row[1:] for row in refused(second)[1:]] == [["", "тест", "", "'-"]]


def test_a_row_is_the_one_that_it_would_have_been() -> None:
    first = written(LIST.encode())
    written(as_csv(corrected(refused(first))))
    right = LIST.replace(";12;", ";8 905 111-22-33;")

    again = written(right.encode(), source=first.source.name)

    assert (again.rows, again.unchanged) == (3, 3)
    assert Client.objects.count() == 2


def test_a_corrected_file_dropped_twice_doubles_nobody() -> None:
    first = written(LIST.encode())
    file = as_csv(corrected(refused(first)))
    second = written(file)

    third = written(file)

    assert third.unchanged == third.rows
    assert Client.objects.count() == 2
    assert completions.completed(first) == [(second, 1)]


def test_a_row_that_comes_back_again_still_completes_the_first_import() -> None:
    first = written(LIST.encode())
    second = written(as_csv(corrected(refused(first))))

    third = written(as_csv(corrected(refused(second), phone="8 905 999-88-77")))

    assert completions.of(third) == first
    assert completions.completed(first) == [(second, 1), (third, 1)]


def test_the_header_is_known_in_every_language() -> None:
    first = written(LIST.encode())
    for language in ("ru", "en"):
        with override(language):
            headers = [completions.header(first), str(completions.ASKED) % {"number": first.pk}]
        for header in headers:
            found = completions.recognised([header, *first.columns])
            assert found is not None
            assert found.completes == first


def test_each_of_them_is_undone_by_itself() -> None:
    before = checksum()
    first = written(LIST.encode())
    without = checksum()
    second = written(as_csv(corrected(refused(first))))

    for batch, left in ((second, without), (first, before)):
        assert batch.operation is not None
        undo(operation=batch.operation, by=None)
        jobs.work_on(batch.pk)
        assert checksum() == left
    assert completions.completed(first) == []


def test_a_file_of_an_import_that_is_not_known_is_a_file_like_any_other_but_for_the_reasons() -> None:
    rows = [["Почему не записана (загрузка 999)", "ФИО", "Телефон"], ["причина", "Иванов Иван", "8 916 123-45-67"]]

    with override("ru"):
        batch = batches.receive(file=[as_csv(rows)], name="чужой.csv", by=None)

    assert batch.columns == ["ФИО", "Телефон"]
    assert batch.source.name == "чужой"
    assert completions.of(batch) is None
