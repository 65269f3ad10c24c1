"""A column without a telling name is known by its values and its neighbours."""

from __future__ import annotations

import pytest

from zhivo.intake.headers import Guess, guess

NAMELESS = ["", "Столбец 9", "f7", "Поле", "Column12"]


def known(*columns: list[str], headers: list[str] | None = None) -> list[Guess]:
    """Guess columns of values, long ones made by saying them again."""
    rows = [list(row) for row in zip(*columns, strict=True)]
    return guess(header=headers or [""] * len(columns), sample=rows)


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("phone", ["916 123-45-67", "903 555 77 88", "8 495 111 22 33"]),
        ("phone", ["тел: 8 916 123 45 67", "моб. 89161112233", "+7 903 111-22-33 Анна"]),
        ("email", ["ivan@mail.example", "почта: a@bk.example", "c@d.example, e@f.example"]),
        ("full_name", ["ИВАНОВ ИВАН ИВАНОВИЧ", "Петрова Анна", "Ivanov Petr"]),
        ("first_name", ["Саша", "Anna", "ПЁТР"]),
        ("last_name", ["Иванов", "Петренко", "Ivanova"]),
        ("patronymic", ["Иванович", "Сергеевна", "Ильинична"]),
        ("birthday", ["31.05.1980", "1975-01-02", "5 мая 1990"]),
        ("birthday", ["12.05.80", "03.04.75", "30.11.92"]),
        ("sex", ["муж.", "жен.", "жен."]),
        ("city", ["г. Москва", "спб", "Самара"]),
        ("region", ["Самарская обл.", "Республика Татарстан", "Пермский край"]),
        ("address", ["443000, г Самара, ул Мира, д 5", "пр. Ленина, 12-4", "Гагарина 3"]),
        ("company", ["ООО «Ромашка»", "Волга, ЗАО", "Acme Inc"]),
        ("inn", ["6300000002", "7300000004"]),
        ("kpp", ["773601001", "770701001"]),
        ("telegram", ["@ivan", "https://t.me/petr_99"]),
        ("vk", ["vk.com/id1", "https://vk.ru/anna.p"]),
        ("whatsapp", ["https://wa.me/79161234567", "wa.me/79031112233"]),
        ("time_zone", ["МСК+2", "UTC+03:00", "Europe/Moscow"]),
        ("position", ["Генеральный директор", "Менеджер по продажам", "Главный бухгалтер"]),
        ("tags", ["VIP, опт", "опт", "розница, VIP", "опт, розница"]),
        ("status", ["новый", "в работе", "отказ", "в работе"]),
        ("source", ["сайт", "рекомендация", "Авито", "сайт"]),
        ("comment", ["просил перезвонить после обеда", "ждёт счёт до конца недели", "думает, звонить в среду"]),
    ],
)
@pytest.mark.parametrize("header", NAMELESS)
def test_a_column_with_a_name_that_says_nothing(header: str, field: str, cells: list[str]) -> None:
    (found,) = known(cells, headers=[header])

    assert found.field == field
    assert found.confidence < 0.9


@pytest.mark.parametrize(
    ("header", "field", "cells"),
    [
        ("тел. моб", "phone", ["89161234567", "89031112233"]),
        ("Контактик", "phone", ["89161234567", "89031112233"]),
        ("Контактик", "full_name", ["Иванов Иван", "Петрова Анна"]),
        ("мыло", "email", ["a@mail.example", "b@mail.example"]),
        ("ДР", "birthday", ["31.05.1980", "02.03.1975"]),
        ("Кто ведет", "responsible", ["Белова Анна", "Ветров Олег"]),
        ("откуда", "source", ["сайт", "рекомендация"]),
        ("откуда", "city", ["Самара", "Омск"]),
        ("телефн", "phone", ["89161234567", "89031112233"]),
        ("Должнсть", "position", ["директор", "завхоз"]),
        ("кем трудится", "position", ["директор", "менеджер"]),
    ],
)
def test_slang_and_slips(header: str, field: str, cells: list[str]) -> None:
    assert known(cells, headers=[header])[0].field == field


def test_of_two_columns_of_persons_the_one_with_few_is_who_works_with_them() -> None:
    clients = [f"{name} {last}" for name in ("Анна", "Олег", "Пётр", "Мария") for last in ("Ли", "Ким", "Цой", "Кац")]

    managers, names = known(["Белова Анна", "Ветров Олег"] * 8, clients)

    assert (managers.field, names.field) == ("responsible", "full_name")


def test_a_list_names_its_clients_even_if_they_come_again_and_again() -> None:
    (found, _phones) = known(["Белова Анна", "Ветров Олег"] * 8, [f"8916123450{at % 10}" for at in range(16)])

    assert found.field == "full_name"


def test_a_second_city_is_an_address() -> None:
    first, second = known(["Самара", "Омск"], ["Тула", "Пермь"])

    assert (first.field, second.field) == ("city", "address")


def test_what_the_values_cannot_tell_is_asked() -> None:
    days, sums, flags, names = known(
        ["12.03.2026", "14.03.2026", "15.03.2026"],
        ["100", "2500", "13"],
        ["да", "нет", "да"],
        ["Синий", "Белый", "Чёрный"],
    )

    assert all(one.field.startswith("attribute:") and one.confidence <= 0.5 for one in (days, sums, flags, names))


def test_a_field_that_a_header_gave_is_not_given_again() -> None:
    found = known(["Иванов Иван", "Петрова Анна"], ["Ким Олег", "Ли Анна"], headers=["ФИО", "Поле"])

    assert [one.field for one in found] == ["full_name", "responsible"]
    assert found[1].confidence < 0.75


def test_values_of_hostile_columns_are_judged_soon_and_harmlessly() -> None:
    cells = ["@" * 50_000, "+" * 50_000, "А " * 50_000, "vk.com/" * 9_000, "д" + "1" * 90_000, "8" + "-" * 60_000]

    assert len(known(cells * 30)) == 1
