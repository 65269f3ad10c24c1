import polars as pl

from zhivo.quality.names import dictionary
from zhivo.quality.names.sound import sound_of


def key_of(form: str) -> str | None:
    known = dictionary.first_names().filter(pl.col("written") == sound_of(form))
    return known["first_key"][0] if known.height else None


def test_no_form_is_listed_for_both_sexes_by_oversight() -> None:
    both = dictionary.first_names().filter(pl.col("sex").is_null())["written"].to_list()

    expected = ["Саша", "Саня", "Шура", "Женя", "Женька", "Жека", "Евгеша", "Валя", "Сима", "Мотя", "Броня", "Айнур"]
    assert sorted(both) == sorted(sound_of(form) for form in expected)


def test_short_forms_of_several_names_know_all_of_them() -> None:
    assert dictionary.alternatives()[sound_of("Саша")] == {"aleksandr", "aleksandra"}
    assert {"vjaqeslav", "stanislav", "jaroslav"} <= dictionary.alternatives()[sound_of("Слава")]


def test_a_common_name_stands_for_itself() -> None:
    common = [
        "Александр",
        "Сергей",
        "Елена",
        "Ольга",
        "Татьяна",
        "Мария",
        "Анна",
        "Вера",
        "Магомед",
        "Гульнара",
        "Армен",
    ]

    assert {name: key_of(name) for name in common} == {name: sound_of(name) for name in common}
    assert {sound_of(name) for name in common} <= dictionary.full_names()


def test_a_latin_form_is_known_by_its_letters_only() -> None:
    assert sound_of("Andrew") == sound_of("Andreev")
    assert key_of("Андреев") is None


def test_an_initial_may_be_that_of_a_short_form() -> None:
    assert {"m", "r"} <= dictionary.initials(sound_of("Маргарита"))
    assert "a" in dictionary.initials(sound_of("Саша"))
    assert "p" not in dictionary.initials(sound_of("Иван"))


def test_a_slip_in_a_long_name_is_recognised() -> None:
    assert dictionary.is_near(sound_of("Вячеслов"))
    assert not dictionary.is_near(sound_of("Иванов"))
