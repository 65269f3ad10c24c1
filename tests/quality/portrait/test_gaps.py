"""The clients of a manager that lack fields, in their order."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from tests.rows import load
from zhivo.clients.models import Client, Purchase
from zhivo.quality.portrait import gaps
from zhivo.quality.portrait.gaps import Edge, Page, lacking
from zhivo.quality.portrait.portraits import Asked, Portrait
from zhivo.quality.portrait.rates import count, fields_of
from zhivo.quality.portrait.rates import gaps as gaps_of
from zhivo.sources.models import Source

pytestmark = pytest.mark.django_db
PORTRAITS = {
    "person": Portrait("person", (Asked("phone", 3), Asked("city", 1), Asked("email", 1))),
    "company": Portrait("company", (Asked("inn", 2),)),
}
FULL = {"phone": "+79161234567", "city": "Самара", "email": "ivanov@primer-zhivo.ru"}


def page(people: dict[str, Any], after: Edge | None = None, *, kind: str = "person") -> Page:
    return lacking(portraits=PORTRAITS, kind=kind, led_by=people["anna"].pk, after=after)


def names(people: dict[str, Any], after: Edge | None = None) -> list[str]:
    rows = page(people, after).rows
    known = dict(Client.objects.values_list("pk", "last_name"))
    return [known[row.client] for row in rows]


@pytest.fixture
def base(people: dict[str, Any]) -> dict[str, Any]:
    load(
        {"full_name": "Иванов Иван"} | FULL,
        {"full_name": "Петров Пётр", "phone": "+79161234568", "city": "Самара"},
        {"full_name": "Сидоров Сидор", "phone": "+79161234569", "email": "sidorov@primer-zhivo.ru"},
        {"full_name": "Фёдоров Фёдор", "city": "Казань", "email": "fedorov@primer-zhivo.ru"},
    )
    load({"company": "ООО «Ромашка»"} | FULL | {"phone": "+79035557788"})
    Client.objects.update(responsible=people["anna"])
    return people


def test_those_who_lack_most_come_first_and_among_equals_those_who_buy(base: dict[str, Any]) -> None:
    sidorov = Client.objects.get(last_name="Сидоров")
    source = Source.objects.get(name="list")
    Purchase.objects.create(source=source, client=sidorov, identity=1, at=timezone.now(), amount=100)

    found = page(base)

    assert names(base) == ["Фёдоров", "Сидоров", "Петров"]
    assert [(row.missing, row.bought) for row in found.rows] == [(3, 0), (1, 1), (1, 0)]
    assert found.rows[0].filled == {"phone": False, "city": True, "email": True}
    assert found.following is None


def test_all_his_clients_are_counted_beside_the_page(base: dict[str, Any]) -> None:
    found = page(base, kind="company")

    assert len(found.rows) == 1
    assert sorted(found.counts.rows) == sorted(count(fields_of(PORTRAITS), led_by=base["anna"].pk).rows)
    assert gaps_of(found.counts, PORTRAITS, kind="person") == 3
    assert gaps_of(found.counts, PORTRAITS, kind="company") == 1


def test_clients_of_others_and_of_nobody_are_not_his_gaps(base: dict[str, Any]) -> None:
    Client.objects.filter(last_name="Фёдоров").update(responsible=base["clara"])
    Client.objects.filter(last_name="Сидоров").update(responsible=None)

    assert names(base) == ["Петров"]


def test_pages_go_on_from_their_edge_though_it_was_filled_since(
    base: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "PAGE_ROWS", 1)

    found = page(base)
    rows, following = found.rows, found.following

    assert following == rows[0].edge == Edge.read(str(rows[0].edge))
    Client.objects.filter(pk=rows[0].client).delete()
    assert names(base, following) == ["Петров"]


@pytest.mark.parametrize("said", ["", "1", "1.2", "1.2.x", "-1.2.3", "1.2.3.4", "9" * 30 + ".1.1"])
def test_an_edge_made_up_by_hand_is_none(said: str) -> None:
    assert Edge.read(said) is None
