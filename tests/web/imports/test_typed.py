"""The grid for typing from a notebook."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def test_without_a_script_it_is_a_form_of_twenty_rows(owner: Browser) -> None:
    cells = {"cell-full_name": ["Седов Пётр", "", "Орлова Анна"], "cell-phone": ["8 905 111-22-33", "", ""]}

    assert owner.get("/imports/typed/").content.decode().count('name="cell-full_name"') == 20
    answer = owner.post("/imports/typed/", {**cells, "hand_in": "1"})

    batch = Batch.objects.latest("pk")
    assert answer.headers["Location"] == f"/imports/{batch.pk}/"
    assert (batch.mapping, batch.notes["about_rows"]) == (["full_name", "phone"], 2)


def test_what_is_typed_is_kept_and_each_row_is_answered(owner: Browser, world: World) -> None:
    grid = {"columns": ["full_name", "phone"], "rows": [["Кто-то", "12"], ["Иванов", "8 916 123-45-67"]]}

    said = owner.post("/imports/typed/kept/", {"grid": json.dumps(grid)}).json()["said"]

    assert said["0"][0]["text"]
    assert {one["url"] for one in said["1"]} >= {f"/clients/{world.ivan.pk}/"}
    assert 'value="8 916 123-45-67"' in owner.get("/imports/typed/").content.decode()


def test_columns_are_chosen_and_remembered(owner: Browser) -> None:
    owner.post("/imports/typed/", {"cell-full_name": "Седов Пётр", "column": ["full_name", "inn"], "choose": "1"})

    text = owner.get("/imports/typed/").content.decode()

    assert 'name="cell-inn"' in text
    assert 'name="cell-phone"' not in text
    assert 'value="Седов Пётр"' in text


@pytest.mark.parametrize(
    "grid", ["", "[]", "{", '{"columns": 3, "rows": [[1]]}', '{"columns": ["phone"], "rows": [7]}']
)
def test_nonsense_is_an_empty_grid(owner: Browser, grid: str) -> None:
    assert owner.post("/imports/typed/kept/", {"grid": grid}).json()["said"] == {}


def test_an_empty_grid_is_refused_in_a_sentence(owner: Browser) -> None:
    answer = owner.post("/imports/typed/", {"hand_in": "1"})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
