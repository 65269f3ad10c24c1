"""Pasting a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.intake import files
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]

TABLE = 'ФИО\tТелефон\tЗаметка\r\nСедов Пётр\t8 916 000-00-01\t"раз\r\nдва"\r\nЛосева Вера\t8 916 000-00-02\t\r\n'


def drafts() -> list[Batch]:
    return list(Batch.objects.filter(state="draft").order_by("pk"))


def test_a_pasted_table_becomes_a_draft_like_a_file(world: World, log_in: LogIn) -> None:
    answer = log_in(world.people["owner"]).post("/imports/pasted/", {"text": TABLE}, headers={"Accept-Language": "ru"})

    (batch,) = drafts()
    assert answer.headers["Location"] == f"/imports/{batch.pk}/"
    assert re.fullmatch(r"(Вставлено|Pasted) \d\d\.\d\d\.20\d\d \d\d:\d\d", batch.file_name)
    assert (batch.source.name, batch.by) == (batch.file_name, world.people["owner"])
    assert batch.mapping == ["full_name", "phone", "comment"]
    assert files.stored(batch).read_bytes().decode() == TABLE


def test_any_delimiter_will_do_and_htmx_is_sent_on(world: World, log_in: LogIn) -> None:
    text = "ФИО;Телефон\nСедов Пётр;8 916 000-00-01\n"

    answer = log_in(world.people["owner"]).post("/imports/pasted/", {"text": text}, headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == f"/imports/{drafts()[0].pk}/"
    assert drafts()[0].columns == ["ФИО", "Телефон"]


@pytest.mark.parametrize("text", ["", " \r\n\t\r\n", "ФИО\tТелефон\r\n"])
def test_a_paste_without_rows_is_refused_in_a_sentence(world: World, log_in: LogIn, text: str) -> None:
    answer = log_in(world.people["owner"]).post("/imports/pasted/", {"text": text})

    assert answer.status_code == 422
    assert 'role="alert"><b' in answer.content.decode()
    assert not drafts()


def test_one_that_is_refused_can_be_corrected_where_it_stands(world: World, log_in: LogIn) -> None:
    text = log_in(world.people["owner"]).post("/imports/pasted/", {"text": "<b>ФИО</b>"}).content.decode()

    assert "&lt;b&gt;ФИО&lt;/b&gt;</textarea>" in text


def test_one_that_is_too_long_is_refused_unread(world: World, log_in: LogIn, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2

    answer = log_in(world.people["owner"]).post("/imports/pasted/", {"text": TABLE * 10_000})

    assert answer.status_code == 422
    assert re.search(r"\b1\s*(MB|МБ)", answer.content.decode())
    assert not drafts()


def test_without_the_token_nothing_is_taken(world: World) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(world.people["owner"])

    assert browser.post("/imports/pasted/", {"text": TABLE}).status_code == 403
    assert not drafts()


@pytest.mark.parametrize("length", [1, 10_000])
def test_who_may_not_load_may_not_paste(world: World, log_in: LogIn, settings: Any, length: int) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2

    assert log_in(world.clara).post("/imports/pasted/", {"text": TABLE * length}).status_code == 403
    assert Browser().post("/imports/pasted/", {"text": TABLE}).headers["Location"].startswith("/login/")
    assert not drafts()


def test_its_address_leads_to_the_page_with_the_place_to_paste(world: World, log_in: LogIn) -> None:
    assert log_in(world.people["owner"]).get("/imports/pasted/").headers["Location"] == "/imports/new/"
