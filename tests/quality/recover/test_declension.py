"""Names, roles and cities are known in every case."""

from __future__ import annotations

import pytest

from zhivo.quality.recover import cities, roles
from zhivo.quality.recover.declension import CASES, cases
from zhivo.quality.recover.persons import named


@pytest.mark.parametrize(
    ("word", "sex", "forms"),
    [
        ("олег", "m", "олег олега олегу олега олегом олеге"),
        ("андрей", "m", "андрей андрея андрею андрея андреем андрее"),
        ("юрий", "m", "юрий юрия юрию юрия юрием юрии"),
        ("игорь", "m", "игорь игоря игорю игоря игорем игоре"),
        ("павел", "m", "павел павла павлу павла павлом павле"),
        ("илья", "m", "илья ильи илье илью ильей илье"),
        ("ольга", "f", "ольга ольги ольге ольгу ольгой ольге"),
        ("юлия", "f", "юлия юлии юлии юлию юлией юлии"),
        ("любовь", "f", "любовь любови любови любовь любовью любови"),
        ("владелец", "m", "владелец владельца владельцу владельца владельцем владельце"),
        ("великий", "m", "великий великого великому великого великим великом"),
    ],
)
def test_a_word_has_six_cases(word: str, sex: str, forms: str) -> None:
    assert dict(cases(word, sex=sex)) == dict(zip(CASES, forms.split(), strict=True))


@pytest.mark.parametrize(
    ("written", "within", "name"),
    [
        ("Мариной Петровой", "i", "Марина Петрова"),
        ("Фёдоровной", "i", None),
        ("Людмилой Фёдоровной", "i", "Людмила Фёдоровна"),
        ("Александра", "ga", "Александр"),
        ("Александра", "n", "Александра"),
        ("Сидоров А. П.", "n", "Сидоров А. П."),
        ("Зарецкому Петру Ильичу", "d", "Зарецкий Пётр Ильич"),
        ("Гончаренко", "i", "Гончаренко"),
        ("скидке", "d", None),
        ("рада", "n", None),
    ],
)
def test_a_name_is_brought_to_the_nominative(written: str, within: str, name: str | None) -> None:
    found = named(written.split(), within=within)

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("said", "within", "city"),
    [
        ("нижнем новгороде", "p", "Нижний Новгород"),
        ("набережных челнов", "g", "Набережные Челны"),
        ("ростова-на-дону", "g", "Ростов-на-Дону"),
        ("йошкар-оле", "p", "Йошкар-Ола"),
        ("химок", "g", "Химки"),
        ("сочи", "p", "Сочи"),
        ("твери", "p", "Тверь"),
        ("питере", "p", "Санкт-Петербург"),
        ("самары", "p", None),
        ("самарской", "g", None),
    ],
)
def test_a_city_is_known_in_the_case_that_is_asked_for(said: str, within: str, city: str | None) -> None:
    found = cities.named(said, 0, within=within)

    assert (found[0] if found else None) == city


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("передать главному бухгалтеру", ["главный бухгалтер"]),
        ("гл. бух и ген.директор", ["главный бухгалтер", "генеральный директор"]),
        ("менеджер по закупкам", ["менеджер по закупкам"]),
        ("менеджер в курсе, наш директор тоже", []),
        ("замер и бухгалтерия", []),
        ("зам. директора", ["заместитель директора"]),
    ],
)
def test_roles_are_known_in_every_case_but_ours_are_none(said: str, names: list[str]) -> None:
    assert [role.name for role in roles.in_sentence(said)] == names
