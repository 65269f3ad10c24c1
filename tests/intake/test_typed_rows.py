"""Clients typed into a grid."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from tests.rows import load
from zhivo.clients.models import Client
from zhivo.intake import batches, jobs, typed_rows
from zhivo.intake.typed_rows import Grid
from zhivo.lib.refusal import Refusal

pytestmark = pytest.mark.django_db
COLUMNS = ["full_name", "phone", "email"]


def said(grid: Grid, people: dict[str, Any]) -> dict[int, list[str]]:
    found = typed_rows.check(grid, by=people["vera"])
    return {place: [one.text for one in remarks] for place, remarks in found.items()}


def test_what_is_typed_is_kept_for_the_one_who_typed_it(people: dict[str, Any]) -> None:
    grid = Grid(COLUMNS, [["Седов Пётр", "8 905 111-22-33", ""]])

    typed_rows.keep(grid, by=people["vera"])

    assert typed_rows.kept(by=people["vera"]) == grid
    assert typed_rows.kept(by=people["boris"]).rows == []


def test_a_person_of_another_base_with_the_same_number_does_not_find_it(people: dict[str, Any]) -> None:
    typed_rows.keep(Grid(COLUMNS, [["Седов Пётр", "", ""]]), by=people["vera"])
    people["vera"].created_at += timedelta(seconds=1)

    assert typed_rows.kept(by=people["vera"]).rows == []


def test_other_columns_keep_what_was_typed_into_those_that_stay() -> None:
    grid = Grid(COLUMNS, [["Седов Пётр", "8 905 111-22-33", "sedov@zhivo-primer.ru"]])

    assert grid.with_columns(["email", "full_name", "inn", "nonsense"]) == Grid(
        ["full_name", "email", "inn"], [["Седов Пётр", "sedov@zhivo-primer.ru", ""]]
    )
    assert grid.with_columns([]).columns == list(typed_rows.AT_FIRST)


def test_what_a_browser_sends_is_made_a_grid() -> None:
    grid = typed_rows.cleaned(["phone", "nonsense", "phone"], [["  8\t905 ", "x"], [], ["", ""]])

    assert grid == Grid(["phone"], [["8 905"]])


def test_each_row_is_told_what_is_wrong_and_a_row_without_anybody_gravely(people: dict[str, Any]) -> None:
    grid = Grid(COLUMNS, [["Седов Пётр", "12", ""], ["", "", ""], ["", "", "никакой"], ["Орлова Анна", "", ""]])

    found = typed_rows.check(grid, by=people["vera"])

    assert set(found) == {0, 2}
    assert not found[0][0].is_grave
    assert found[2][-1].is_grave


def test_who_is_there_already_is_named_to_those_who_see_him(people: dict[str, Any]) -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567"})
    ivan = Client.objects.get()
    Client.objects.filter(pk=ivan.pk).update(responsible=people["anna"])
    grid = Grid(COLUMNS, [["Иванов И.", "8 916 123 45 67", ""]])

    (known,) = typed_rows.check(grid, by=people["vera"])[0]

    assert (known.client, ivan.name in known.text) == (ivan.pk, True)
    assert not any(one.client for one in typed_rows.check(grid, by=people["clara"]).get(0, []))


def test_a_phone_typed_twice_is_said_at_the_second_row(people: dict[str, Any]) -> None:
    grid = Grid(COLUMNS, [["Седов Пётр", "8 905 111-22-33", ""], ["Седова Анна", "+7 905 111 22 33", ""]])

    found = said(grid, people)

    assert list(found) == [1]
    assert "1" in found[1][0]


def test_typed_rows_go_in_by_the_door_of_files(people: dict[str, Any]) -> None:
    rows = [["Седов Пётр", "8 905 111-22-33", ""], ["", "", ""], ["Орлова; Анна", '"', "orlova@zhivo-primer.ru"]]
    typed_rows.keep(Grid(COLUMNS, rows), by=people["vera"])

    batch = typed_rows.hand_in(Grid(COLUMNS, rows), by=people["vera"])
    batches.start(batch=batch, by=people["vera"])
    ended = jobs.work_on(batch.pk)

    assert (ended.state, ended.rows, ended.clients_created, ended.mapping) == ("done", 2, 2, COLUMNS)
    assert typed_rows.kept(by=people["vera"]) == Grid(COLUMNS)


def test_one_row_of_one_column_is_no_header(people: dict[str, Any]) -> None:
    batch = typed_rows.hand_in(Grid(["full_name"], [["Седов Пётр"]]), by=people["vera"])

    assert (batch.mapping, batch.notes["about_rows"]) == (["full_name"], 1)


def test_an_empty_grid_is_refused(people: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        typed_rows.hand_in(Grid(COLUMNS, [["", "", ""]]), by=people["vera"])


def test_a_placeholder_in_a_field_that_is_read_as_it_is_is_told_too(people: dict[str, Any]) -> None:
    grid = Grid(
        ["full_name", "occupation"], [["Седов Пётр", "не указано"], ["Орлова Анна", "пекарь"], ["Лосев Ян", ""]]
    )

    with override("en"):
        found = said(grid, people)

    assert found == {0: ["Occupation: words for “nothing” instead of a value"]}
