"""The journal: newest first, no names of clients one does not see, an undo for those who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tests.web.cast import World
from zhivo.journal.models import Operation
from zhivo.team.models import User
from zhivo.web.journal.journal import PAGE_ROWS

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


def fill(count: int, *, by: User) -> None:
    now = timezone.now()
    Operation.objects.bulk_create(
        Operation(
            kind="team.made", by=by, at=now - timedelta(days=1, minutes=n // 3), data={"team": 0, "name": f"№{n:03}"}
        )
        for n in range(count)
    )


def test_pages_follow_each_other_without_gaps_or_repeats(world: World, log_in: LogIn) -> None:
    fill(2 * PAGE_ROWS + 7, by=world.people["owner"])
    browser, seen, url = log_in(world.people["owner"]), [], "/journal/?of=people"

    for _page in range(10):
        response = browser.get(url)
        seen += [line.text for _day, lines in response.context["days"] for line in lines]
        if not response.context["next"]:
            break
        url = f"/journal/?of=people&before={response.context['next'].replace('+', '%2B')}"

    assert len(seen) == len(set(seen)) == 2 * PAGE_ROWS + 7


@pytest.mark.parametrize(
    "before", ["x", "2026-01-01", "2026-01-01T00:00:00~1", "~", "2026-13-45T99:00:00+00:00~1", "9" * 500]
)
def test_an_address_made_up_by_hand_shows_the_newest(world: World, log_in: LogIn, before: str) -> None:
    page = log_in(world.people["owner"]).get("/journal/", {"before": before})

    assert page.status_code == 200
    assert sum(len(lines) for _day, lines in page.context["days"]) == Operation.objects.count()


def test_a_client_whom_one_does_not_see_is_not_named(world: World, log_in: LogIn) -> None:
    head = log_in(world.people["head"]).get("/journal/").content.decode()
    owner = log_in(world.people["owner"]).get("/journal/").content.decode()
    administrator = log_in(world.people["administrator"]).get("/journal/").content.decode()

    assert ("Иванов Иван" in head, "Чужаков" in head) == (True, False)
    assert "Чужаков" in owner
    assert "Иванов" not in administrator
    assert all("Clara" in page for page in (head, owner, administrator))


def test_an_undo_is_offered_and_done_and_said(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    answer = browser.post(f"/journal/{world.own_operation.pk}/undo/", headers={"referer": "http://testserver/profile/"})

    world.own_operation.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (302, "http://testserver/profile/")
    assert (world.own_operation.state, world.own_operation.undone_by) == ("undone", world.anna)
    assert 'class="note"' in browser.get("/profile/").content.decode()


def test_a_second_undo_says_why_not(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    browser.post(f"/journal/{world.own_operation.pk}/undo/")

    assert browser.post(f"/journal/{world.own_operation.pk}/undo/").status_code == 404


def test_nobody_is_sent_elsewhere_after_an_undo(world: World, log_in: LogIn) -> None:
    answer = log_in(world.anna).post(
        f"/journal/{world.own_operation.pk}/undo/", headers={"referer": "https://evil.example/"}
    )

    assert answer.headers["Location"] == "/"


def test_without_the_journal_one_takes_back_only_ones_own(world: World, log_in: LogIn) -> None:
    colleague = log_in(world.clara)

    assert colleague.post(f"/journal/{world.own_operation.pk}/undo/").status_code == 404
    assert log_in(world.people["head"]).post(f"/journal/{world.own_operation.pk}/undo/").status_code == 302


@pytest.mark.parametrize(("role", "status"), [("manager", 404), ("marketer", 404), ("owner", 302)])
def test_an_import_is_taken_back_by_those_who_may(world: World, log_in: LogIn, role: str, status: int) -> None:
    assert log_in(world.people[role]).post(f"/journal/{world.batch.operation_id}/undo/").status_code == status


def test_an_administrator_cannot_bring_an_owner_back_by_an_undo(world: World, log_in: LogIn) -> None:
    owner = log_in(world.people["owner"])
    owner.post(f"/people/{world.anna.pk}/", {"name": "Anna", "roles": ["owner"], "team": ""})
    owner.post(f"/people/{world.anna.pk}/", {"name": "Anna", "roles": ["manager"], "team": ""})
    taken = Operation.objects.filter(kind="person.changed").latest("pk")

    status = log_in(world.people["administrator"]).post(f"/journal/{taken.pk}/undo/").status_code

    assert status == 404
    assert User.objects.get(pk=world.anna.pk).roles == ["manager"]
