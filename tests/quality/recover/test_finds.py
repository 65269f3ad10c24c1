"""Finds name their row, their words and their place, and leave out what the row has."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.quality.piece import TODAY, cleaned
from zhivo.quality.recover import FINDS, finds
from zhivo.quality.recover.recoverers import recoverers


def found(*texts: str | None, **cells: str) -> list[dict[str, Any]]:
    """Return what comments hold; every row has these other cells."""
    columns = {"full_name": "", **cells}
    rows = cleaned(**{name: [cell] * len(texts) for name, cell in columns.items()})
    return finds(pl.Series(texts, dtype=pl.String), clean=rows, today=TODAY).rows(named=True)


def test_a_quote_is_a_piece_of_the_comment_with_the_words_around_the_value() -> None:
    text = "Постоянный клиент, берёт раз в месяц. Тел. жены 8 916 123-45-67, звонить до обеда\nвторая строка"

    one = next(one for one in found(text) if one["field"] == "phone")

    assert one["value"] == "+79161234567"
    assert text[one["start"] : one["start"] + len(one["quote"])] == one["quote"]
    assert "Тел. жены 8 916 123-45-67" in one["quote"]
    assert "\n" not in one["quote"]


def test_finds_come_in_the_order_of_rows_and_of_the_text() -> None:
    rows = found("живёт в Самаре, почта anna@list.ru", None, "", "тел 89161234567")

    assert [(one["index"], one["field"]) for one in rows] == [(0, "city"), (0, "email"), (3, "phone")]


def test_no_comments_give_an_empty_frame_of_finds() -> None:
    rows = cleaned(full_name=["Иван"])

    empty = finds(pl.Series([None], dtype=pl.String), clean=rows, today=TODAY)

    assert empty.schema == pl.Schema(FINDS)
    assert empty.is_empty()


def test_the_same_value_twice_in_a_comment_is_one_find() -> None:
    assert len(found("тел 89161234567, повторяю: 8 (916) 123-45-67")) == 1


def test_a_comment_that_many_rows_have_is_found_in_each() -> None:
    assert [one["index"] for one in found(*["тел 89161234567"] * 3)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("тел 8 916 123-45-67 доб. 5", {"phone": "+79161234567"}),
        ("почта Anna@list.ru", {"email": "anna@list.ru"}),
        ("ИНН 7708123404", {"inn": "7708123404"}),
        ("др 12.05.1980", {"birthday": "12.05.1980"}),
        ("живёт в Питере", {"city": "СПб"}),
        ("жена Ольга Смирнова", {"full_name": "Смирнова Ольга Ивановна"}),
        ("звонить после 18", {"convenient_time": "Звонить после 18, не раньше"}),
        ("перезвонить в марте", {"next_action": "перезвонить в марте"}),
    ],
)
def test_what_the_row_has_is_no_find(text: str, cells: dict[str, str]) -> None:
    assert found(text) != []
    assert found(text, **cells) == []


def test_a_day_without_a_year_is_the_next_one_after_the_row_was_made() -> None:
    assert [one["on"] for one in found("перезвонить 12.03")] == [None]
    assert [one["on"] for one in found("перезвонить 12.03", created_on="01.02.2025")] == ["2025-03-12"]
    assert [one["on"] for one in found("перезвонить 12.03", created_on="20.11.2025")] == ["2026-03-12"]


def test_a_day_that_opens_the_line_tells_the_year_of_the_next() -> None:
    assert [one["on"] for one in found("20.11.2025 думает\n20.12.2025 просил перезвонить 15.01")] == ["2026-01-15"]


def test_letters_that_become_two_in_small_ones_do_not_move_the_place() -> None:
    text = "İstanbul, тел 89161234567"

    [one] = found(text)

    assert text[one["start"] :].startswith(one["quote"])


def test_other_spaces_and_dashes_are_read_as_plain_ones() -> None:
    assert [one["value"] for one in found("тел\u00a08\u2011916\u2011123\u201345\u201367")] == ["+79161234567"]


def test_a_comment_of_a_hundred_thousand_letters_is_read_to_its_cap_and_no_further() -> None:
    assert [one["value"] for one in found("тел 89161234567 " + "да " * 50_000 + "тел 89031234567")] == ["+79161234567"]


@pytest.mark.parametrize(
    "piece", ["звонить после ", "8 916 ", "жена Оля, ", "12.03 ", "перезвонить в среду и ", "а" * 50]
)
def test_a_piece_over_and_over_is_read_all_the_same(piece: str) -> None:
    texts = [piece * 400, "тел 89161234567"]

    assert found(*texts)[-1]["value"] == "+79161234567"


def test_every_recoverer_is_named_for_people() -> None:
    assert len(recoverers) == 8
    assert all(str(kind.label) for kind in recoverers)
