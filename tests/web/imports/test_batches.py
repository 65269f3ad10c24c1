"""The list of imports."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def test_the_newest_stand_first_and_older_ones_follow(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhivo.web.imports.batches.ON_A_PAGE", 1)
    browser = log_in(world.people["owner"])

    first = browser.get("/imports/").content.decode()
    (older,) = set(re.findall(r'hx-get="(\?before=\d+)"', first))
    second = browser.get(f"/imports/{older}", headers={"HX-Request": "true"}).content.decode()

    assert "strange.csv" in first
    assert "list.csv" not in first
    assert "list.csv" in second
    assert "<html" not in second


def test_the_undo_is_offered_to_those_who_may(world: World, log_in: LogIn) -> None:
    undo = f"/imports/{world.batch.pk}/undo/"

    assert undo in log_in(world.people["owner"]).get("/imports/").content.decode()
    assert undo not in log_in(world.people["marketer"]).get("/imports/").content.decode()


def test_an_empty_list_says_what_to_do_next(world: World, log_in: LogIn) -> None:
    Batch.objects.all().delete()

    assert 'href="/imports/new/"' in log_in(world.people["owner"]).get("/imports/").content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "99999999999999999999999", "²"])
def test_a_crooked_place_is_no_failure(world: World, log_in: LogIn, before: str) -> None:
    assert log_in(world.people["owner"]).get("/imports/", {"before": before}).status_code == 200
