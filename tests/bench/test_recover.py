"""Values are recovered from drawn comments, and next to nothing else is proposed."""

from __future__ import annotations

import random

import pytest

from bench import recover, remarks


def test_what_drawn_comments_hold_is_found_and_hardly_anything_else() -> None:
    found = recover.score(seed=20_260, comments=1500)

    assert found.found.total() > 1000
    assert found.precision >= 0.99, found.faults
    assert found.recall >= 0.95, found.faults


def test_the_same_seed_draws_the_same_comments() -> None:
    assert recover.drawn(seed=3, comments=20, share=0.5) == recover.drawn(seed=3, comments=20, share=0.5)


def test_every_kind_of_fact_is_drawn() -> None:
    drawn = recover.drawn(seed=4, comments=400, share=0.5)

    assert {name for _text, facts in drawn for name, _value, _on in facts} == {
        *("phone", "email", "inn", "birthday", "city", "contact_person", "convenient_time", "next_action"),
    }


def test_remarks_that_mislead_hold_nothing() -> None:
    draw = random.Random(5)

    assert all(maker(draw)[1] == [] for maker in remarks.OTHERS for _ in range(50))


def test_a_find_is_counted_as_right_wrong_or_missed() -> None:
    total = recover.Score()

    recover.count(
        total,
        "…",
        [("phone", "+79161234567", None), ("next_action", "перезвонить 12.03", None)],
        [("next_action", "просил перезвонить 12.03", None), ("phone", "+79160000000", None)],
    )

    assert (total.found, total.missed, total.wrong) == ({"next_action": 1}, {"phone": 1}, {"phone": 1})


def test_a_phrase_with_another_day_is_wrong() -> None:
    fact = ("next_action", "перезвонить 12.03", "2026-03-12")

    assert recover.is_right(fact, fact)
    assert not recover.is_right((fact[0], fact[1], None), fact)


def test_precision_and_recall_are_printed_by_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert recover.main(["--comments", "60", "--seed", "5", "--faults", "1"]) == 0

    printed = capsys.readouterr().out
    assert "phone            precision " in printed
    assert "together: precision " in printed
    assert " wrong of " in printed
