"""How full portraits are, from one count."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.rows import load
from zhivo.clients.models import Client
from zhivo.quality.portrait.filled import filled
from zhivo.quality.portrait.portraits import Asked, Portrait, every
from zhivo.quality.portrait.rates import Counts, Fill, by_field, count, fields_of, gaps, rates, whole

pytestmark = pytest.mark.django_db
PORTRAITS = {
    "person": Portrait("person", (Asked("phone", 3), Asked("city", 1))),
    "company": Portrait("company", (Asked("inn", 5),)),
}


@pytest.fixture
def base(people: dict[str, Any]) -> dict[str, Any]:
    """Anna leads two people, full and without a city; Clara a firm without an INN; one person is nobody's."""
    load(
        {"full_name": "Иванов Иван", "phone": "+79161234567", "city": "Самара"},
        {"full_name": "Петров Пётр", "phone": "+79161234568"},
        {"full_name": "Сидоров Сидор", "email": "sidorov@primer-zhivo.ru"},
    )
    load({"company": "ООО «Ромашка»", "phone": "+79035557788"})
    Client.objects.filter(last_name__in=["Иванов", "Петров"]).update(responsible=people["anna"])
    Client.objects.filter(kind="company").update(responsible=people["clara"])
    return people


def test_each_has_the_mean_of_the_scores_of_his_clients(base: dict[str, Any]) -> None:
    found = rates(count(fields_of(PORTRAITS)), PORTRAITS)

    assert found == {base["anna"].pk: Fill(2, 1.75), base["clara"].pk: Fill(1, 0), None: Fill(1, 0)}
    assert whole(found.values()).rate == pytest.approx(1.75 / 4)
    assert Fill().rate is None


def test_other_weights_need_no_other_count(base: dict[str, Any]) -> None:
    counts = count(fields_of(PORTRAITS))
    lighter = PORTRAITS | {"person": Portrait("person", (Asked("city", 4), Asked("phone", 1)))}

    assert counts.fits(lighter)
    assert rates(counts, lighter, kind="person")[base["anna"].pk] == Fill(2, 1.2)
    assert not counts.fits(PORTRAITS | {"company": Portrait("company", (Asked("head", 5),))})


def test_the_count_is_what_is_said_of_each_client_alone(base: dict[str, Any]) -> None:
    portraits = every()

    of_set = whole(rates(count(fields_of(portraits)), portraits).values()).points
    one_by_one = [
        portraits[client.kind].weight(filled(client.pk, fields=portraits[client.kind].fields)) / 100
        for client in Client.objects.all()
    ]

    assert of_set == pytest.approx(sum(one_by_one))
    assert sum(one_by_one) > 1


def test_a_field_and_the_gaps_are_counted(base: dict[str, Any]) -> None:
    counts = count(fields_of(PORTRAITS))

    assert by_field(counts, kind="person") == {"phone": Fill(3, 2), "city": Fill(3, 1)}
    assert by_field(counts, kind="company") == {"inn": Fill(1, 0)}
    assert gaps(counts, PORTRAITS) == 4
    assert gaps(count(fields_of(PORTRAITS), led_by=base["anna"].pk), PORTRAITS) == 1


def test_one_sees_the_counts_of_the_clients_one_sees(base: dict[str, Any]) -> None:
    counts = count(fields_of(PORTRAITS))

    assert {row[1] for row in counts.seen_by(base["anna"]).rows} == {base["anna"].pk, None}
    assert {row[1] for row in counts.seen_by(base["clara"]).rows} == {base["clara"].pk, None}
    assert counts.seen_by(base["vera"]) == counts
    assert not counts.seen_by(base["adam"]).rows


def test_a_client_that_was_merged_into_another_is_not_counted(base: dict[str, Any]) -> None:
    ivan, petr = Client.objects.filter(responsible=base["anna"]).order_by("pk")
    Client.objects.filter(pk=petr.pk).update(merged_into=ivan)

    assert rates(count(fields_of(PORTRAITS)), PORTRAITS)[base["anna"].pk] == Fill(1, 1)


def test_counts_survive_being_kept_as_json(base: dict[str, Any]) -> None:
    counts = count(fields_of(PORTRAITS))

    assert Counts.from_json(json.loads(json.dumps(counts.as_json()))) == counts
