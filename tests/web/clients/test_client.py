"""The card: facts with their origin, the feed, raw rows, neighbours, what stands beside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import World
from zhivo.clients.edit import edit
from zhivo.clients.merge import merge
from zhivo.clients.models import Client, ClientTag, Tag
from zhivo.quality.models import Question
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
NBSP = "\u00a0"


def region(browser: Browser, url: str, target: str) -> str:
    return browser.get(url, headers={"HX-Request": "true", "HX-Target": target}).content.decode()


def test_the_card_shows_what_is_known_and_where_it_came_from(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).get(f"/clients/{world.ivan.pk}/").content.decode()

    assert f"+7{NBSP}916{NBSP}123-45-67" in page
    assert "list.csv" in page
    assert f"row{NBSP}2" in page or "row 2" in page
    assert "Uncovered" in page


def test_the_parts_of_the_card_are_regions(world: World, log_in: LogIn) -> None:
    browser, url = log_in(world.anna), f"/clients/{world.ivan.pk}/"

    assert region(browser, url, "facts").strip().startswith('<div id="facts">')
    assert 'id="feed" hx-swap-oob="true"' in region(browser, url, "facts")
    assert region(browser, f"{url}?feed=rows", "feed").strip().startswith('<div id="feed">')
    assert 'id="card"' in region(browser, url, "card")


def test_a_stranger_is_not_there(world: World, log_in: LogIn) -> None:
    assert log_in(world.anna).get(f"/clients/{world.stranger.pk}/").status_code == 404
    assert log_in(world.anna).get("/clients/999999999/").status_code == 404
    assert log_in(world.clara).get(f"/clients/{world.ivan.pk}/").status_code == 404


def test_a_client_that_was_merged_leads_to_the_card_it_is_part_of(world: World, log_in: LogIn) -> None:
    merge(keep=world.ivan, absorb=world.romashka, by=None)

    answer = log_in(world.anna).get(f"/clients/{world.romashka.pk}/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/clients/{world.ivan.pk}/")
    assert log_in(world.clara).get(f"/clients/{world.romashka.pk}/").status_code == 404


def test_one_walks_the_list_one_came_from(world: World, log_in: LogIn) -> None:
    browser = log_in(world.people["owner"])

    every = browser.get(f"/clients/{world.romashka.pk}/").context
    strangers = browser.get(f"/clients/{world.secret.pk}/?responsible={world.clara.pk}").context

    assert (every["place"], every["previous"], every["following"]) == ((3, 4), world.secret.pk, world.stranger.pk)
    assert (strangers["place"], strangers["previous"]) == ((1, 2), None)
    assert strangers["following"] == world.stranger.pk
    assert strangers["list_name"] == "Clients led by Clara"
    assert strangers["list_url"] == f"?responsible={world.clara.pk}&around={world.secret.pk}"


def test_raw_rows_stand_as_they_came_with_the_reason_they_joined(world: World, log_in: LogIn) -> None:
    load({"full_name": "Иванов Иван", "phone": "8 (916) 123-45-67", "comment": "звонить утром"}, source="second")

    page = log_in(world.anna).get(f"/clients/{world.ivan.pk}/?feed=rows").content.decode()

    assert "8 (916) 123-45-67" in page
    assert "the same phone" in page
    assert page.count("Split this row off") == 2


def test_the_only_row_cannot_be_split_off(world: World, log_in: LogIn) -> None:
    assert b"Split this row off" not in log_in(world.anna).get(f"/clients/{world.ivan.pk}/?feed=rows").content


def test_the_feed_is_narrowed_to_a_kind(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    every = browser.get(f"/clients/{world.ivan.pk}/").context["card"]
    edits = browser.get(f"/clients/{world.ivan.pk}/?feed=edit").context["card"]

    assert [(key, many) for key, _label, many in every.feed_kinds] == [("", 2), ("came", 1), ("edit", 1)]
    assert [line.title for _day, lines in edits.days for line in lines] == ["Comment"]


def test_only_the_last_edit_of_a_field_offers_its_undo(world: World, log_in: LogIn) -> None:
    for city in ("Казань", "Тула"):
        world.ivan.refresh_from_db()
        edit(client=world.ivan, field="city", value=city, version=world.ivan.version, by=world.anna)

    days = log_in(world.anna).get(f"/clients/{world.ivan.pk}/?feed=edit").context["card"].days

    lines = [line for _day, lines in days for line in lines if line.title == "City"]
    assert [line.rest for line in lines] == ["Казань → Тула", "Самара → Казань"]
    assert [bool(line.undo) for line in lines] == [True, False]


def test_a_question_about_a_stranger_is_not_shown(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).get(f"/clients/{world.ivan.pk}/")

    assert page.context["pairs"] == []
    Question.objects.create(
        client=world.romashka, other=world.ivan, reason="kinds", medium="phone", value="+79161234567"
    )
    beside = log_in(world.anna).get(f"/clients/{world.ivan.pk}/").content.decode()
    assert "one is a person and the other a company" in beside
    assert "Чужаков" not in beside


def test_a_person_and_a_firm_lead_to_each_other_and_tags_to_their_list(world: World, log_in: LogIn) -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО «Ромашка»", "position": "директор"})
    tag = Tag.objects.create(name="Выставка")
    ClientTag.objects.create(client=world.ivan, tag=tag)
    browser = log_in(world.anna)

    person = browser.get(f"/clients/{world.ivan.pk}/").content.decode()
    firm = browser.get(f"/clients/{world.romashka.pk}/")

    assert f'href="/clients/{world.romashka.pk}/">ООО «Ромашка»' in person
    assert f"/clients/?tag={tag.pk}" in person
    assert firm.context["card"].relations == [(world.ivan, "директор")]
    Client.objects.filter(pk=world.ivan.pk).update(responsible=world.clara)
    assert browser.get(f"/clients/{world.romashka.pk}/").context["card"].relations == []


def test_those_who_only_look_see_no_forms(world: World, log_in: LogIn) -> None:
    seer = User.objects.create_user("seer@example.org", name="Seer", roles=["owner"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(User, "can", lambda self, permission: permission in ("clients.view", "clients.see_all"))
        page = log_in(seer).get(f"/clients/{world.ivan.pk}/?edit=city").content.decode()

    assert "/facts/" not in page
    assert 'class="pen"' not in page


@pytest.mark.parametrize("edit", ["city", "phone", "phone:+79161234567", "responsible", "nonsense", "phone:чужой", ":"])
def test_the_card_opens_whatever_the_address_asks_to_edit(world: World, log_in: LogIn, edit: str) -> None:
    answer = log_in(world.people["head"]).get(f"/clients/{world.ivan.pk}/", {"edit": edit})

    assert answer.status_code == 200
    assert (b'name="value"' in answer.content) == (edit in ("city", "phone", "phone:+79161234567", "responsible"))


def test_a_kind_of_lines_opens_the_feed_on_a_phone(world: World, log_in: LogIn) -> None:
    browser, url = log_in(world.anna), f"/clients/{world.ivan.pk}/"

    assert "card3-page on-data" in browser.get(url).content.decode()
    assert "card3-page on-feed" in browser.get(f"{url}?feed=rows").content.decode()
    assert "card3-page on-more" in browser.get(f"{url}?feed=rows&pane=more").content.decode()
