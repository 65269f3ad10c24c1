import pytest

from tests.quality.piece import cleaned

DUMMIES = [
    *("нет", "-", "не указана", "ООО", "ИП", "ООО «»", "ООО ООО", "физлицо", "физ. лица", "ч/л", "ФЛ", "частное лицо"),
    *("Частный клиент", "самозанятая", "студент", "не работаю", "для себя", "без компании", "Название компании"),
    *("Компания", "тест", "ООО Тест", "Тестовая компания", "ааа", "123", "1", "private person"),
]
FIRMS = [
    *(
        "777",
        "ВТБ",
        "КМК",
        "Дом",
        "ООО «Студент»",
        "ООО «Физик»",
        "ООО «ААА»",
        "АО «Имя»",
        "Студент-сервис",
        "Home Credit",
    ),
    *("Рога и копыта", "Компания «Свет»", "Тестов и партнёры", "Первая частная клиника"),
]


@pytest.mark.parametrize("cell", DUMMIES)
def test_words_that_name_no_firm_are_a_dummy(cell: str) -> None:
    clean = cleaned(company=[cell], phone=["89161234567"])

    assert clean["company"].to_list() == [None]
    assert clean["reasons"].to_list() == [["company:placeholder"]]


@pytest.mark.parametrize("cell", FIRMS)
def test_firms_are_not_taken_for_dummies(cell: str) -> None:
    clean = cleaned(company=[cell])

    assert clean["company"].null_count() == 0
    assert clean["reasons"].to_list() == [[]]
