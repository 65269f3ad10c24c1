"""A draft looked through and corrected."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from tests.web.imports.files import LIST, draft
from zhivo.intake.models import Mapping
from zhivo.sources.models import Batch, Source
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def batch(world: World) -> Batch:
    return draft(world.people["owner"])


def chosen(text: str) -> list[str]:
    """The field that each column's choice stands at."""
    return re.findall(r'<option value="([^"]*)" selected>', text.split("</table>")[0])


def test_each_column_stands_with_its_values_and_where_it_goes(owner: Browser, batch: Batch) -> None:
    text = owner.get(f"/imports/{batch.pk}/").content.decode()

    assert chosen(text) == ["full_name", "phone", "attribute:Размер обуви"]
    assert "8 916 123-45-67" in text
    assert "Юдина Ольга" in text
    assert text.count('<progress class="meter') == 3


def test_a_corrected_column_is_kept_and_only_its_marks_come_back(owner: Browser, batch: Batch) -> None:
    fields = {"field": ["full_name", "phone", "-"], "source": "клиенты", "guess": ["header 95 full_name"]}

    answer = owner.post(f"/imports/{batch.pk}/", fields, headers={**HTMX, "HX-Trigger": "columns"})
    batch.refresh_from_db()

    assert batch.mapping == ["full_name", "phone", "-"]
    assert "<html" not in answer.content.decode()
    assert answer.content.decode().count('hx-swap-oob="true"') == 5
    assert chosen(owner.get(f"/imports/{batch.pk}/").content.decode()) == ["full_name", "phone", "-"]


def test_what_comes_back_has_one_place_to_go_to(owner: Browser, batch: Batch) -> None:
    fields = {"field": ["full_name", "phone", "-"], "source": "клиенты"}

    page = owner.get(f"/imports/{batch.pk}/").content.decode()
    answer = owner.post(f"/imports/{batch.pk}/", fields, headers={**HTMX, "HX-Trigger": "columns"}).content.decode()

    for name in re.findall(r' id="([^"]*)"[^>]* hx-swap-oob', answer):
        assert page.count(f' id="{name}"') == 1, name


def test_a_form_without_javascript_comes_back_to_the_page(owner: Browser, batch: Batch) -> None:
    answer = owner.post(f"/imports/{batch.pk}/", {"field": ["full_name", "phone", "-"], "source": "Наша база"})
    batch.refresh_from_db()

    assert answer.headers["Location"] == f"/imports/{batch.pk}/"
    assert batch.source.name == "Наша база"


@pytest.mark.parametrize(
    "fields", [["no_such", "-", "-"], ["full_name"], ["-", "-", "-"], ["source_id", "source_id", "-"]]
)
def test_a_mapping_that_cannot_be_is_refused_in_a_sentence(owner: Browser, batch: Batch, fields: list[str]) -> None:
    before = list(batch.mapping)

    answer = owner.post(f"/imports/{batch.pk}/", {"field": fields}, headers={**HTMX, "HX-Trigger": "columns"})
    batch.refresh_from_db()

    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert batch.mapping == before


def test_another_header_row_draws_the_columns_anew(owner: Browser, batch: Batch) -> None:
    answer = owner.post(f"/imports/{batch.pk}/", {"header_row": "2", "encoding": "", "delimiter": ""}, headers=HTMX)
    batch.refresh_from_db()

    assert batch.columns[0] == "Иванов Иван"
    assert answer.content.decode().strip().startswith('<form class="panes imp"')


def test_a_header_row_that_is_not_there_is_refused_and_the_draft_stays(owner: Browser, batch: Batch) -> None:
    answer = owner.post(f"/imports/{batch.pk}/", {"header_row": "900"}, headers=HTMX)
    batch.refresh_from_db()

    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert batch.columns[0] == "ФИО"


def test_another_encoding_is_read_at_once_and_can_be_left_to_the_reader_again(world: World, owner: Browser) -> None:
    batch = draft(world.people["owner"], encoding="cp1251")

    owner.post(f"/imports/{batch.pk}/", {"encoding": "koi8-r"}, headers=HTMX)
    batch.refresh_from_db()
    garbled = batch.columns[0]
    owner.post(f"/imports/{batch.pk}/", {"encoding": ""}, headers=HTMX)
    batch.refresh_from_db()

    assert (garbled, batch.columns[0]) == ("тхн", "ФИО") or (garbled != "ФИО" and batch.columns[0] == "ФИО")


