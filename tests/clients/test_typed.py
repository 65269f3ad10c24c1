"""What was typed into the search, taken apart."""

import pytest

from zhivo.clients.typed import read


@pytest.mark.parametrize("text", ["8 (916) 123-45-67", "8 916 123 45 67", "8-916-123-45-67", "тел. 8.916.123.45.67"])
def test_the_groups_of_a_number_are_one_number(text):
    typed = read(text)

    assert (typed.words, typed.numbers) == ([], ["89161234567"])


@pytest.mark.parametrize(
    ("text", "words", "numbers", "initials", "mails"),
    [
        ("Иванов Сергей 4567", ["иванов", "сергей"], ["4567"], [], []),
        ("иванов 123-45-67 казань", ["иванов", "казань"], ["1234567"], [], []),
        ("Иванов С.П.", ["иванов"], [], ["с", "п"], []),
        ("ООО «Ромашка»", ["ромашка"], [], [], []),
        ("Строй-Сервис-12", ["строй", "сервис", "12"], [], [], []),
        ("ивАнов ivan.petrov84@bk.ru", ["иванов", "ivan", "petrov", "84", "bk", "ru"], [], [], ["ivan.petrov84@bk.ru"]),
        ("petrov_", ["petrov"], [], [], ["petrov_"]),
        ("ООО", ["ооо"], [], [], []),
        ("Щёлоков", ["щелоков"], [], [], []),
        ("", [], [], [], []),
        ("☎", [], [], [], []),
    ],
)
def test_a_text_is_taken_apart(text, words, numbers, initials, mails):
    typed = read(text)

    assert (typed.words, typed.numbers, typed.initials, typed.mails) == (words, numbers, initials, mails)


def test_a_long_text_is_cut():
    assert len(read("слово1 " * 500).words) <= 6
    assert len(read("а" * 5000).words[0]) == 40


def test_of_many_pieces_of_e_mails_a_few_are_looked_for():
    assert read("_ " * 100).mails == ["_"]
    assert read("a@ b@ c@ d@").mails == ["a@", "b@", "c@"]
