"""What a file is asked about, and what is proposed."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from zhivo.intake import asks, meanings, people, prepared
from zhivo.intake.meanings import Answer
from zhivo.sources.models import Source

pytestmark = pytest.mark.django_db
Row = dict[str, str]


@pytest.fixture
def source() -> Source:
    return Source.objects.create(name="list")


def questions(source: Source, *rows: Row, piece_rows: int = 1000) -> dict[tuple[str, str | None], tuple[int, Any]]:
    fields = list(dict.fromkeys(field for row in rows for field in row))
    pieces = []
    for start in range(0, len(rows), piece_rows):
        part = rows[start : start + piece_rows]
        raw = pl.DataFrame(
            {"row": range(len(part))}
            | {f"c{n}": [row.get(field, "") for row in part] for n, field in enumerate(fields)}
        )
        ready = prepared.make(
            number=0, raw=raw, origin="1", mapping=fields, meanings=meanings.of(source), people=people.by_name()
        )
        pieces.append(asks.of_piece(ready, mapping=fields))
    told = asks.told(asks.merged(pieces), source=source)
    return {(one["field"], one["said"]): (one["rows"], one["proposed"]) for one in told}


@pytest.mark.parametrize("piece_rows", [1, 1000])
def test_each_kind_of_word_is_asked_about_with_what_is_proposed(
    source: Source, people: dict[str, Any], piece_rows: int
) -> None:
    rows = [
        {"full_name": "Иванов Иван", "responsible": "Borris", "email": "ivanov@gmial.com, ok@mail.ru"},
        {"full_name": "Петров Пётр", "responsible": "borris ", "email": "petrov@gmial.com"},
        {"full_name": "Седов Сергей", "responsible": "Ветров О.", "birthday": "31.02.1980"},
        {"full_name": "Юдина Ольга", "responsible": "Anna", "birthday": "14.05.1985", "consent": "смотря что"},
        {"full_name": "Юдина Анна", "sex": "зелёный", "kind": "стол", "next_action_on": "когда-нибудь"},
    ]

    asked = questions(source, *rows, piece_rows=piece_rows)

    assert asked == {
        ("responsible", "borris"): (2, "boris@tara.example"),
        ("email", "gmial.com"): (2, "gmail.com"),
        ("responsible", "ветров о."): (1, None),
        ("birthday", "31.02.1980"): (1, None),
        ("consent", "смотря что"): (1, None),
        ("sex", "зелёный"): (1, None),
        ("kind", "стол"): (1, None),
        ("next_action_on", "когда-нибудь"): (1, None),
    }


def test_a_state_is_asked_about_only_where_it_looks_like_a_slip_of_a_commoner_one(source: Source) -> None:
    states = ["Думает"] * 9 + ["В работе"] * 4 + ["думоет", "Думает!!", "отказ", "этап 1", "этап 2", "этап 2", "этап 2"]

    asked = questions(source, *({"full_name": f"Иванов {n}", "status": one} for n, one in enumerate(states)))

    assert asked == {("status", "думоет"): (1, "Думает"), ("status", "думает!!"): (1, "Думает")}


def test_a_word_that_was_left_as_it_is_is_not_asked_about_again(source: Source) -> None:
    rows = [{"full_name": "Иванов Иван", "responsible": "Ветров", "email": "ivanov@gmial.com"}]
    meanings.answer(
        answers=[Answer(source, "responsible", "Ветров", None), Answer(source, "email", "gmial.com", "gmail.com")],
        by=None,
    )

    assert questions(source, *rows) == {}
    assert questions(Source.objects.create(name="another"), *rows) != {}


def test_of_very_many_words_the_rarest_are_counted(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asks, "MOST", 2)
    names = ["Ветров"] * 3 + ["Белова"] * 2 + ["Седов", "Юдин", "Орлов"]

    asked = questions(source, *({"full_name": f"Иванов {n}", "responsible": one} for n, one in enumerate(names)))

    rows = {said: rows for (_field, said), (rows, _proposed) in asked.items()}
    assert rows == {"ветров": 3, "белова": 2, None: 3}


def test_nothing_is_asked_where_everything_is_understood(source: Source, people: dict[str, Any]) -> None:
    row = {"full_name": "Иванов Иван", "responsible": "не назначен", "email": "ivanov@mail.ru", "birthday": "нет"}

    assert questions(source, row) == {}
