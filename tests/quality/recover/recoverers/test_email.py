"""E-mails of comments."""

from __future__ import annotations

import pytest

from tests.quality.recover.read import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("мыло: Petrov_77@Yandex.ru.Звонить", ["petrov_77@yandex.ru"]),
        ("ivan.s собака yandex.ru, sales @ stroymir.ru", ["ivan.s@yandex.ru", "sales@stroymir.ru"]),
        ("почта ivan@mail,ru", ["ivan@mail.ru"]),
        ("почта не ivan@mail.ru а ivan77@mail.ru", ["ivan77@mail.ru"]),
        ("ivanov.ivan@mail.ru - неправильная, ivan.ivanov@mail.ru", ["ivan.ivanov@mail.ru"]),
        ("письмо на a.petrova@zavod.ru вернулось, логин admin@site.ru", []),
        ("телеграм @kotik_88, цена 1200@шт, 1@mail.ru, test@test.ru", []),
    ],
)
def test_an_address_is_in_use_and_no_dummy(text: str, found: list[str]) -> None:
    assert values(text, "email") == found
