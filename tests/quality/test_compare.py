import polars as pl
import pytest

from tests.quality.piece import cleaned
from zhivo.quality.compare import KEYS, names_verdict


def verdicts(*pairs: tuple[str, str]) -> list[str]:
    left = cleaned(full_name=[one for one, _ in pairs])
    right = cleaned(full_name=[other for _, other in pairs])
    return names_verdict(left.select(KEYS), right.select(KEYS)).to_list()


SAME = [
    ("Иванов Иван Иванович", "Иван Иванов"),
    ("Иванов Иван", "Ivan Ivanov"),
    ("Щербакова Юлия", "Shcherbakova Yuliya"),
    ("Бородин Леша", "Бородин Алексей Петрович"),
    ("Семёнов Пётр", "Семенов Петр П."),
    ("Саша Иванова", "Иванова Александра"),
]
COMPATIBLE = [
    ("Иванов И.И.", "Иванов Иван Иванович"),
    ("Иван", "Иванов Иван"),
    ("Иванов", "Иванов Пётр"),
    ("Иванов Слава", "Иванов Станислав"),
    ("Рябова Р.", "Рябова Рита"),
    ("Маркина Галина", "Макркина Галина"),
    ("Маркина Гадина", "Маркина Галина"),
    ("Иванова Анна", "Петрова Анна"),
    ("Иванова-Петрова Анна", "Петрова Анна"),
    ("Зайцев Назар Сергеевич", "Зайев Назар Сергеевич"),
    ("Тимур Ильяс", "Ильяс Тимур"),
]
CONTRADICT = [
    ("Иванов Иван", "Иванов Пётр"),
    ("Иванов И.", "Иванов Пётр"),
    ("Иванов Иван Иванович", "Иванов Иван Петрович"),
    ("Иванов Иван", "Петров Иван"),
    ("Иванов И.И.", "Иванова И.И."),
    ("Иванов Саша", "Иванова Саша"),
    ("Козлова Алина", "Козлова Арина"),
    ("Иванова Анна Петровна", "Сидорова Анна Ивановна"),
    ("Иванова А.", "Сидорова Анна"),
    ("Иванов Саша", "Иванова Мария"),
]
UNKNOWN = [("", "Иванов Иван"), ("", ""), ("Клиент", "Иван"), ("Иван", "Иванов")]


@pytest.mark.parametrize(
    ("expected", "pairs"),
    [("same", SAME), ("compatible", COMPATIBLE), ("contradict", CONTRADICT), ("unknown", UNKNOWN)],
)
def test_names_are_judged_as_a_person_would(expected: str, pairs: list[tuple[str, str]]) -> None:
    assert dict(zip(pairs, verdicts(*pairs), strict=True)) == dict.fromkeys(pairs, expected)


def test_the_order_of_a_pair_does_not_matter() -> None:
    pairs = SAME + COMPATIBLE + CONTRADICT + UNKNOWN

    assert verdicts(*pairs) == verdicts(*((other, one) for one, other in pairs))


def test_a_missing_part_is_no_evidence() -> None:
    nobody = pl.DataFrame({name: [None] for name in KEYS}, schema=dict.fromkeys(KEYS, pl.String))

    assert names_verdict(nobody, nobody).to_list() == ["unknown"]


def test_sexes_that_differ_contradict_even_with_one_name() -> None:
    man = pl.DataFrame({"last_key": ["kim"], "first_key": ["xenja"], "patronymic_key": [None], "sex": ["m"]})

    assert names_verdict(man, man.with_columns(sex=pl.lit("f"))).to_list() == ["contradict"]


def test_frames_of_different_height_are_refused() -> None:
    one = pl.DataFrame({name: ["a"] for name in KEYS})

    with pytest.raises(ValueError, match="row on the right"):
        names_verdict(one, one.clear())
