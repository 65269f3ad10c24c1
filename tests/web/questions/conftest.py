"""These screens are tested in English, the language of the source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.web.cast import World
from zhivo.team.models import User


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def world(world: World) -> World:
    """The cast, reading English."""
    User.objects.update(language="en")
    return world
