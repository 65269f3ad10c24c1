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
def test_a_typo_is_one_slip_and_leaves_the_first_letter(text: str) -> None:
    dice = random.Random(1)

    for _ in range(50):
        slipped = misspell(text, dice)
        assert slipped != text.lower()
        assert slipped[0] == text[0].lower()
        assert DamerauLevenshtein.distance(slipped, text.lower()) == 1


def test_what_is_too_short_stays() -> None:
    assert misspell("Ким Ян", random.Random(1)) == "Ким Ян"


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
    assert {query.kind for query in queries} >= {"name", "name_typo", "phone", "email"}
    assert all(len(query.text) == 7 for query in queries if query.kind == "phone")
