"""Ten clients typed by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.cast import World
from zhivo.intake import typed_rows
from zhivo.sources.models import Batch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]
NAMES = (
    "Крылова Вера",
    "Лосев Пётр",
    "Зорин Олег",
    "Белых Анна",
    "Юдин Лев",
    "Гусева Нина",
    "Котов Иван",
    "Рыбина Яна",
)
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


def typed(page: Any) -> list[list[str]]:
    cells: list[list[str]] = page.evaluate(
        "() => [...document.querySelectorAll('.typing tbody tr')]"
        ".map((row) => [...row.querySelectorAll('input')].slice(0, 2).map((cell) => cell.value))"
    )
    return [row for row in cells if any(row)]


def test_ten_clients_are_typed_by_keyboard_and_handed_in(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/imports/typed/")

    for number, name in enumerate(NAMES):
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(f"8 905 000-00-0{number}")
        page.keyboard.press("Enter")
    page.evaluate(PASTE, "Сомова Ия\t12\nИванов И.\t8 916 123-45-67\n")
    page.keyboard.press("Control+z")
    taken_back = len(typed(page))
    page.keyboard.press("Control+y")
    page.wait_for_selector(".said .c-warn")
    page.wait_for_selector(f".said a[href='/clients/{world.ivan.pk}/']")

    assert taken_back == 8
    assert len(typed(page)) == 10
    assert len(typed_rows.kept(by=world.people["owner"]).rows) == 10
    page.reload()
    assert typed(page)[8] == ["Сомова Ия", "12"]
    page.locator("button[name=hand_in]").click()
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    batch = Batch.objects.latest("pk")
    assert (batch.mapping[:2], batch.notes["about_rows"]) == (["full_name", "phone"], 10)


def test_arrows_walk_and_a_block_makes_rows(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/imports/typed/")

    page.evaluate(PASTE, "\n".join(f"Клиент {number}\t8 905 000-{number:02}-00" for number in range(60)))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("Седов Лев")

    assert len(typed(page)) == 60
    assert typed(page)[58] == ["Седов Лев", "8 905 000-58-00"]
