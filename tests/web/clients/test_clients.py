"""The list of the base as a page and as its parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.models import Client
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
BASE = {"HX-Request": "true", "HX-Target": "base"}


def shown(response: object) -> list[str]:
    return [row.client.name for row in response.context["rows"]]  # type: ignore[attr-defined]


def test_everybody_sees_his_own_and_the_unassigned(world: World, log_in: LogIn) -> None:
    assert shown(log_in(world.anna).get("/clients/")) == ["Иванов Иван", "ООО «Ромашка»"]
    assert shown(log_in(world.clara).get("/clients/")) == ["ООО «Подполье»", "ООО «Ромашка»", "Чужаков Тимофей"]
    assert len(shown(log_in(world.people["owner"]).get("/clients/"))) == 4


def test_the_list_is_a_page_and_a_region_of_it(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).get("/clients/?phone=yes").content.decode()
    region = log_in(world.anna).get("/clients/?phone=yes", headers=BASE).content.decode()

    assert "<html" in page
    assert "<html" not in region
    assert region.strip().startswith('<div class="panes base')
    assert "Иванов Иван" in region


def test_the_sentence_says_what_the_list_is_narrowed_to(world: World, log_in: LogIn) -> None:
    response = log_in(world.anna).get("/clients/?kind=person&city=Самара&phone=yes&responsible=none")

    assert response.context["head"].words == "People"
    assert [(part.lead, part.words) for part in response.context["parts"]] == [
        ("", "with a phone"),
        ("in the city of", "Самара"),
        ("", "with nobody responsible"),
    ]
    assert shown(response) == []
    assert "Nobody fits" in response.content.decode()


def test_a_part_opens_its_choices_on_the_page_and_as_a_region(world: World, log_in: LogIn) -> None:
    sentence = {"HX-Request": "true", "HX-Target": "sentence"}
    page = log_in(world.anna).get("/clients/?part=city")
    region = log_in(world.anna).get("/clients/?part=city", headers=sentence)

    assert [choice.label for choice in page.context["choices"]] == ["Самара"]
    assert region.content.decode().strip().startswith('<div class="say" id="sentence">')
    assert "Самара" in region.content.decode()


def test_the_choices_of_a_part_keep_the_other_conditions(world: World, log_in: LogIn) -> None:
    response = log_in(world.anna).get("/clients/?part=phone&phone=yes&city=Самара")

    urls = {choice.label: choice.url for choice in response.context["choices"]}
    assert "phone=no" in urls["without a phone"]
    assert "city=" in urls["without a phone"]
    assert "phone" not in urls["Take out"]


def test_people_outside_of_ones_sight_are_not_offered(world: World, log_in: LogIn) -> None:
    offered = [choice.label for choice in log_in(world.anna).get("/clients/?part=responsible").context["choices"]]

    assert offered == ["with nobody responsible", "Anna"]


def test_a_condition_that_makes_no_sense_is_said_aloud(world: World, log_in: LogIn) -> None:
    page = log_in(world.anna).get("/clients/?kind=robot")

    assert page.context["refused"] == ["kind"]
    assert "not understood" in page.content.decode()


def test_the_opened_row_stands_in_the_panel(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    assert browser.get("/clients/").context["opened"] == world.ivan
    assert browser.get(f"/clients/?open={world.romashka.pk}").context["opened"] == world.romashka
    assert browser.get(f"/clients/?open={world.stranger.pk}").context["opened"] == world.ivan


def test_the_panel_is_a_page_too_and_hides_strangers(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    panel = browser.get(f"/clients/{world.ivan.pk}/panel/?city=Самара", headers={"HX-Request": "true"})

    assert "916 123-45-67".replace(" ", "\u00a0") in panel.content.decode()
    assert panel.context["because"] == "in the city of Самара"
    assert "<html" in browser.get(f"/clients/{world.ivan.pk}/panel/").content.decode()
    assert browser.get(f"/clients/{world.stranger.pk}/panel/").status_code == 404


def test_coming_back_from_a_card_opens_its_row(world: World, log_in: LogIn) -> None:
    response = log_in(world.people["owner"]).get(f"/clients/?around={world.stranger.pk}")

    assert response.context["opened"] == world.stranger
    assert len(shown(response)) == 4


def test_a_count_that_was_not_finished_is_asked_for_afterwards(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhivo.clients.listing.count.__kwdefaults__", {"most": 1})
    page = log_in(world.people["owner"]).get("/clients/?phone=yes").content.decode()

    assert "more than" in page
    assert 'hx-get="/clients/count/?phone=yes"' in page
    exact = log_in(world.people["owner"]).get("/clients/count/?phone=yes", headers={"HX-Request": "true"})
    assert '<b class="i2 m">4</b>' in exact.content.decode()


def test_only_those_who_may_hand_over_are_offered_people(world: World, log_in: LogIn) -> None:
    manager, head = (log_in(person).get("/clients/") for person in (world.anna, world.people["head"]))

    assert b'name="client"' in manager.content
    assert b'name="to"' not in manager.content
    assert b'name="to"' in head.content
    assert [person.name for person in head.context["people"]] == ["Anna", "Boris"]


def test_a_new_installation_says_what_to_do_next(db: None, log_in: LogIn) -> None:
    owner = User.objects.create_user("owner@example.org", name="Вера", roles=["owner"], language="en")

    assert "Load a file" in log_in(owner).get("/clients/").content.decode()
    assert Client.objects.count() == 0
