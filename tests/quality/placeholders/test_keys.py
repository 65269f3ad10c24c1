import polars as pl
import pytest

from zhivo.quality.placeholders import junk
from zhivo.quality.placeholders.keys import kinds, mashed


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("alike", "ааа aa ыыыы"),
        ("run", "asdf qwe йцукен ytrewq фывфыв qwertyqwerty 1q2w3e qazwsx авы jkl"),
        ("stammer", "лалала мумуму"),
    ],
)
def test_it_is_told_how_letters_came_about_that_were_not_meant(kind: str, words: str) -> None:
    every = pl.Series(words.split())

    assert kinds(every).to_list() == [kind] * every.len()


def test_words_are_no_junk() -> None:
    assert not junk(pl.Series(["анна", "алла", "иванов", "а", "", "ли", "пол", "мама", "тата", "кен", "лора"])).any()


def test_what_nobody_could_say_aloud_is_no_name() -> None:
    assert mashed(pl.Series(["прлджф", "sdfgdfs", "ывапоп", "ьолд", "взгрстк"])).all()


def test_names_of_every_people_can_be_said_aloud() -> None:
    names = "мкртчян ырысбек орлова павлов папава шмидт шварц schwarz bdfyjd нгуен вдовствующая бржезинская крк"

    with_slips = "campbdrll goldswprthy cwmbwrla glgss hhs"

    assert not mashed(pl.Series([*names.split(), *with_slips.split()])).any()
