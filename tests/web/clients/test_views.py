"""Saved lists: tabs over the list, and the page on which they are put in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.models import SavedView
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def tabs(response: object) -> list[tuple[str, bool]]:
    found = response.context["tabs"]  # type: ignore[attr-defined]
    return [(tab.words, tab.is_on) for tab in found if tab.view or tab.is_on]


def test_the_shown_list_is_kept_and_becomes_a_tab(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    answer = browser.post("/clients/views/", {"name": "С телефоном", "phone": "yes", "columns": "inn~city"})

    made = SavedView.objects.get(name="С телефоном")
    assert answer.headers["Location"] == f"/clients/?view={made.pk}"
    page = browser.get(answer.headers["Location"])
    assert tabs(page) == [("Самарские", False), ("С телефоном", True)]
    assert [column.key for column in page.context["columns"]] == ["inn", "city"]
    assert [part.words for part in page.context["parts"]] == ["with a phone"]


def test_a_changed_list_offers_to_save_and_saves(world: World, log_in: LogIn) -> None:
    browser, own = log_in(world.anna), world.own_view
    as_it_is = browser.get(f"/clients/?view={own.pk}")
    changed = browser.get(f"/clients/?view={own.pk}&city=Самара&phone=yes&sort=name")

    assert (as_it_is.context["is_changed"], changed.context["is_changed"]) == (False, True)
    assert 'value="PUT"' in changed.content.decode()
    browser.post(f"/clients/views/{own.pk}/", {"_method": "PUT", **changed.context["asked"]})

    own.refresh_from_db()
    assert own.asked == {"phone": "yes", "city": "Самара"}
    undone = Operation.objects.get(kind="view.changed")
    browser.post(f"/journal/{undone.pk}/undo/")
    own.refresh_from_db()
    assert own.asked == {"city": "Самара"}


def test_the_links_of_the_page_keep_the_list_they_began_from(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).get(f"/clients/?view={world.own_view.pk}&part=city")

    takes_out = next(choice.url for choice in page.context["choices"] if choice.label == "Take out")
    everybody = log_in(world.anna).get(f"/clients/{takes_out}")
    assert [row.client.name for row in everybody.context["rows"]] == ["Иванов Иван", "ООО «Ромашка»"]
    assert everybody.context["is_changed"]


def test_a_kept_list_is_renamed_moved_deleted_and_brought_back(world: World, log_in: LogIn) -> None:
    browser, own = log_in(world.anna), world.own_view
    other = SavedView.objects.create(name="Прочие", owner=world.anna, position=1)

    browser.post(f"/clients/views/{own.pk}/", {"name": "Самара"})
    browser.post(f"/clients/views/{other.pk}/", {"step": "back"})
    page = browser.get("/clients/views/")
    assert [view.name for view, _words, _may in page.context["lists"]] == ["Прочие", "Самара"]

    page = browser.post(f"/clients/views/{own.pk}/", {"_method": "DELETE"}, follow=True)
    operation = Operation.objects.get(kind="view.removed")
    assert f"/journal/{operation.pk}/undo/" in page.content.decode()
    browser.post(f"/journal/{operation.pk}/undo/")
    assert SavedView.objects.get(pk=own.pk).name == "Самара"


@pytest.mark.parametrize("name", ["", "самарские", "я" * 61])
def test_a_name_that_cannot_be_is_refused_at_its_field(world: World, log_in: LogIn, name: str) -> None:
    answer = log_in(world.anna).post("/clients/views/", {"name": name, "city": "Орёл"})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert '<input type="hidden" name="city" value="Орёл">' in answer.content.decode()
    assert SavedView.objects.filter(owner=world.anna).count() == 1


def test_a_list_with_a_condition_that_makes_no_sense_is_not_kept(world: World, log_in: LogIn) -> None:
    assert log_in(world.anna).post("/clients/views/", {"name": "Все", "kind": "robot"}).status_code == 422
    assert not SavedView.objects.filter(name="Все").exists()


def test_clara_neither_opens_nor_changes_annas_list(world: World, log_in: LogIn) -> None:
    browser, own = log_in(world.clara), world.own_view

    assert browser.get(f"/clients/?view={own.pk}").context["refused"] == ["view"]
    assert browser.post(f"/clients/views/{own.pk}/", {"_method": "DELETE"}).status_code == 404
    assert browser.get(f"/clients/count/?view={own.pk}").status_code == 404
    assert SavedView.objects.filter(pk=own.pk).exists()


def test_a_shared_list_holds_everybodys_own_clients_and_stays_as_it_is(world: World, log_in: LogIn) -> None:
    shared = SavedView.objects.create(
        name="С телефоном", owner=world.people["head"], asked={"phone": "yes"}, is_shared=True
    )
    browser = log_in(world.clara)

    page = browser.get(f"/clients/?view={shared.pk}")

    assert len(page.context["rows"]) == 3
    assert (page.context["is_changed"], page.context["may_save"]) == (False, False)
    assert browser.post(f"/clients/views/{shared.pk}/", {"name": "Мой"}).status_code == 404


def test_a_bulk_act_on_a_list_that_is_gone_touches_nobody(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["owner"])

    browser.post("/clients/assignment/", {"all": "1", "view": "99999", "to": world.anna.pk})

    assert not Operation.objects.filter(kind="clients.assigned").exists()


def test_a_bulk_act_on_a_kept_list_touches_its_clients_only(world: World, log_in: LogIn) -> None:
    owner = world.people["owner"]
    view = SavedView.objects.create(name="Кудыкино", owner=owner, asked={"city": "Кудыкино"})

    log_in(owner).post("/clients/assignment/", {"all": "1", "view": view.pk, "to": world.anna.pk})

    assert Operation.objects.get(kind="clients.assigned").data["count"] == 1


def test_the_numbers_come_after_the_page(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    counts = f"/clients/views/counts/?view={world.own_view.pk}"
    assert "/clients/views/counts/?" in browser.get(f"/clients/?view={world.own_view.pk}").content.decode()

    region = browser.get(counts, headers={"HX-Request": "true"}).content.decode()

    assert region.strip().startswith("<nav")
    assert "Самарские <span>1</span>" in region
    again = browser.get(f"/clients/?view={world.own_view.pk}").content.decode()
    assert "/clients/views/counts/" not in again
    assert "Самарские <span>1</span>" in again


def test_a_list_whose_condition_is_no_more_says_so_and_has_no_number(world: World, log_in: LogIn) -> None:
    SavedView.objects.filter(pk=world.own_view.pk).update(asked={"city": "Самара", "kind": "robot"})
    browser = log_in(world.anna)

    page = browser.get(f"/clients/?view={world.own_view.pk}")
    counts = browser.get("/clients/views/counts/").content.decode()

    assert page.context["refused"] == ["kind"]
    assert "Самарские</a>" in counts


def test_the_search_finds_a_list_by_its_name(world: World, log_in: LogIn) -> None:
    assert f"/clients/?view={world.own_view.pk}" in log_in(world.anna).get("/search/?q=самар").content.decode()
    assert "Самарские" not in log_in(world.clara).get("/search/?q=самар").content.decode()


def test_ticked_columns_become_the_columns_of_the_list(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).get("/clients/?columns=city&columns=tags&columns=robot&sort=newest")

    assert [column.key for column in page.context["columns"]] == ["city", "tags"]
    assert page.context["filters"].columns == "city~tags~robot"
    assert page.context["refused"] == []
