from tests.quality.piece import cleaned


def test_words_that_name_no_city_are_a_dummy() -> None:
    cells = ["-", "не указан", "город", "Город не указан", "Выберите город", "другой", "г.", "фыв", "тест", "прлджф"]
    clean = cleaned(city=cells)

    assert clean["city"].null_count() == len(cells)
    assert clean["reasons"].to_list() == [["city:placeholder"]] * len(cells)


def test_short_and_rare_names_of_places_are_no_dummies() -> None:
    cells = ["НН", "ош", "Ыб", "СПБ", "с. Новое", "Городец", "Взморье"]

    assert cleaned(city=cells)["city"].null_count() == 0