def test_a_known_source_answers_for_the_columns_it_has_seen(owner: Browser, batch: Batch) -> None:
    known = Source.objects.create(name="Склад")
    Mapping.objects.create(source=known, column="Размер обуви", field="size")

    text = owner.post(
        f"/imports/{batch.pk}/", {"source": "Склад", "field": batch.mapping}, headers=HTMX
    ).content.decode()

    assert chosen(text) == ["full_name", "phone", "size"]


def test_a_file_that_was_loaded_before_says_when_and_that_nothing_will_change(
    world: World, owner: Browser, batch: Batch
) -> None:
    Batch.objects.filter(pk=batch.pk).update(state="done")

    again = draft(world.people["owner"])
    text = owner.get(f"/imports/{again.pk}/").content.decode()

    assert f'href="/imports/{batch.pk}/"' in text


def test_a_file_that_was_begun_and_broke_off_leads_to_where_it_can_go_on(
    world: World, owner: Browser, batch: Batch
) -> None:
    Batch.objects.filter(pk=batch.pk).update(state="failed", rows=1)

    again = draft(world.people["owner"])

    assert f'href="/imports/{batch.pk}/"' in owner.get(f"/imports/{again.pk}/").content.decode()


def test_values_of_a_draft_are_shown_to_those_who_see_clients_and_to_who_dropped_it(
    world: World, log_in: LogIn, batch: Batch
) -> None:
    administrator = world.people["administrator"]
    own = draft(administrator, text=LIST + "Крылов Павел;+7 905 000 11 22;41\n")
    browser = log_in(administrator)

    foreign = browser.get(f"/imports/{batch.pk}/").content.decode()

    assert "Юдина" not in foreign
    assert "903 555" not in foreign
    assert "Крылов" in browser.get(f"/imports/{own.pk}/").content.decode()


def test_a_table_of_thousands_of_columns_shows_the_first_and_keeps_the_rest(world: World, owner: Browser) -> None:
    header = ";".join(["Телефон", *(f"Столбик {number}" for number in range(1999))])
    batch = draft(world.people["owner"], text=f"{header}\n+79161234567{';x' * 1999}\n")

    page = owner.get(f"/imports/{batch.pk}/").content.decode()
    fields = ["phone", *["-"] * (page.count('name="field"') - 1)]
    owner.post(f"/imports/{batch.pk}/", {"field": fields}, headers={**HTMX, "HX-Trigger": "columns"})
    batch.refresh_from_db()

    assert len(fields) == 300
    assert batch.mapping[:300] == fields
    assert batch.mapping[300].startswith("attribute:")
    assert len(batch.mapping) == 2000


@pytest.mark.parametrize("name", ["source", "sheet", "encoding", "delimiter", "header_row", "field"])
def test_a_zero_byte_in_the_form_is_no_failure(owner: Browser, batch: Batch, name: str) -> None:
    answer = owner.post(f"/imports/{batch.pk}/", {name: "a\x00b"}, headers=HTMX)

    assert answer.status_code in (200, 422)


def test_headers_and_cells_are_drawn_as_text(world: World, owner: Browser) -> None:
    batch = draft(world.people["owner"], text="<script>x</script>;Телефон\n<img src=x>;+79161234567\n")

    text = owner.get(f"/imports/{batch.pk}/").content.decode()

    assert "<script>x" not in text
    assert "<img" not in text


def test_a_draft_put_aside_is_gone(owner: Browser, batch: Batch) -> None:
    answer = owner.post(f"/imports/{batch.pk}/", {"_method": "DELETE"})

    assert answer.headers["Location"] == "/imports/"
    assert not Batch.objects.filter(pk=batch.pk).exists()


def test_an_export_of_a_known_program_is_named(world: World, owner: Browser) -> None:
    text = "ID;Название лида;Имя;Фамилия;Рабочий телефон;Стадия\n7;Заявка;Анна;Юдина;89161234567;Новая\n"

    known = draft(world.people["owner"], "export.csv", text)
    unknown = draft(world.people["owner"])

    assert "Bitrix24: лиды" in owner.get(f"/imports/{known.pk}/").content.decode()
    assert "Bitrix24" not in owner.get(f"/imports/{unknown.pk}/").content.decode()
