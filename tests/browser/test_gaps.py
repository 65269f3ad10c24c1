"""The gaps filled by keyboard alone: walked, refused, saved as one goes on, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.cast import World
from zhivo.clients.models import Client
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import Asked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_gap_is_refused_filled_and_taken_back_by_keyboard(world: World, open_as: Callable[..., Any]) -> None:
    portraits.save(kind="person", asked=[Asked("occupation", 8), Asked("birthday", 5)], by=None)
    page = open_as(world.anna, "/quality/gaps/")

    page.keyboard.press("e")
    page.keyboard.type("нет")
    page.keyboard.press("Tab")
    page.wait_for_selector(".gap.bad")
    at = page.evaluate("document.activeElement.dataset.column")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+a")
    page.keyboard.type("пекарь")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".filled.new")
    left = page.inner_text("#gaps-left")
    saved = Client.objects.get(pk=world.ivan.pk).values["occupation"]
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("z")

    assert (at, left, saved) == ("birthday", "1", "пекарь")
    assert "occupation" not in Client.objects.get(pk=world.ivan.pk).values
    assert page.inner_text("#gaps-left") == "2"
