"""Answers to questions about values: taken by one or by many, refused for good, asked again by an undo."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.rows import checksum, load
from zhivo.clients import bulk, edit, membership, merge
from zhivo.clients.models import Client, ContactPoint, Edit, Event
from zhivo.journal.models import Operation
from zhivo.journal.undo import undo
from zhivo.quality import asking, proposals
from zhivo.quality.models import ValueQuestion
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
ROW = {"full_name": "Крюков Лев", "phone": "+79161234567"}


@pytest.fixture
def anna() -> User:
    return User.objects.create(email="anna@example.org", name="Anna", roles=["owner"])


def proposed(*finds: tuple[str, str], client: Client | None = None, **more: Any) -> list[ValueQuestion]:
    client = client or Client.objects.get()
    rows = [{"client_id": client.pk, "kind": "found", "field": field, "value": value, **more} for field, value in finds]
    asking.write(asking._asked(pl.DataFrame(rows)))
    return list(ValueQuestion.objects.filter(state="open", kind="found").order_by("pk"))


def points(client: Client) -> list[str]:
    return sorted(ContactPoint.objects.filter(client=client).values_list("value", flat=True))


def test_taken_values_stand_on_the_card_with_what_follows_and_an_undo_asks_again(anna: User) -> None:
    load(ROW)
    before, client = checksum(), Client.objects.get()
    found = proposed(("phone", "+79039998877"), ("city", "Самара"), ("next_action", "перезвонить"))
    asked = checksum()
    ValueQuestion.objects.filter(field="next_action").update(also={"next_action_on": "2026-12-05"})

    operation = proposals.take(questions=found, by=anna)

    client.refresh_from_db()
    assert points(client) == ["+79039998877", "+79161234567"]
    assert (client.city, client.region, client.time_zone) == ("Самара", "Самарская область", "Europe/Samara")
    assert client.values == {"next_action": "перезвонить", "next_action_on": "2026-12-05"}
    assert Event.objects.filter(client=client, kind="client.edited", by=anna).count() == 4
    assert set(ValueQuestion.objects.values_list("state", "answered_by")) == {("taken", anna.pk)}
    undo(operation=operation, by=anna)
    ValueQuestion.objects.filter(field="next_action").update(also=None)
    assert checksum() == asked
    ValueQuestion.objects.all().delete()
    assert checksum() == before


def test_a_refused_value_is_not_proposed_again_until_the_refusal_is_undone(anna: User) -> None:
    load(ROW)
    operation = proposals.refuse(questions=proposed(("phone", "+79039998877")), by=anna)

    again = proposed(("phone", "+79039998877"))

    assert again == []
    assert points(Client.objects.get()) == ["+79161234567"]
    undo(operation=operation, by=anna)
    assert ValueQuestion.objects.filter(state="open").count() == 1


def test_a_value_goes_to_the_client_that_its_own_was_merged_into(anna: User) -> None:
    load(ROW, {"full_name": "Юдина Ольга", "phone": "+79035550000"})
    lev, olga = Client.objects.get(last_name="Крюков"), Client.objects.get(last_name="Юдина")
    found = proposed(("email", "lev@kryukov.ru"), client=lev)
    merge.merge(keep=olga, absorb=lev, by=anna)

    assert list(proposals.visible_to(anna)) == found
    proposals.take(questions=found, by=anna)

    assert "lev@kryukov.ru" in points(olga)


def test_what_is_answered_cannot_be_answered_twice(anna: User) -> None:
    load(ROW)
    found = proposed(("phone", "+79039998877"))
    proposals.take(questions=found, by=anna)

    with pytest.raises(proposals.Answered):
        proposals.refuse(questions=found, by=anna)


def test_many_edits_are_one_act_and_one_undo_that_leaves_what_was_typed_since(anna: User) -> None:
    load(ROW, {"full_name": "Юдина Ольга", "phone": "+79035550000"})
    lev, olga = Client.objects.order_by("last_name")
    both = pl.DataFrame(
        [(pk, "position", None, "директор") for pk in (lev.pk, olga.pk, 10**12)], schema=bulk.SCHEMA, orient="row"
    )

    operation = bulk.edit(edits=both, kind="values.taken", by=anna, data={})
    olga.refresh_from_db()
    edit.edit(client=olga, field="position", value="бухгалтер", version=olga.version, by=anna)
    kept = undo(operation=operation, by=anna).kept

    assert operation.data["count"] == 2
    assert kept == [{"client": olga.pk, "why": "edited_since"}]
    assert [Client.objects.get(pk=one.pk).values.get("position") for one in (lev, olga)] == [None, "бухгалтер"]


def test_nobody_to_change_is_no_act(anna: User) -> None:
    nobody = pl.DataFrame([(10**12, "position", None, "директор")], schema=bulk.SCHEMA, orient="row")

    with pytest.raises(bulk.NothingToDo):
        bulk.edit(edits=nobody, kind="values.taken", by=anna, data={})

    assert not Operation.objects.exists()
    assert not Edit.objects.exists()


def test_many_taken_at_once_replace_nothing_that_a_client_has(anna: User) -> None:
    load({**ROW, "city": "Москва"}, {"full_name": "Юдина Ольга", "phone": "+79035550000"})
    lev, olga = Client.objects.order_by("last_name")
    proposed(("city", "Казань"), client=lev)
    proposed(("city", "Пермь"), ("city", "Омск"), client=olga)

    operation = proposals.take_all(questions=list(ValueQuestion.objects.filter(kind="found")), by=anna)

    assert [Client.objects.get(pk=one.pk).city for one in (lev, olga)] == ["Москва", "Пермь"]
    assert operation.data["left"] == 2
    assert ValueQuestion.objects.filter(state="open", kind="found").count() == 2


def test_a_question_follows_its_row_to_whom_it_was_split_off(anna: User) -> None:
    boris = User.objects.create(email="b@example.org", name="Boris", roles=["manager"])
    clara = User.objects.create(email="c@example.org", name="Clara", roles=["manager"])
    load(ROW, {**ROW, "comment": "тел жены +79039128877"})
    client = Client.objects.get()
    client.responsible = boris
    client.save()
    record = client.memberships.order_by("-pk")[0].record
    operation = membership.split(record=record, by=anna)
    Client.objects.filter(pk=operation.data["made"]).update(responsible=clara)

    assert not proposals.visible_to(boris).exists()
    (question,) = proposals.visible_to(clara)
    with pytest.raises(proposals.Answered):
        proposals.take(questions=[question], by=boris)
    proposals.take(questions=[question], by=clara)
    assert "+79039128877" in points(Client.objects.get(pk=operation.data["made"]))
