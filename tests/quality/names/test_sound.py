import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhivo.quality.names.sound import sound_of

ALIKE = [
    ("Юлия", "Yuliya", "Iuliia", "Julia", "Yulia"),
    ("Щербаков", "Shcherbakov", "Scherbakov", "Sherbakov"),
    ("Ельский", "elskij", "Yelskiy", "Elskii"),
    ("Соловьёв", "Solovyov", "Soloviev", "Solovev", "Solovyev"),
    ("Цветков", "Tsvetkov", "Cvetkov", "Tcvetkov"),
    ("Хохлов", "Khokhlov", "Hohlov"),
    ("Яковлева", "Yakovleva", "Iakovleva", "Jakovleva"),
    ("Жуков", "Zhukov", "Žukov"),
    ("Сергеевич", "Sergeevich", "Sergeyevich"),
    ("Артём", "Артем", "Artyom", "Artem"),
    ("Зайцева", "Zaytseva", "Zajtseva", "Zaiceva"),
    ("Братский", "Bratskiy", "Bratskij"),
    ("Юрьевич", "Iurevich", "Yuryevich", "Yurevich"),
    ("Пятская", "Pyatskaya", "Piatskaia"),
    ("Матвеевна", "Матвееевна", "Matveevna"),
    ("Ильинична", "Ilyinichna", "Ilinichna"),
]
APART = ["Анна", "Яна", "Аня", "Лена", "Лёня", "Жанна", "Шанна", "Ханна", "Чанна", "Цанна", "Занна"]


@pytest.mark.parametrize("spellings", ALIKE, ids=lambda spellings: spellings[0])
def test_a_word_and_its_transliterations_sound_the_same(spellings: tuple[str, ...]) -> None:
    assert len({sound_of(word) for word in spellings}) == 1


def test_different_sounds_are_different_letters() -> None:
    assert len({sound_of(word) for word in APART}) == len(APART)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=30))
def test_a_key_is_small_latin_letters_and_hyphens(word: str) -> None:
    assert set(sound_of(word)) <= set("abcdefghijklmnopqrstuvwxyz-")
