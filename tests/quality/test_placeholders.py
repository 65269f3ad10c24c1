import polars as pl

from zhivo.quality.placeholders import is_no_value, junk


def test_words_for_nothing_are_known_in_any_mix() -> None:
    nothing = pl.Series(["нет", "Нет данных", "-", "не указан", "n/a", "0", "???", "NULL", "без имени"])

    assert is_no_value(nothing).all()


def test_values_are_not_taken_for_nothing() -> None:
    values = pl.Series(["", "1", "Нетронов", "не звонить", "Иван", "нет 5", "Данные"])

    assert is_no_value(values).to_list() == [False] * 6 + [True]


def test_walks_on_the_keyboard_and_held_keys_are_junk() -> None:
    assert junk(pl.Series(["ааа", "aa", "asdf", "qwe", "йцукен", "фывфыв", "qwertyqwerty", "лалала"])).all()


def test_words_are_no_junk() -> None:
    assert not junk(pl.Series(["анна", "алла", "иванов", "а", "", "ли", "пол", "мама", "тата"])).any()
