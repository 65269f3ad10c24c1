"""Lists worked through by keyboard: tabs, tags, one value for many."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.cast import World
from zhivo.clients import view_counts
from zhivo.clients.models import Client, ClientTag, SavedView

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]


@pytest.fixture(autouse=True)
def _nothing_counted_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_counts, "_kept", OrderedDict())


def test_a_list_is_kept_as_a_tab_and_the_tab_gets_its_number(world: World, open_as: Open) -> None:
    page = open_as(world.anna, "/clients/?phone=yes")

    page.keyboard.press("v")
    page.keyboard.type("С телефоном")
    page.keyboard.press("Enter")

    page.wait_for_selector("#tabs .on:has-text('С телефоном') span:has-text('2')")
    assert SavedView.objects.get(name="С телефоном").asked == {"phone": "yes"}


def test_a_typed_tag_goes_on_the_ticked_row_and_z_takes_it_off(world: World, open_as: Open) -> None:
    page = open_as(world.anna, "/clients/")

    page.keyboard.press("x")
    page.keyboard.press("l")
    page.keyboard.type("Ярмарка")
    page.keyboard.press("Enter")
    page.wait_for_selector("#notes :text('Ярмарка')")
    tagged = ClientTag.objects.filter(tag__name="Ярмарка").count()
    page.keyboard.press("z")
    page.wait_for_selector("#notes :text('Отменено')")

    assert (tagged, ClientTag.objects.filter(tag__name="Ярмарка").count()) == (1, 0)


def test_a_known_tag_is_found_by_its_beginning(world: World, open_as: Open) -> None:
    page = open_as(world.anna, "/clients/")

    page.keyboard.press("x")
    page.keyboard.press("l")
    page.keyboard.type("рын")

    assert page.locator("[data-narrow=row]:visible").all_inner_texts() == ["Рынок\nснять"]
    page.keyboard.type("ка нет")
    assert page.locator("details[open] [data-narrow=row]:visible").count() == 0


def test_one_value_for_many_is_written_by_keyboard_alone(world: World, open_as: Open) -> None:
    page = open_as(world.anna, "/clients/")

    page.keyboard.press("x")
    page.keyboard.press("f")
    page.keyboard.type("город")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bulk/edit/")
    page.keyboard.type("Казань")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=изменится у 1 из 1 клиента")
    page.keyboard.press("Enter")

    page.wait_for_selector("#notes :text('Город: «Казань» у 1 клиента')")
    assert Client.objects.get(pk=world.ivan.pk).city == "Казань"
