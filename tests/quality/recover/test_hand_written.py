"""Comments written by hand give what a person finds in them."""

from __future__ import annotations

from tests.quality.recover.hand_written import comments, score


def test_nearly_all_is_found_in_the_comments_that_were_tuned_on_and_hardly_anything_else() -> None:
    found = score(comments("by_hand.txt"))

    assert len(comments("by_hand.txt")) >= 200
    assert found.precision >= 0.99, found.wrong
    assert found.recall >= 0.98, found.missed


def test_most_is_found_in_comments_that_nobody_tuned_on() -> None:
    found = score(comments("held_out.txt"))

    assert found.precision >= 0.95
    assert found.recall >= 0.9
