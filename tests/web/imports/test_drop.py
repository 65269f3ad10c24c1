"""Files that came together, on their pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from tests.intake.books import FIRMS, PEOPLE, PRICES, workbook
from tests.web.imports.files import LIST, dropped
from zhivo.intake import drops, load
from zhivo.intake.jobs import work_on
from zhivo.sources.models import Batch, Drop
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
SECOND = LIST.replace("Иванов Иван", "Петров Пётр").replace("123-45-67", "765-43-21")


@pytest.fixture
def language() -> str:
    """The words of the source."""
    return "en"


def handed_in(browser: Browser, *files: SimpleUploadedFile) -> Drop:
    browser.post("/imports/new/", {"files": list(files or (dropped("раз.csv"), dropped("два.csv", SECOND)))})
    return Drop.objects.latest("pk")


def book(**sheets: list[list[str]]) -> SimpleUploadedFile:
    return SimpleUploadedFile("книга.xlsx", workbook(**sheets))


def worked_off() -> None:
    while left := load.unfinished():
        for pk in left:
            work_on(pk)


def test_chips_lead_from_draft_to_draft(owner: Browser) -> None:
    first, second = drops.batches(handed_in(owner))

    text = owner.get(f"/imports/{first.pk}/").content.decode()

    assert f'href="/imports/{second.pk}/"' in text
    assert "2 files, 4 rows" in text


def test_a_page_of_a_drop_leads_to_its_first_draft_until_it_has_begun(owner: Browser) -> None:
    drop = handed_in(owner)

    answer = owner.get(f"/imports/drops/{drop.pk}/")

    assert answer.headers["Location"] == f"/imports/{drops.batches(drop)[0].pk}/"


def test_all_files_are_written_with_what_the_open_draft_says_and_summed(owner: Browser) -> None:
    drop = handed_in(owner)
    first, second = drops.batches(drop)
    form = {"batch": first.pk, "source": "раз", "field": ["full_name", "phone", "-"]}

    answer = owner.post(f"/imports/drops/{drop.pk}/run/", form)
    worked_off()
    text = owner.get(answer.headers["Location"]).content.decode()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("done", "done")
    assert first.mapping[2] == "-"
    assert f'href="/imports/{first.pk}/"' in text
    assert f'href="/imports/drops/{drop.pk}/undo/"' in text


def test_a_file_in_the_queue_has_the_rows_it_was_handed_in_with(owner: Browser) -> None:
    drop = handed_in(owner)

    owner.post(f"/imports/drops/{drop.pk}/run/", {})

    assert "2 files, 4 rows" in owner.get(f"/imports/drops/{drop.pk}/").content.decode()


def test_a_file_that_cannot_begin_is_said_on_the_page_of_the_open_one(owner: Browser) -> None:
    drop = handed_in(owner)
    first, second = drops.batches(drop)
    Batch.objects.filter(pk=second.pk).update(mapping=["-", "-", "-"])

    answer = owner.post(f"/imports/drops/{drop.pk}/run/", {"batch": first.pk})

    assert answer.status_code == 422
    assert "два.csv" in answer.content.decode()


def test_all_files_are_taken_back_at_once(owner: Browser) -> None:
    drop = handed_in(owner)
    owner.post(f"/imports/drops/{drop.pk}/run/", {})
    worked_off()

    assert "раз.csv" in owner.get(f"/imports/drops/{drop.pk}/undo/").content.decode()
    owner.post(f"/imports/drops/{drop.pk}/undo/")
    worked_off()

    assert {batch.state for batch in drops.batches(drop)} == {"undone"}
    text = owner.get(f"/imports/drops/{drop.pk}/").content.decode()
    assert "All these files are undone" in text
    assert "new client" not in text
    group = owner.get("/imports/").content.decode().split('<tr class="group">')[1].split("</tr>")[0]
    assert re.findall(r'class="r num[^"]*">(\d+)<', group) == ["4", "0", "0", "0", "0"]


def test_a_stop_stops_all_files(owner: Browser) -> None:
    drop = handed_in(owner)
    owner.post(f"/imports/drops/{drop.pk}/run/", {})

    text = owner.post(f"/imports/drops/{drop.pk}/stop/", follow=True).content.decode()

    assert {batch.state for batch in drops.batches(drop)} == {"cancelled"}
    assert f'action="/imports/drops/{drop.pk}/run/"' in text


def test_a_sheet_that_was_left_out_is_named_and_taken_in(owner: Browser) -> None:
    drop = handed_in(owner, book(Люди=PEOPLE, Цены=PRICES, Фирмы=FIRMS))
    first = drops.batches(drop)[0]
    assert 'value="Цены"' in owner.get(f"/imports/{first.pk}/").content.decode()

    owner.post(f"/imports/{first.pk}/sheets/", {"take_in": "Цены"})

    assert [batch.sheet for batch in drops.batches(drop)] == ["Люди", "Фирмы", "Цены"]


def test_a_file_that_is_put_aside_leads_to_the_next(owner: Browser) -> None:
    drop = handed_in(owner)
    first, second = drops.batches(drop)

    answer = owner.post(f"/imports/{first.pk}/", {"_method": "DELETE"})

    assert answer.headers["Location"] == f"/imports/{second.pk}/"


def test_the_list_groups_the_files_of_a_drop(owner: Browser) -> None:
    drop = handed_in(owner)

    text = owner.get("/imports/").content.decode()

    assert text.count(f'href="/imports/drops/{drop.pk}/"') == 1
    assert text.count('class="one"') == 2
