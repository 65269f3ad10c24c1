"""The report of 1C: clients come, groups and totals are named, balances are checked."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.readers.found import Found, Read
from zhivo.intake.readers.settlements import Sums, amount, groups

HEAD = "Ведомость по взаиморасчетам;;;;\nПериод: 01.01.2026 - 31.10.2026;;;;\nКонтрагент;Сумма (упр.);;;\n"
HEAD += ";Нач. остаток;Приход;Расход;Кон. остаток\n"


def report(read_text: Read, *rows: str) -> Found:
    return read_text(HEAD + "\n".join(rows) + "\n")


def clients(found: Found) -> list[str]:
    return [row[0] for row in found.rows]


def test_clients_come_and_groups_and_totals_are_named(read_text: Read) -> None:
    found = report(
        read_text,
        "Покупатели;;1\u00a0250\u00a0000,00;1\u00a0100\u00a0000,00;150\u00a0000,00",
        'ООО "Ромашка";10\u00a0000,50;500\u00a0000,00;510\u00a0000,50;',
        "ИП Петров И. И.;;750\u00a0000,00;590\u00a0000,00;160\u00a0000,00",
        "Частное лицо (Иван 8-916-123-45-67);-10\u00a0000,00;;;-10\u00a0000,00",
        "Итог;0,50;1\u00a0250\u00a0000,00;1\u00a0100\u00a0000,50;150\u00a0000,00",
    )

    assert clients(found) == ['ООО "Ромашка"', "ИП Петров И. И.", "Частное лицо (Иван 8-916-123-45-67)"]
    assert found.skipped() == {"preamble": [1, 2], "group": [5], "total": [9]}
    assert found.notes() == {"two_row_header": [3, 4]}


def test_a_group_named_like_a_client_is_known_by_its_sums(read_text: Read) -> None:
    found = report(
        read_text,
        "Ромашка (группа);;300,00;100,00;200,00",
        "ООО Ромашка Плюс;;100,00;100,00;",
        "ООО Ромашка Минус;;200,00;;200,00",
        "Опт;;50,00;;50,00",
        "ООО Один;;50,00;;50,00",
        "Итого;;350,00;100,00;250,00",
    )

    assert clients(found) == ["ООО Ромашка Плюс", "ООО Ромашка Минус", "ООО Один"]


def test_a_client_is_not_a_group_because_of_what_stands_below(read_text: Read) -> None:
    rows = ["ООО А;;300,00;300,00;", "ООО Б;;100,00;100,00;", "ООО В;;200,00;200,00;", "ООО В;;200,00;200,00;"]

    whole = report(read_text, *rows, "Итог;;800,00;800,00;")
    cut = report(read_text, *rows[2:])

    assert clients(whole) == ["ООО А", "ООО Б", "ООО В", "ООО В"]
    assert clients(cut) == ["ООО В", "ООО В"]


def test_groups_within_groups(read_text: Read) -> None:
    found = report(
        read_text,
        "Покупатели;;60,00;;60,00",
        "Москва;;30,00;;30,00",
        "ООО А;;10,00;;10,00",
        "ООО Б;;20,00;;20,00",
        "Омск;;30,00;;30,00",
        "ООО В;;25,00;;25,00",
        "ООО Г;;5,00;;5,00",
        "Итог;;60,00;;60,00",
    )

    assert clients(found) == ["ООО А", "ООО Б", "ООО В", "ООО Г"]


def test_a_balance_that_does_not_come_out_is_said(read_text: Read) -> None:
    found = report(read_text, "ООО А;10,00;5,00;3,00;12,00", "ООО Б;10,00;5,00;3,00;99,00", "ООО В;1,00;1,00;1,00;1,40")

    assert found.notes()["balance"] == [6]
    assert len(found.rows) == 3


def test_a_client_called_like_a_total_is_not_lost(read_text: Read) -> None:
    found = report(read_text, "ООО «Итог»;;100,00;100,00;", "Итог-Сервис;;50,00;50,00;", "Итоги года;;1,00;1,00;")

    assert len(found.rows) == 3


def test_amounts_as_1c_writes_them() -> None:
    written = ["1\u00a0250\u00a0000,00", "-10 000,50", "−5,5", "", "текст", "0", "1e999999"]

    assert [str(amount(cell)) for cell in written] == ["1250000.00", "-10000.50", "-5.5", "0", "0", "0", "0"]


def row(came: int, went: int) -> Sums:
    return Decimal(), Decimal(came), Decimal(went), Decimal(came - went)


members = st.lists(st.tuples(*[st.integers(1, 90_000).map(lambda number: number * 10)] * 2), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(members, min_size=1, max_size=4))
def test_all_clients_of_grouped_rows_are_found(grouped: list[list[tuple[int, int]]]) -> None:
    sums: list[Sums] = []
    expected: list[Sums] = []
    for members in grouped:
        sums.append(row(sum(came for came, _ in members), sum(went for _, went in members)))
        sums += [row(*each) for each in members]
        expected += [row(*each) for each in members]
    total = row(sum(int(each[1]) for each in expected), sum(int(each[2]) for each in expected))

    found = groups([f"Строка {place}" for place in range(len(sums))], sums, total=total)
    left = [each for place, each in enumerate(sums) if place not in found]

    assert sorted(left) == sorted(expected)
