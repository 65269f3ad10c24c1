"""The page of consequences: what it says where the reckoning is, and who sees what of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tests.web.cast import World
from tests.web.imports.foretelling import dropped, reckoned
from zhivo.intake import meanings
from zhivo.intake.meanings import Answer
from zhivo.intake.models import Preflight
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
HTMX = {"HX-Request": "true", "HX-Target": "progress"}


@pytest.fixture
def batch(world: World) -> Batch:
    return dropped(world.people["owner"])


def shown(browser: Browser, path: str) -> str:
    return browser.get(path).content.decode().replace("\u00a0", " ")


def test_numbers_lead_to_their_rows_and_empty_ones_are_not_there(owner: Browser, batch: Batch) -> None:
    drop = reckoned(batch)

    text = shown(owner, f"/imports/drops/{drop.pk}/consequences/")

    links = re.findall(r'href="/imports/drops/\d+/consequences/rows/\?of=([^"]*)"', text)
    assert links[:3] == ["created", "joined", "refused"]
    assert set(links[3:]) == {"birthday%3Anot_a_date", "email%3Adomain_typo", "responsible%3Aunknown"}
    assert text.count('class="t-num-2') == 5
    assert 'href="#skipped"' in text and 'id="skipped"' in text
    assert f'action="/imports/drops/{drop.pk}/run/"' in text


def test_columns_stand_with_their_values_and_where_they_go(owner: Browser, batch: Batch) -> None:
    drop = reckoned(batch)

    table = (
        shown(owner, f"/imports/drops/{drop.pk}/consequences/")
        .split('<table class="tab five told">')[1]
        .split("</table>")[0]
    )

    assert table.count("<tr>") == 6
    assert "8 916 123-45-67" in table


def test_words_are_asked_with_what_is_proposed(owner: Browser, batch: Batch) -> None:
    drop = reckoned(batch)

    text = shown(owner, f"/imports/drops/{drop.pk}/consequences/")

    assert re.findall(r'name="said" value="([^"]*)"', text) == ["белова", "gmial.com", "31.02.1980"]
    assert 'value="email:fix"' in text
    assert 'value="responsible:fix"' not in text
    assert 'placeholder="31.05.1980"' in text


def test_an_answered_word_is_not_asked_about_though_the_numbers_are_old(owner: Browser, batch: Batch) -> None:
    drop = reckoned(batch)
    meanings.answer(answers=[Answer(batch.source, "email", "gmial.com", None)], by=None)

    text = shown(owner, f"/imports/drops/{drop.pk}/consequences/")

    assert 'value="gmial.com"' not in text
    assert 'value="белова"' in text
    assert "strip warn" in text
    assert "/rows/?of=" not in text


def test_numbers_from_before_another_import_say_so(world: World, owner: Browser, batch: Batch) -> None:
    drop = reckoned(batch)
    assert "strip warn" not in shown(owner, f"/imports/drops/{drop.pk}/consequences/")

    Batch.objects.filter(pk=world.strange_batch.pk).update(finished_at=timezone.now() + timedelta(seconds=1))

    assert "strip warn" in shown(owner, f"/imports/drops/{drop.pk}/consequences/")


@pytest.mark.parametrize("state", ["queued", "running"])
def test_while_it_is_reckoned_the_page_says_how_far_and_asks_again(owner: Browser, batch: Batch, state: str) -> None:
    drop = reckoned(batch, state=state, rows=50_000, rows_total=131_481, seconds=10)

    page = shown(owner, f"/imports/drops/{drop.pk}/consequences/")
    region = owner.get(f"/imports/drops/{drop.pk}/consequences/", headers=HTMX).content.decode()

    assert f'action="/imports/drops/{drop.pk}/consequences/stop/"' in page
    assert 'hx-trigger="every 1s"' in region
    assert "<html" not in region
    assert 'value="38.0"' in region


def test_when_it_is_reckoned_the_page_is_drawn_anew(owner: Browser, batch: Batch) -> None:
    drop = reckoned(batch)

    assert owner.get(f"/imports/drops/{drop.pk}/consequences/", headers=HTMX).headers["HX-Refresh"] == "true"


def test_what_broke_the_reckoning_off_is_one_sentence(owner: Browser, batch: Batch) -> None:
    fault = {"batch": batch.pk, "code": "too_big", "data": {}}
    drop = reckoned(batch, state="failed", fault=fault)

    text = shown(owner, f"/imports/drops/{drop.pk}/consequences/")

    assert 'class="fault"' in text
    assert batch.file_name in text
    assert "too_big" not in text


@pytest.mark.parametrize("state", ["cancelled", None])
def test_without_numbers_they_can_be_asked_for(owner: Browser, batch: Batch, state: str | None) -> None:
    drop = reckoned(batch, state=state or "done")
    if state is None:
        Preflight.objects.all().delete()

    assert f'<form method="post" action="/imports/drops/{drop.pk}/consequences/">' in shown(
        owner, f"/imports/drops/{drop.pk}/consequences/"
    )


def test_what_is_being_written_is_shown_by_its_own_page(owner: Browser, batch: Batch) -> None:
    drop = reckoned(batch)

    owner.post(f"/imports/drops/{drop.pk}/run/")
    answer = owner.get(f"/imports/drops/{drop.pk}/consequences/")

    assert Batch.objects.get(pk=batch.pk).state == "queued"
    assert answer.headers["Location"] == f"/imports/drops/{drop.pk}/"


def test_a_manager_is_refused_and_an_administrator_sees_numbers_alone(
    world: World, log_in: LogIn, batch: Batch
) -> None:
    drop = reckoned(batch)

    text = shown(log_in(world.people["administrator"]), f"/imports/drops/{drop.pk}/consequences/")

    assert log_in(world.clara).get(f"/imports/drops/{drop.pk}/consequences/").status_code == 403
    assert "/rows/?of=" not in text
    assert "8 916 123-45-67" not in text
    assert log_in(world.people["administrator"]).get(f"/imports/drops/{drop.pk}/consequences/rows/").status_code == 404


def test_whoever_dropped_the_files_sees_their_rows(world: World, log_in: LogIn) -> None:
    drop = reckoned(dropped(world.people["administrator"]))

    assert "/rows/?of=created" in shown(
        log_in(world.people["administrator"]), f"/imports/drops/{drop.pk}/consequences/"
    )


def test_no_drop_is_404(owner: Browser) -> None:
    assert owner.get("/imports/drops/999999/consequences/").status_code == 404


def test_what_cannot_be_foretold_can_be_written_all_the_same(owner: Browser, batch: Batch) -> None:
    drop = reckoned(batch, state="failed", fault={"batch": batch.pk, "code": "not_foretold", "data": {}})

    text = shown(owner, f"/imports/drops/{drop.pk}/consequences/")

    assert f'action="/imports/drops/{drop.pk}/run/"' in text
    assert 'class="fault"' not in text
