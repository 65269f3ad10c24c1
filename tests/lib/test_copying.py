"""What is sent in a thread of its own is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from zhivo.lib.copying import copy_in, query, run, sending

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def sent() -> Iterator[None]:
    run("CREATE TEMP TABLE sent (word text PRIMARY KEY)")
    yield
    run("DROP TABLE sent")


def words() -> list[str]:
    return query("SELECT word FROM sent ORDER BY word", schema={"word": pl.String})["word"].to_list()


def test_a_question_is_answered_behind_all_that_was_sent_before_it() -> None:
    with transaction.atomic(), sending():
        copy_in("sent", pl.DataFrame({"word": ["one"]}))
        run("INSERT INTO sent VALUES ('two')")

        assert words() == ["one", "two"]


def test_what_fails_in_the_thread_takes_back_what_went_before_and_is_told() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), sending():
        copy_in("sent", pl.DataFrame({"word": ["one"]}))
        run("INSERT INTO sent VALUES ('one')")
        copy_in("sent", pl.DataFrame({"word": ["two"]}))

    assert words() == []


def test_what_was_sent_before_a_fault_of_ours_is_taken_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), sending():
        copy_in("sent", pl.DataFrame({"word": ["one"]}))
        raise ZeroDivisionError

    assert words() == []
