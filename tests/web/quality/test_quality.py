"""The quality page: sums of a kept count, narrowed to the clients that one sees, of the present state of the base."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.rows import load
from tests.web.cast import FOREIGN_MARKS, World
from zhivo.clients.models import Client, ValueMark
from zhivo.quality import jobs, readings
from zhivo.quality.models import Goal, ValueQuestion
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
PAGE = "/quality/"


def told(browser: Browser, **query: str) -> str:
    return html.unescape(browser.get(PAGE, query).content.decode()).replace("\u00a0", " ")


def funnel(text: str, place: int) -> list[int]:
    steps = text.split('<ol class="funnel">')[place + 1].split("</ol>")[0]
    return [int(n.replace(" ", "")) for n in re.findall(r'n-of tn">(?:<a[^>]*>)?([\d ]+)', steps)]


def test_a_funnel_goes_from_all_clients_to_those_who_can_be_reached(world: World, owner: Browser) -> None:
    before = funnel(told(owner), 0)
    load(
        {"full_name": "Крюков Лев", "phone": "+79161110000", "do_not_contact": ""},
        {"full_name": "Юркин Пётр", "phone": "12", "do_not_contact": ""},
        {"full_name": "Мохова Анна", "phone": "+79162220000", "do_not_contact": ""},
        {"full_name": "Ершова Инна", "phone": "+79163330000", "do_not_contact": "да"},
        {"full_name": "Щукина Яна", "phone": "+79164440000", "do_not_contact": ""},
    )
    ValueMark.objects.create(medium="phone", value="+79162220000", kind="dead")
    ValueMark.objects.create(medium="phone", value="+79164440000", kind="dummy")

    after = funnel(told(owner), 0)

    assert [now - then for now, then in zip(after, before, strict=True)] == [5, 5, 3, 1]


def test_everybody_sees_the_numbers_of_his_own_clients(world: World, log_in: LogIn) -> None:
    for role in ("owner", "head", "manager", "marketer"):
        user = world.people[role]
        text = told(log_in(user))
        assert funnel(text, 0)[0] == Client.objects.visible_to(user).count(), role
    assert not [mark for mark in FOREIGN_MARKS if mark in told(log_in(world.people["manager"]))]


def test_rubbish_stands_by_source_and_by_manager(world: World, owner: Browser) -> None:
    load({"full_name": "Крюков Лев", "phone": "111111", "email": "1@mail.ru"}, source="касса")

    text = told(owner)
    by_people = told(owner, by="people")

    assert "касса" in text.split('id="rubbish"')[1]
    assert "ничьи" in by_people.split('id="rubbish"')[1]


def test_what_could_bring_more_leads_to_its_questions(world: World, owner: Browser) -> None:
    load({"full_name": "Крюков Лев", "phone": "+79161110000"})
    client = Client.objects.get(last_name="Крюков")
    ValueQuestion.objects.create(client=client, kind="found", field="email", value="lev@kryukov.ru")

    text = told(owner)

    assert '<a class="n" href="/questions/values/?kind=found&field=email">1</a>' in text


def test_a_goal_is_set_reached_and_taken_away(world: World, owner: Browser) -> None:
    owner.post(f"{PAGE}goals/", {"medium": "phone", "clients": "100 000"})
    assert "из 100 000" in told(owner)

    owner.post(f"{PAGE}goals/", {"medium": "phone", "clients": "много"})
    assert Goal.objects.get().clients == 100_000
    owner.post(f"{PAGE}goals/", {"medium": "phone", "clients": ""})

    assert not Goal.objects.exists()


def test_who_may_not_may_not(world: World, log_in: LogIn) -> None:
    assert log_in(world.people["administrator"]).get(PAGE).status_code == 403
    assert log_in(world.clara).post(f"{PAGE}goals/", {"medium": "phone", "clients": "5"}).status_code == 403


def test_a_small_base_is_counted_when_it_has_changed_and_not_otherwise(
    world: World, owner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = funnel(told(owner), 0)[0]
    load({"full_name": "Крюков Лев", "phone": "+79161110000"})
    assert funnel(told(owner), 0)[0] == before + 1

    jobs.read()
    monkeypatch.setattr("zhivo.quality.readings.count", lambda: pytest.fail("counted again"))

    assert funnel(told(owner), 0)[0] == before + 1


def test_a_large_base_shows_its_last_count_and_is_counted_by_the_worker(
    world: World, owner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.read()
    load({"full_name": "Крюков Лев", "phone": "+79161110000"})
    monkeypatch.setattr("zhivo.clients.tally.SMALL", -2)

    text = told(owner)

    assert "с тех пор база изменилась" in text
    assert not readings.is_current(readings.newest())


def test_kept_counts_are_those_of_a_full_recount(world: World) -> None:
    load({"full_name": "Крюков Лев", "phone": "12"}, {"full_name": "Юркин Пётр", "email": "p@yurkin.ru"})
    owner = world.people["owner"]

    found = readings.reach(readings.take(), user=owner, medium="email")

    live = Client.objects.live()
    has = live.filter(contact_points__medium="email").distinct().count()
    assert (found.clients, found.valid) == (live.count(), has)
