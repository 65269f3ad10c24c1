"""Questions about words answered on the page of consequences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from tests.web.imports.foretelling import dropped, reckoned
from zhivo.intake import meanings
from zhivo.intake.models import Meaning
from zhivo.journal.models import Operation
from zhivo.sources.models import Batch, Drop
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]


@pytest.fixture
def batch(world: World) -> Batch:
    return dropped(world.people["owner"])


@pytest.fixture
def drop(batch: Batch) -> Drop:
    return reckoned(batch, rows=1_000_000)  # too many to be reckoned anew by themselves


def form(**means: str) -> dict[str, Any]:
    fields = {"responsible": "белова", "email": "gmial.com", "birthday": "31.02.1980"}
    return {"field": list(fields), "said": list(fields.values()), "means": [means.get(field, "") for field in fields]}


def test_answers_are_remembered_for_the_source(world: World, owner: Browser, batch: Batch, drop: Drop) -> None:
    email = world.clara.email

    answer = owner.post(
        f"/imports/drops/{drop.pk}/consequences/answers/", form(responsible=email, email="-", birthday="28.02.1980")
    )

    assert answer.headers["Location"] == f"/imports/drops/{drop.pk}/consequences/"
    assert meanings.of(batch.source) == {"responsible": {"белова": email}, "birthday": {"31.02.1980": "1980-02-28"}}
    assert Meaning.objects.get(field="email").means is None
    assert Operation.objects.get(kind="words.answered").by == world.people["owner"]


@pytest.mark.parametrize(("way", "means"), [("fix", "gmail.com"), ("leave", None)])
def test_one_button_answers_for_a_field(
    world: World, owner: Browser, batch: Batch, drop: Drop, way: str, means: str | None
) -> None:
    owner.post(f"/imports/drops/{drop.pk}/consequences/answers/", {**form(), "all": f"email:{way}"})

    assert list(Meaning.objects.values_list("field", "said", "means")) == [("email", "gmial.com", means)]


def test_an_answer_beside_the_button_counts(owner: Browser, batch: Batch, drop: Drop) -> None:
    owner.post(f"/imports/drops/{drop.pk}/consequences/answers/", {**form(email="mail.ru"), "all": "email:fix"})

    assert meanings.of(batch.source) == {"email": {"gmial.com": "mail.ru"}}


@pytest.mark.parametrize(
    "fields",
    [
        form(),
        form(birthday="30.02.1980"),
        form(responsible="no.such@example.org"),
        {"field": ["email"], "said": ["another.word"], "means": ["gmail.com"]},
        {"field": ["boots"], "said": ["gmial.com"], "means": ["gmail.com"]},
        {"all": "email:whatever"},
        {"all": "nothing"},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_remembered(
    owner: Browser, drop: Drop, fields: dict[str, Any]
) -> None:
    answer = owner.post(f"/imports/drops/{drop.pk}/consequences/answers/", fields)

    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert not Meaning.objects.exists()


def test_what_was_typed_beside_a_wrong_date_is_still_there(owner: Browser, drop: Drop) -> None:
    text = owner.post(
        f"/imports/drops/{drop.pk}/consequences/answers/", form(email="-", birthday="30.02.1980")
    ).content.decode()

    assert 'aria-invalid="true" autofocus value="30.02.1980"' in text.replace("\n", " ")
    assert "Такой даты нет" in text.split('value="30.02.1980"')[1].split("</div>")[0]
    assert '<option value="-" selected>' in text


def test_a_get_leads_back_to_the_page_and_a_manager_is_refused(
    world: World, log_in: LogIn, owner: Browser, drop: Drop
) -> None:
    page = f"/imports/drops/{drop.pk}/consequences/"
    assert owner.get(f"{page}answers/").headers["Location"] == page
    assert (
        log_in(world.clara).post(f"/imports/drops/{drop.pk}/consequences/answers/", form(email="-")).status_code == 403
    )
    assert not Meaning.objects.exists()
