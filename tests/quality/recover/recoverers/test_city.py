"""The client's city in comments."""

from __future__ import annotations

import pytest

from tests.quality.recover.read import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("живёт в Питере", ["Санкт-Петербург"]),
        ("г.Тольятти ул. Мира 15-20", ["Тольятти"]),
        ("находится в г. Красноярск", ["Красноярск"]),
        ("из Омска переехал в Томск", ["Томск"]),
        ("клиентка из Перми", ["Пермь"]),
        ("Самара, опт", ["Самара"]),
        ("теперь в Тюмени живет", ["Тюмень"]),
        ("заказ из Перми не пришел, доставка в Казань", []),
        ("Владимир просил скидку. Орел", []),
        ("Самара, Тольятти, Сызрань", []),
        ("не звонить до 9 мск", []),
    ],
)
def test_a_city_is_where_the_client_is_not_where_goods_go(text: str, found: list[str]) -> None:
    assert values(text, "city") == found
