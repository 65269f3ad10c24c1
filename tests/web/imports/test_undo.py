"""Taking an import back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World
from zhivo.clients.edit import edit
from zhivo.clients.models import Client
from zhivo.intake.jobs import work_on
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


@pytest.fixture
def batch(world: World) -> Batch:
    return load(
        {"full_name": "Крылова Вера", "phone": "+79050000001"},
        {"full_name": "Лосев Пётр", "phone": "+79050000002"},
        source="новые",
    )


def test_the_undo_says_first_what_it_will_do(owner: Browser, batch: Batch) -> None:
    text = owner.get(f"/imports/{batch.pk}/undo/").content.decode()

    assert f'action="/imports/{batch.pk}/undo/"' in text
    assert Batch.objects.get(pk=batch.pk).state == "done"


def test_the_undo_begins_and_its_page_shows_how_far_it_is(owner: Browser, batch: Batch) -> None:
    answer = owner.post(f"/imports/{batch.pk}/undo/")

    assert answer.headers["Location"] == f"/imports/{batch.pk}/"
    assert Batch.objects.get(pk=batch.pk).state == "undoing"
    assert 'id="progress"' in owner.get(f"/imports/{batch.pk}/").content.decode()


def test_what_had_to_stay_is_named_when_it_is_over(owner: Browser, batch: Batch) -> None:
    vera = Client.objects.get(last_name="Крылова")
    edit(client=vera, field="city", value="Самара", version=vera.version, by=None)

    owner.post(f"/imports/{batch.pk}/undo/")
    work_on(batch.pk)
    text = owner.get(f"/imports/{batch.pk}/").content.decode()

    assert Batch.objects.get(pk=batch.pk).state == "undone"
    assert f'href="/clients/{vera.pk}/"' in text
    assert "Лосев" not in text


def test_rows_that_a_later_file_holds_too_are_told_before_and_after(owner: Browser, batch: Batch) -> None:
    later = load({"full_name": "Крылова Вера", "phone": "+79050000001"}, source="новые")

    before = owner.get(f"/imports/{batch.pk}/undo/").content.decode()
    owner.post(f"/imports/{batch.pk}/undo/")
    work_on(batch.pk)
    after = owner.get(f"/imports/{batch.pk}/").content.decode()

    assert "1\N{NO-BREAK SPACE}строка файла и клиенты, которые пришли только с ней</dd>" in before
    assert "1\N{NO-BREAK SPACE}строка со своим клиентом: она есть и в более поздней загрузке." in before
    assert f'href="/imports/{later.pk}/">Осталась 1\N{NO-BREAK SPACE}строка: она есть и в файле «новые.csv».' in after
    assert "Убрана 1\N{NO-BREAK SPACE}строка" in after
    assert "Оставлять ничего не пришлось" not in after


def test_what_is_being_undone_is_not_offered_again(owner: Browser, batch: Batch) -> None:
    owner.post(f"/imports/{batch.pk}/undo/")

    assert owner.get(f"/imports/{batch.pk}/undo/").headers["Location"] == f"/imports/{batch.pk}/"
    assert owner.post(f"/imports/{batch.pk}/undo/").headers["Location"] == f"/imports/{batch.pk}/"


def test_a_marketer_loads_but_does_not_undo(world: World, log_in: LogIn, batch: Batch) -> None:
    browser = log_in(world.people["marketer"])

    assert "/undo/" not in browser.get(f"/imports/{batch.pk}/").content.decode()
    assert browser.post(f"/imports/{batch.pk}/undo/").status_code == 403
    assert Batch.objects.get(pk=batch.pk).state == "done"
