"""DaData, against a server of our own: who is asked about, what becomes of the answers, when it stops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests.lib.fake_http import Answer, Asked, Fake, serving
from tests.rows import load
from zhivo.clients.models import Client, Event
from zhivo.journal.models import Operation
from zhivo.quality import jobs, proposals
from zhivo.quality.dadata import asking
from zhivo.quality.models import ValueQuestion
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
FIRM = {
    "kpp": "631601001",
    "ogrn": "1026300001991",
    "okved": "62.01",
    "name": {"short": "РОМАШКА"},
    "opf": {"short": "ООО"},
    "address": {"value": "г Самара, ул Садовая, д 1"},
    "management": {"name": "Крюков Лев Ильич"},
}
SAID: dict[str, Any] = {
    "/findById/party": FIRM,
    "/suggest/address": {"city": "Самара", "region_with_type": "Самарская обл"},
    "/suggest/fio": {"gender": "FEMALE"},
}


class Answers:
    """What the server says next; None is its usual answer."""

    next: Answer | None = None

    def __call__(self, asked: Asked) -> Answer:
        return self.next or Answer({"suggestions": [{"value": "x", "data": SAID[asked.path]}]})


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def dadata(answers: Answers, settings: Settings) -> Iterator[Fake]:
    with serving(answers) as fake:
        settings.DADATA_TOKEN, settings.DADATA_URL, settings.DADATA_PER_DAY = "the key", fake.url, 100
        yield fake


def ask(**more: Any) -> Operation | None:
    return asking.ask(wait=lambda _seconds: None, **more)


def proposed() -> dict[str, str | None]:
    return dict(ValueQuestion.objects.filter(state="open", code="dadata").values_list("field", "value"))


def test_a_firm_is_asked_about_by_its_inn_and_only_gaps_are_proposed(dadata: Fake) -> None:
    load({"company": "ООО Ромашка плюс", "inn": "6316000632", "kpp": "631601001"})

    operation = ask()

    assert [one.path for one in dadata.asked] == ["/findById/party"]
    assert dadata.asked[0].body == {"query": "6316000632", "count": 1}
    assert dadata.asked[0].headers["authorization"] == "Token the key"
    assert proposed() == {
        "legal_address": "г Самара, ул Садовая, д 1",
        "head": "Крюков Лев Ильич",
        "activity": "ОКВЭД 62.01",
        "ogrn": "1026300001991",
    }
    assert operation is not None
    assert operation.data == {"requests": 1, "proposed": 4}
    assert Event.objects.get(kind="dadata.asked").data["by"] == "inn"


def test_an_address_gives_the_city_and_a_name_the_sex_when_somebody_takes_them(dadata: Fake) -> None:
    load({"last_name": "Кан", "first_name": "Чжи", "address": "Садовая 1, самара"})
    anna = User.objects.create(email="anna@example.org", name="Anna", roles=["owner"])

    ask()
    proposals.take(questions=list(ValueQuestion.objects.filter(state="open")), by=anna)

    client = Client.objects.get()
    assert sorted(one.path for one in dadata.asked) == ["/suggest/address", "/suggest/fio"]
    assert (client.city, client.region, client.sex) == ("Самара", "Самарская область", "f")


def test_nobody_is_asked_about_twice(dadata: Fake, answers: Answers) -> None:
    load({"company": "ООО Ромашка", "inn": "6316000632"})
    answers.next = Answer({"suggestions": []})

    ask()

    assert ask() is None
    assert len(dadata.asked) == 1
    assert proposed() == {}


def test_without_a_key_nothing_leaves(dadata: Fake, settings: Settings) -> None:
    load({"company": "ООО Ромашка", "inn": "6316000632"})
    settings.DADATA_TOKEN = ""

    jobs.ask_dadata()

    assert dadata.asked == []
    assert not Operation.objects.filter(kind="dadata.asked").exists()


def test_no_more_is_asked_than_the_day_allows(dadata: Fake, settings: Settings) -> None:
    load(*({"company": f"ООО Ромашка {n}", "inn": inn} for n, inn in enumerate(("6316000632", "7707083893"))))
    settings.DADATA_PER_DAY = 1

    first, second = ask(), ask()

    assert first is not None
    assert first.data["requests"] == len(dadata.asked) == 1
    assert second is None
    assert asking.left_today() == 0


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_a_refusal_ends_the_asking_and_keeps_what_was_said_before(status: int, dadata: Fake, answers: Answers) -> None:
    load({"company": "ООО Ромашка", "inn": "6316000632"}, {"company": "ООО Лютик", "inn": "7707083893"})
    ask(clients=[Client.objects.get(inn="6316000632").pk])
    kept = proposed()
    answers.next = Answer(status=status, headers={"Retry-After": "0"})

    operation = ask()

    assert operation is not None
    assert operation.state == Operation.State.FAILED
    assert str(status) in operation.data["failure"]
    assert proposed() == kept != {}
    assert Event.objects.filter(kind="dadata.asked").count() == 1  # the other may be asked about again


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"suggestions": "x"},
        {"suggestions": [{"data": {"kpp": ["x"], "ogrn": 5, "name": "x", "address": None}}]},
        {"suggestions": [{"data": {"kpp": "нет", "ogrn": "123", "management": {"name": "я" * 5000}, "okved": "\x00"}}]},
    ],
)
def test_an_answer_of_another_shape_proposes_nothing(said: Any, dadata: Fake, answers: Answers) -> None:
    load({"company": "ООО Ромашка", "inn": "6316000632"})
    answers.next = Answer(said)

    operation = ask()

    assert operation is not None
    assert operation.state == Operation.State.DONE
    assert proposed() == {}
