import polars as pl

from zhivo.quality.placeholders import is_no_value, texts


def test_words_for_nothing_are_known_in_any_mix() -> None:
    nothing = pl.Series(
        [
            "нет",
            "Нет данных",
            "-",
            "не указан",
            "n/a",
            "0",
            "???",
            "NULL",
            "без имени",
            "не дал",
            "скрыто",
            "не выбрано",
        ]
    )

    assert is_no_value(nothing).all()


def test_values_are_not_taken_for_nothing() -> None:
    values = pl.Series(["", "1", "Нетронов", "не звонить", "Иван", "нет 5", "Данилов", "Номеровский", "Данные"])

    assert is_no_value(values).to_list() == [False] * 8 + [True]


def test_a_cell_of_trials_or_of_keys_pressed_at_random_says_nothing_whatever_the_field() -> None:
    cells = pl.Series(["тест", "Тест 2", "test test", "asdf", "ыыы", "фыв фыв", "не указан"])

    assert texts.kinds(cells).to_list() == ["trial", "trial", "trial", "run", "alike", "run", "nothing"]


def test_a_cell_with_something_in_it_says_something() -> None:
    cells = pl.Series(["", "Тестов", "Анна", "спросить у жены", "7736AAA01", "тест-драйв", "кв. 12"])

    assert texts.kinds(cells).null_count() == cells.len()
