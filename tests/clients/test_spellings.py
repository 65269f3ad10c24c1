"""What a typed word may mean."""

import pytest

from zhivo.clients.search import remember_words
from zhivo.clients.spellings import Spellings, in_other_letters, joined, one_slip, split, switched


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bdfyjd", "иванов"), (";erjd", "жуков"), ("шмфтщм", "ivanov"), ("[fhbnjyjd 12", "харитонов 12")],
)
def test_the_other_layout_is_the_same_keys(typed, meant):
    assert switched(typed) == meant


@pytest.mark.parametrize(
    ("latin", "russian"),
    [
        ("ivanov", "иванов"),
        ("shcherbakov", "щербаков"),
        ("yuliya", "юлия"),
        ("nikolay", "николай"),
        ("belsky", "бельский"),
    ],
)
def test_a_name_in_latin_letters_is_read_to_within_a_slip(latin, russian):
    ways = in_other_letters(latin)

    assert russian in ways | {slip for way in ways for slip in one_slip(way)}


def test_a_russian_name_is_spelled_in_the_usual_ways():
    assert in_other_letters("хатин") == {"khatin", "hatin"}


@pytest.mark.parametrize("slip", ["опов", "ппопов", "опопов", "поопв", "попво", "попав", "поповв", "попо", "попон"])
def test_every_slip_of_one_letter_is_made(slip):
    assert slip in one_slip("попов")


@pytest.mark.django_db
def test_words_are_told_apart_by_how_far_they_are():
    remember_words(["попов", "попова", "попав", "поповский", "прохоров", "филиппов", "popov", "папоаа"])

    meant = Spellings("попов")

    assert meant.others == {"popov"}
    assert meant.begun == {"попова", "поповский"}
    assert meant.slips == {"попав"}
    assert "прохоров" not in meant.far | meant.pieces
    assert Spellings("липпов").pieces == {"филиппов"}
    assert Spellings("прхорво").far >= {"прохоров"}


@pytest.mark.django_db
def test_words_are_joined_and_split_where_the_base_has_them():
    remember_words(["стройсервис", "агро", "снаб"])

    assert joined(["строй", "сервис", "тверь"]) == [["стройсервис", "тверь"]]
    assert split("агроснаб") == [("агро", "снаб")]
    assert split("я") == []
