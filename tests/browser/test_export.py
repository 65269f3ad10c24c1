"""Taking the list out in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.cast import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_menu_hands_the_file_over_and_the_page_stays(
    world: World, open_as: Callable[..., Any], tmp_path: Path
) -> None:
    page = open_as(world.people["owner"], "/clients/?kind=person", viewport={"width": 1280, "height": 720})

    page.click(".out > summary")
    with page.expect_download() as got:
        page.click(".out button[value=xlsx]")

    path = tmp_path / got.value.suggested_filename
    got.value.save_as(path)
    assert path.suffix == ".xlsx"
    assert path.read_bytes().startswith(b"PK")
    assert page.url.endswith("/clients/?kind=person")
