"""What is typed into the search in a benchmark."""

import random

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from bench.queries import MIX, WITH_TYPO, draw, misspell
from tests.rows import load

NAMES = ["Андреева Ольга Ивановна", "Быков Пётр Ильич", "Воронина Анна", "Громов Илья Петрович"]


def test_half_of_the_queries_have_a_typo() -> None:
    assert sum(MIX.values()) == 100
    assert sum(share for kind, share in MIX.items() if kind in WITH_TYPO) == 50


@pytest.mark.parametrize("text", ["Андреева Ольга", "ромашка", "petrov"])
def test_a_typo_is_one_slip(text: str) -> None:
    dice = random.Random(1)

    for _ in range(50):
        slipped = misspell(text, dice)
        assert slipped != text.lower()
        assert DamerauLevenshtein.distance(slipped, text.lower()) == 1


def test_what_is_too_short_stays() -> None:
    assert misspell("Ким Ян", random.Random(1)) == "ким ян"


@pytest.mark.django_db
def test_queries_are_drawn_from_the_base_the_same_each_time() -> None:
    load(
        *(
            {"full_name": name, "phone": f"+7 916 000-00-{number:02}", "email": f"petrova{number}@romashka.ru"}
            for number, name in enumerate(NAMES)
        )
    )

    queries = draw(count=60, seed=3)

    assert queries == draw(count=60, seed=3)
    assert {query.kind for query in queries} >= {"name", "name_typo", "common", "phone", "email"}
    assert all(query.text.isdigit() and 4 <= len(query.text) <= 10 for query in queries if query.kind == "phone")


@pytest.mark.django_db
def test_a_name_that_twenty_share_is_typed_with_what_tells_one_of_them() -> None:
    load(*({"full_name": "Ким Анна", "phone": f"+7 916 000-00-{number:02}"} for number in range(20)))

    queries = [query for query in draw(count=100, seed=3) if query.kind in ("name", "common")]

    assert queries
    assert all(query.parts[:2] in (("Ким", "Анна"), ("Анна", "Ким")) and len(query.parts) == 3 for query in queries)
