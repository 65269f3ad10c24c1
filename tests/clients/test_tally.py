"""The counts of the base are exact and counted anew only when something has changed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rows import load
from tests.web.cast import person
from zhivo.clients import tally
from zhivo.clients.edit import edit
from zhivo.clients.models import Client, Standing
from zhivo.journal.undo import undo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_kept", None)


def two() -> Client:
    load({"full_name": "Иванов Иван", "phone": "+79161234567"}, {"full_name": "Петров Пётр", "phone": "+79161234568"})
    return Client.objects.get(name__contains="Иванов")


def test_each_sees_the_count_of_his_own_and_the_unassigned() -> None:
    anna, clara = person("anna", roles=["manager"]), person("clara", roles=["manager"])
    vera, oleg = person("vera", roles=["owner"]), person("oleg", roles=["administrator"])
    ivan = two()
    edit(client=ivan, field="responsible", value=str(anna.pk), version=ivan.version, by=vera)

    assert [tally.clients(who) for who in (vera, anna, clara, oleg)] == [2, 2, 1, 0]
    assert tally.led_by() == {anna.pk: 1}


def test_nothing_is_counted_twice_while_nothing_changes() -> None:
    vera = person("vera", roles=["owner"])
    two()
    tally.clients(vera)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        tally.clients(vera)

    assert [query["sql"] for query in queries if "clients_client c" in query["sql"]] == []


def test_imports_edits_and_their_undo_are_seen_at_once() -> None:
    vera, anna = person("vera", roles=["owner"]), person("anna", roles=["manager"])
    ivan = two()
    seen = [tally.clients(vera)]
    load({"full_name": "Сидоров Сидор", "phone": "+79161234569"}, source="other")
    seen.append(tally.clients(vera))
    operation = edit(client=ivan, field="responsible", value=str(anna.pk), version=ivan.version, by=vera)
    led = [tally.led_by()]
    undo(operation=operation, by=vera)
    led.append(tally.led_by())

    assert seen == [2, 3]
    assert led == [{anna.pk: 1}, {}]


def test_people_of_a_firm_are_covered_through_it() -> None:
    vera = person("vera", roles=["owner"])
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО «Ромашка»"})

    assert tally.clients(vera) == 2
    assert tally.uncovered(vera) == 1


def test_a_client_in_anybodys_care_is_not_uncovered() -> None:
    vera = person("vera", roles=["owner"])
    ivan = two()
    Standing.objects.create(client=ivan, care=Standing.Care.ARCHIVED)

    assert tally.by_care(vera) == {"in_work": 0, "in_touch": 0, "archived": 1, "uncovered": 1}
    assert tally.uncovered(vera) == 1


def test_a_large_base_rests_after_a_costly_count(monkeypatch: pytest.MonkeyPatch) -> None:
    two()
    tally.rows()
    assert not tally.is_resting()

    monkeypatch.setattr(tally, "SMALL", -2)
    monkeypatch.setattr(tally, "REST", 1000)
    monkeypatch.setattr(tally, "_kept", None)
    tally.rows()

    assert tally.is_resting()
