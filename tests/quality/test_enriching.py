"""Proposals from what the base has: kept as questions, never over a record or an edit, never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.rows import load
from zhivo.clients import edit
from zhivo.clients.models import Client
from zhivo.quality import enriching, jobs, proposals
from zhivo.quality.models import ValueQuestion
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
NAMED = {"full_name": "Крюков Лев", "company": "ООО Ромашка", "inn": "6316000632"}


@pytest.fixture
def anna() -> User:
    return User.objects.create(email="anna@example.org", name="Anna", roles=["owner"])


def asked() -> list[tuple[str, str | None, str]]:
    return list(ValueQuestion.objects.filter(state="open").values_list("field", "value", "code").order_by("field"))


def put(client: Client, field: str, value: str, by: User) -> None:
    client.refresh_from_db()
    edit.edit(client=client, field=field, value=value, version=client.version, by=by)


def test_a_firm_that_was_only_named_gets_the_region_of_its_inn_when_somebody_takes_it(anna: User) -> None:
    load(NAMED)
    firm = Client.objects.get(kind="company")
    assert firm.region is None

    assert enriching.propose() == 1
    question = ValueQuestion.objects.get(field="region")
    proposals.take(questions=[question], by=anna)

    firm.refresh_from_db()
    assert (question.client_id, question.quote) == (firm.pk, "6316000632")
    assert (firm.region, firm.time_zone) == ("Самарская область", "Europe/Samara")


def test_what_was_asked_is_not_asked_again_and_what_was_filled_is_moot(anna: User) -> None:
    load({"full_name": "", "email": "office@zhivo-primer.ru"})
    client = Client.objects.get()
    edit.edit(client=client, field="phone", value="+78462123456", version=client.version, by=anna)
    enriching.propose()
    assert asked() == [
        ("city", "Самара", "city_of_landline"),
        ("region", "Самарская область", "region_of_phone"),
    ]
    city, region = ValueQuestion.objects.order_by("field")

    proposals.refuse(questions=[city], by=anna)
    put(client, "region", "Омская область", anna)
    with pytest.raises(proposals.Answered):
        proposals.take(questions=[region], by=anna)

    assert enriching.propose() == 0
    assert asked() == []
    assert ValueQuestion.objects.count() == 2
    client.refresh_from_db()
    assert client.region == "Омская область"


def test_what_somebody_emptied_on_purpose_stays_empty(anna: User) -> None:
    load(NAMED)
    firm = Client.objects.get(kind="company")
    put(firm, "region", "", anna)

    assert enriching.propose() == 0
    assert asked() == []


def test_a_base_of_several_pieces_is_looked_at_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    load(*({"full_name": "", "company": f"ООО Ромашка {n}", "inn": "", "phone": f"+7846212345{n}"} for n in range(5)))
    monkeypatch.setattr(enriching, "PIECE", 2)

    enriching.propose()

    assert ValueQuestion.objects.filter(field="city", state="open").count() == 5


def seen() -> int:
    jobs.read()
    return ValueQuestion.objects.count()


def test_the_next_look_is_at_those_who_have_changed_and_a_new_enricher_looks_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(NAMED)
    assert seen() == 1
    ValueQuestion.objects.all().delete()

    Client.objects.update(updated_at=timezone.now() - timedelta(hours=3))
    load({"full_name": "Юдина Ольга"})
    assert seen() == 0
    Client.objects.filter(kind="company").update(updated_at=timezone.now())
    load({"full_name": "Седов Пётр"})
    assert seen() == 1

    ValueQuestion.objects.all().delete()
    Client.objects.update(updated_at=timezone.now() - timedelta(days=3))
    monkeypatch.setattr(enriching, "keys", lambda: ["one more"])
    assert seen() == 1
