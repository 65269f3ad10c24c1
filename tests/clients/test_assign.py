"""A set of clients handed over, and handed back."""

from __future__ import annotations

import pytest

from tests.rows import load
from zhivo.clients.assign import KIND, assign
from zhivo.clients.bulk import NothingToDo, TooMany
from zhivo.clients.models import Client, Event
from zhivo.journal.undo import undo
from zhivo.team.models import User


@pytest.fixture
def boris(db: None) -> User:
    return User.objects.create_user("boris@example.org", name="Борис Тихонов", roles=["owner"])


@pytest.fixture
def oleg(db: None) -> User:
    return User.objects.create_user("oleg@example.org", name="Олег Ветров", roles=["manager"])


@pytest.fixture
def three(boris: User) -> list[Client]:
    load(
        *(
            {"full_name": f"Клиентов {name}", "phone": f"+7916123450{n}"}
            for n, name in enumerate(("Антон", "Борис", "Вадим"))
        )
    )
    first, *_rest = clients = list(Client.objects.order_by("pk"))
    Client.objects.filter(pk=first.pk).update(responsible=boris)
    return clients


def leaders() -> list[str | None]:
    return [client.responsible.name if client.responsible else None for client in Client.objects.order_by("pk")]


def test_everybody_goes_over_and_comes_back(boris: User, oleg: User, three: list[Client]) -> None:
    operation = assign(clients=Client.objects.visible_to(boris), to=oleg, by=boris)

    assert leaders() == ["Олег Ветров"] * 3
    assert operation.data["count"] == 3
    undo(operation=operation, by=boris)
    assert leaders() == ["Борис Тихонов", None, None]


def test_a_set_chosen_by_its_responsible_person_is_settled_before_it_changes(
    boris: User, oleg: User, three: list[Client]
) -> None:
    operation = assign(clients=Client.objects.visible_to(boris).filter(responsible=None), to=oleg, by=boris)

    assert leaders() == ["Борис Тихонов", "Олег Ветров", "Олег Ветров"]
    assert operation.data["count"] == 2


def test_those_who_have_him_already_are_not_touched(boris: User, oleg: User, three: list[Client]) -> None:
    before = Client.objects.get(pk=three[0].pk).version

    operation = assign(clients=Client.objects.visible_to(boris), to=boris, by=boris)

    assert operation.data["count"] == 2
    assert Client.objects.get(pk=three[0].pk).version == before
    with pytest.raises(NothingToDo):
        assign(clients=Client.objects.visible_to(boris), to=boris, by=boris)


def test_the_undo_leaves_those_who_changed_hands_since(boris: User, oleg: User, three: list[Client]) -> None:
    first = assign(clients=Client.objects.visible_to(boris), to=oleg, by=boris)
    assign(clients=Client.objects.filter(pk=three[1].pk), to=None, by=boris)

    undone = undo(operation=first, by=boris)

    assert leaders() == ["Борис Тихонов", None, None]
    assert undone.kept == [{"client": three[1].pk, "why": "edited_since"}]


def test_each_change_of_hands_is_a_fact(boris: User, oleg: User, three: list[Client]) -> None:
    operation = assign(clients=Client.objects.filter(pk=three[0].pk), to=oleg, by=boris)
    undo(operation=operation, by=oleg)

    there, back = Event.objects.filter(client=three[0]).order_by("pk")
    assert (there.kind, there.data, there.by) == ("client.assigned", {"before": boris.pk, "after": oleg.pk}, boris)
    assert (back.data, back.by) == ({"before": oleg.pk, "after": boris.pk}, oleg)


def test_nobody_and_too_many_are_refused(
    boris: User, oleg: User, three: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NothingToDo):
        assign(clients=Client.objects.none(), to=oleg, by=boris)
    monkeypatch.setattr("zhivo.clients.bulk.MOST", 2)
    with pytest.raises(TooMany):
        assign(clients=Client.objects.visible_to(boris), to=oleg, by=boris)
    assert leaders() == ["Борис Тихонов", None, None]


def test_the_sentence_says_how_many_and_whose(boris: User, oleg: User, three: list[Client]) -> None:
    given = assign(clients=Client.objects.visible_to(boris), to=oleg, by=boris)
    freed = assign(clients=Client.objects.filter(pk=three[0].pk), to=None, by=boris)

    assert "3" in KIND.sentence(given)
    assert "Олег Ветров" in KIND.sentence(given)
    assert "Олег Ветров" not in KIND.sentence(freed)
