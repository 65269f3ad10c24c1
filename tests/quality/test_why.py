import polars as pl
import pytest
from django.utils.translation import override

from tests.quality.piece import cleaned
from zhivo.quality.reasons import KINDS
from zhivo.quality.why import kinds, why

DUMMIES = {
    "full_name": {
        "Клиент": "word",
        "Тест": "trial",
        "Анонимный Енот": "guest",
        "Гость 4821": "guest",
        "йцукен": "run",
        "ааа": "alike",
        "лалала": "stammer",
        "нет": "nothing",
        "Москва": "city",
        "А": "letter",
        "123": "digits",
        "a3f9c2e1b7": "machine",
    },
    "phone": {
        "111111": "alike",
        "1234567": "run",
        "123123": "stammer",
        "+7 (900) 000-00-00": "round",
        "+7 (___)": "mask",
        "+7 999 123-45-67": "example",
        "нет": "nothing",
        "8 916 123-45-68, 1111111": "alike",
    },
    "email": {
        "1@mail.ru": "letter",
        "qwe123@mail.ru": "run",
        "no@no.ru": "nobody",
        "test@mail.ru": "trial",
        "ivan@mailinator.com": "disposable",
        "ivan@example.com": "example",
        "noreply@firma.ru": "machine",
        "нет": "nothing",
    },
    "company": {"ООО": "only_form", "физлицо": "private", "Компания": "word", "ааа": "alike"},
    "inn": {"1111111111": "alike", "1234567894": "run", "7700000006": "round"},
    "birthday": {"01.01.1900": "default", "11.11.1111": "alike"},
    "city": {"-": "nothing", "город": "word"},
}


@pytest.mark.parametrize("field", DUMMIES)
def test_every_dummy_says_by_what_it_is_known_and_is_one_for_the_cleaners_too(field: str) -> None:
    asked = DUMMIES[field]
    clean = cleaned(**{field: list(asked)})

    assert kinds(field=field, values=pl.Series(list(asked))).to_list() == list(asked.values())
    assert all(any(reason.endswith(":placeholder") for reason in reasons) for reasons in clean["reasons"])


def test_every_kind_that_has_words_is_met() -> None:
    assert {kind for asked in DUMMIES.values() for kind in asked.values()} == set(KINDS)


def test_a_value_that_is_none_has_no_why() -> None:
    values = {
        "full_name": "Тестов Николай",
        "phone": "89161234568",
        "email": "info@firma.ru",
        "boots": "нет",
        "city": "",
    }

    assert [why(field=field, value=value) for field, value in values.items()] == [None] * len(values)


def test_the_why_is_a_phrase_for_people() -> None:
    with override("en"):
        assert str(why(field="email", value="anna@mailinator.com")) == "a mailbox for ten minutes"
