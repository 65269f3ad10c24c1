"""The page of consequences in a browser: words answered, rows looked at, and what was foretold written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_import import foretell, work
from tests.web.cast import World
from zhivo.clients.models import ContactPoint
from zhivo.intake.models import Meaning

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]

LIST = """ФИО;Телефон;Почта;Ответственный
Крылова Вера Ивановна;8 905 000-00-01;krylova@gmial.com;Anna
Лосев Пётр;+7 905 000 00 02;losev@gmial.com;Белова
Иванов Иван;8 916 123-45-67;;
;нет;;
"""
NUMBERS = ".sums .t-num-2"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "клиенты.csv"
    path.write_text(LIST, "utf-8")
    return path


def to_consequences(page: Any, file: Path) -> None:
    page.set_input_files("#files", file)
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    page.locator("button[formaction$='foretelling/']").click()
    page.wait_for_url(re.compile(r"/consequences/$"))
    foretell()
    page.wait_for_selector(".sums")


def test_a_word_is_answered_rows_are_looked_at_and_what_was_foretold_is_written(
    world: World, open_as: Open, file: Path
) -> None:
    page = open_as(world.people["owner"], "/imports/new/")
    to_consequences(page, file)
    assert page.locator(".one-ask").count() == 2

    page.locator("button[value='email:fix']").click()
    page.wait_for_selector("#progress")
    foretell()
    page.wait_for_selector(".sums")
    told = page.locator(NUMBERS).all_inner_texts()

    assert Meaning.objects.get().means == "gmail.com"
    assert page.locator(".one-ask").count() == 1
    page.locator(".sums a").nth(1).click()
    page.wait_for_selector("table.raw")
    assert page.locator("table.raw tbody tr").count() == 1
    assert page.locator(f"a[href='/clients/{world.ivan.pk}/']").count() == 1

    page.go_back()
    page.locator(".act-foot .main-act").click()
    page.wait_for_selector("#progress")
    batch = work()
    page.wait_for_selector(".strip .c-ok")
    written = page.locator(NUMBERS).all_inner_texts()

    assert (batch.clients_created, batch.clients_joined, batch.held, batch.refused) == (2, 1, 0, 1)
    assert told[:2] == written[:2] == ["2", "1"]
    assert ContactPoint.objects.filter(value="krylova@gmail.com").exists()


@pytest.mark.parametrize("width", [360, 1366])
def test_no_page_before_writing_is_wider_than_the_screen(world: World, open_as: Open, file: Path, width: int) -> None:
    page = open_as(world.people["owner"], "/imports/new/", viewport={"width": width, "height": 800})
    to_consequences(page, file)
    at = page.url

    for path in (at, f"{at}rows/", f"{at}rows/?of=email:domain_typo"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
