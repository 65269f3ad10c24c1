"""What an import did: its numbers, its rows, its firms, the file of what was not written."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
NOBODY = {"full_name": "", "phone": "", "comment": "=1+1"}


@pytest.fixture
def batch(world: World) -> Batch:
    return load(
        {"full_name": "Крылова Вера", "phone": "+79050000001", "comment": ""},
        {"full_name": "Крылова Вера Ивановна", "phone": "8 905 000-00-01", "comment": ""},
        {"full_name": "Лосев Пётр", "phone": "не помню", "comment": "", "company": "ООО Лютик"},
        NOBODY,
        source="новые",
    )


def sums(text: str) -> list[int]:
    return [int(re.sub(r"\D", "", number)) for number in re.findall(r'class="t-num-2[^"]*">([^<]*)<', text)]


def test_the_first_four_numbers_add_up_to_the_rows(owner: Browser, batch: Batch) -> None:
    created, joined, held, refused, firms, _doubtful, _skipped, rows = sums(
        owner.get(f"/imports/{batch.pk}/").content.decode()
    )

    assert (created, joined, held, refused, firms, rows) == (2, 1, 0, 1, 1, 4)


def test_a_row_that_was_not_written_is_not_said_to_be(owner: Browser, batch: Batch) -> None:
    assert "Записаны 3\xa0строки" in owner.get(f"/imports/{batch.pk}/").content.decode()


def test_every_number_leads_to_as_many_rows(owner: Browser, batch: Batch) -> None:
    page = owner.get(f"/imports/{batch.pk}/").content.decode()

    for url, number in re.findall(r'<a href="([^"#]*/rows/[^"]*)"><div class="t-num-2[^"]*">(\d+)<', page):
        assert owner.get(url).content.decode().count('<td class="r i3 tn">') == int(number), url
    for url, number in re.findall(r'<a class="n" href="([^"]*reason=[^"]*)">(\d+)<', page):
        assert owner.get(url).content.decode().count('<td class="r i3 tn">') == int(number), url


def test_who_sees_no_clients_gets_numbers_only(world: World, log_in: LogIn, batch: Batch) -> None:
    browser = log_in(world.people["administrator"])

    text = browser.get(f"/imports/{batch.pk}/").content.decode()

    assert sums(text)[7] == 4
    assert "/rows/" not in text
    assert "refused.csv" not in text
    for page in ("rows/", "firms/", "refused.csv"):
        assert browser.get(f"/imports/{batch.pk}/{page}").status_code == 403


def test_a_row_of_somebody_elses_client_keeps_its_cells_to_itself(world: World, log_in: LogIn) -> None:
    text = log_in(world.people["head"]).get(f"/imports/{world.strange_batch.pk}/rows/").content.decode()

    assert text.count('<td class="r i3 tn">') == 2
    assert "Чужаков" not in text
    assert "9990001122" not in text


def test_rows_are_shown_as_they_came_with_their_client(owner: Browser, batch: Batch) -> None:
    text = owner.get(f"/imports/{batch.pk}/rows/?outcome=joined").content.decode()

    assert "8 905 000-00-01" in text
    assert re.search(r'<a class="n" href="/clients/\d+/">Крылова Вера Ивановна</a>', text)


def test_rows_come_page_after_page(owner: Browser, monkeypatch: pytest.MonkeyPatch, batch: Batch) -> None:
    monkeypatch.setattr("zhivo.web.imports.rows.ON_A_PAGE", 3)

    first = owner.get(f"/imports/{batch.pk}/rows/").content.decode()
    (more,) = set(re.findall(r'hx-get="(\?after=\d+)"', first))
    second = owner.get(f"/imports/{batch.pk}/rows/{more}", headers={"HX-Request": "true"}).content.decode()

    assert first.count('<td class="r i3 tn">') == 3
    assert second.count('<td class="r i3 tn">') == 1
    assert second.strip().startswith("<tr>")


@pytest.mark.parametrize(
    "query", ["?outcome=x", "?reason=%27%22--&after=x", "?reason=%00", "?after=99999999999999999999999", "?after=²"]
)
def test_a_crooked_query_is_no_failure(owner: Browser, batch: Batch, query: str) -> None:
    assert owner.get(f"/imports/{batch.pk}/rows/{query}").status_code == 200
    assert owner.get(f"/imports/{batch.pk}/firms/{query}").status_code == 200


def test_firms_are_named(owner: Browser, batch: Batch) -> None:
    assert "Лютик" in owner.get(f"/imports/{batch.pk}/firms/").content.decode()


def test_the_file_of_rows_not_written_is_sent_as_a_file(owner: Browser, batch: Batch) -> None:
    answer = owner.get(f"/imports/{batch.pk}/refused.csv")
    text = b"".join(answer).decode()

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "'=1+1" in text
    assert "Крылова" not in text


def test_a_file_that_changed_nothing_says_so(owner: Browser, batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(
        rows=4, clients_created=0, clients_joined=4, held=0, refused=0, unchanged=4
    )

    text = owner.get(f"/imports/{batch.pk}/").content.decode()

    assert sums(text)[:4] == [0, 4, 0, 0]
    assert "?outcome=" not in text


def test_the_words_beside_a_number_agree_with_it(world: World, log_in: LogIn, batch: Batch) -> None:
    User.objects.filter(pk=world.people["owner"].pk).update(language="ru")

    page = log_in(world.people["owner"]).get(f"/imports/{batch.pk}/").content.decode()

    for words in ("новых клиента", "к известному клиенту", "строка не записана", "компания рядом с людьми"):
        assert f">{words}<" in page
