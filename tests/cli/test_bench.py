"""`zhivo bench`: what it asks the runner for and how it prints the answers."""

import json
from collections.abc import Iterator

import pytest

from bench import runner
from bench.measure import Measure
from tests.command_line import Zhivo


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    calls: list[tuple[str, int]] = []

    def run(name: str, *, rows: int) -> Iterator[Measure]:
        calls.append((name, rows))
        yield Measure("import", rows, 2.0, "COPY", 4.0, more={"held": 3})

    monkeypatch.setattr(runner, "run", run)
    return calls


def test_a_list_of_results_is_printed(zhivo: Zhivo, asked: list[tuple[str, int]]) -> None:
    answer = zhivo("bench", "import", "--rows", "5000", "--json")

    assert asked == [("import", 5000)]
    assert answer.code == 0
    assert json.loads(answer.out)[0]["vs"] == {"what": "COPY", "ratio": 4.0}


def test_a_line_a_result_for_people(zhivo: Zhivo, asked: list[tuple[str, int]]) -> None:
    answer = zhivo("bench", "all", "--rows", "5000")

    assert "4.00 × COPY" in answer.out
    assert "held 3" in answer.out


def test_too_few_rows_are_refused(zhivo: Zhivo, asked: list[tuple[str, int]]) -> None:
    answer = zhivo("bench", "all", "--rows", "10")

    assert answer.code == 1
    assert asked == []
