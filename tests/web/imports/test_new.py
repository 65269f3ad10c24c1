"""Dropping files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from tests.web.imports.files import LIST, dropped
from zhivo.sources.models import Batch, Drop
from zhivo.team.models import User
from zhivo.web.imports import upload

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def drafts() -> list[Batch]:
    return list(Batch.objects.filter(state="draft").order_by("pk"))


def test_a_dropped_file_becomes_a_draft_of_its_own(world: World, log_in: LogIn) -> None:
    answer = log_in(world.people["owner"]).post("/imports/new/", {"files": [dropped()]})

    (batch,) = drafts()
    assert answer.headers["Location"] == f"/imports/{batch.pk}/"
    assert (batch.file_name, batch.source.name, batch.by) == ("клиенты.csv", "клиенты", world.people["owner"])
    assert batch.mapping == ["full_name", "phone", "attribute:Размер обуви"]


def test_several_files_become_several_drafts_and_htmx_is_sent_to_the_first(world: World, log_in: LogIn) -> None:
    files = [dropped("раз.csv"), dropped("два.csv", LIST.replace("Иванов", "Петров"))]

    answer = log_in(world.people["owner"]).post("/imports/new/", {"files": files}, headers={"HX-Request": "true"})

    assert [batch.file_name for batch in drafts()] == ["раз.csv", "два.csv"]
    assert answer.headers["HX-Redirect"] == f"/imports/{drafts()[0].pk}/"


def test_what_cannot_be_read_is_said_beside_what_was(world: World, log_in: LogIn) -> None:
    files = [dropped("раз.csv"), dropped("пусто.csv", "")]
    browser = log_in(world.people["owner"])

    text = browser.post("/imports/new/", {"files": files}, follow=True).content.decode()

    (taken,) = drafts()
    assert f'href="/imports/{taken.pk}/"' in text
    assert "пусто.csv" in text
    assert "пусто.csv" in browser.get(f"/imports/{taken.pk}/").content.decode()


def test_files_that_all_cannot_be_read_leave_nothing_behind(world: World, log_in: LogIn) -> None:
    before = Drop.objects.count()

    answer = log_in(world.people["owner"]).post("/imports/new/", {"files": [dropped("пусто.csv", "")]})

    assert answer.status_code == 422
    assert "пусто.csv" in answer.content.decode()
    assert Drop.objects.count() == before


def test_a_file_is_added_to_those_that_wait(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["owner"])
    browser.post("/imports/new/", {"files": [dropped("раз.csv")]})
    drop = drafts()[0].drop_id

    assert f'name="drop" value="{drop}"' in browser.get(f"/imports/new/?drop={drop}").content.decode()
    browser.post("/imports/new/", {"files": [dropped("два.csv", LIST.replace("Иванов", "Петров"))], "drop": drop})

    assert [(batch.file_name, batch.drop_id) for batch in drafts()] == [("раз.csv", drop), ("два.csv", drop)]


def test_nothing_is_added_to_files_that_have_begun(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["owner"])
    browser.post("/imports/new/", {"files": [dropped("раз.csv")]})
    begun = drafts()[0]
    Batch.objects.filter(pk=begun.pk).update(state="done")

    browser.post("/imports/new/", {"files": [dropped("два.csv")], "drop": begun.drop_id})

    (added,) = drafts()
    assert added.drop_id != begun.drop_id


def test_the_same_file_twice_is_taken_once_and_said(world: World, log_in: LogIn) -> None:
    files = [dropped("раз.csv"), dropped("два.csv")]

    text = log_in(world.people["owner"]).post("/imports/new/", {"files": files}, follow=True).content.decode()

    assert [batch.file_name for batch in drafts()] == ["раз.csv"]
    assert "два.csv" in text


def test_a_form_without_files_says_so(world: World, log_in: LogIn) -> None:
    answer = log_in(world.people["owner"]).post("/imports/new/", {})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_file_that_is_too_large_is_not_kept(world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MOST", 100)
    files = [dropped("большой.csv", LIST * 10), dropped("малый.csv", "ФИО\nИванов Иван\n")]

    answer = log_in(world.people["owner"]).post("/imports/new/", {"files": files}, follow=True)

    assert [batch.file_name for batch in drafts()] == ["малый.csv"]
    assert "большой.csv" in answer.content.decode()


def test_a_name_with_a_path_or_with_markup_is_only_a_name(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["owner"])
    browser.post("/imports/new/", {"files": [dropped("../../etc/<blink>x</blink>.csv")]})

    (batch,) = drafts()

    assert "/" not in batch.file_name
    assert "<blink>" not in browser.get(f"/imports/{batch.pk}/").content.decode()
    assert "<blink>" not in browser.get("/imports/").content.decode()


def test_without_the_token_nothing_is_taken(world: World) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(world.people["owner"])

    answer = browser.post("/imports/new/", {"files": [dropped()]})

    assert answer.status_code == 403
    assert not drafts()


def test_a_stranger_is_sent_to_log_in_before_his_file_is_read(db: None) -> None:
    answer = Browser(enforce_csrf_checks=True).post("/imports/new/", {"files": [dropped()]})

    assert answer.headers["Location"].startswith("/login/")
    assert not drafts()


def test_a_manager_may_not_load(world: World, log_in: LogIn) -> None:
    assert log_in(world.clara).post("/imports/new/", {"files": [dropped()]}).status_code == 403
    assert not drafts()
