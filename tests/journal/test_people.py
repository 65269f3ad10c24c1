"""Who may change whom, and how it is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.cast import person
from zhivo.journal import people
from zhivo.journal.models import Operation
from zhivo.journal.people import CannotChange
from zhivo.journal.undo import undo
from zhivo.team.models import Team, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera() -> User:
    return person("vera", roles=["owner"])


@pytest.fixture
def oleg() -> User:
    return person("oleg", roles=["administrator"])


@pytest.fixture
def anna() -> User:
    return person("anna", roles=["manager"])


def change(who: User, by: User, **values: Any) -> Operation | None:
    now = {"name": who.name, "roles": who.roles, "team": who.team, "is_active": who.is_active}
    return people.change(person=who, by=by, **(now | values))


def test_an_administrator_invites_a_manager_and_an_undo_shuts_him_out_again(oleg: User) -> None:
    operation = people.invite(email="New@Example.org ", name="New", roles=["manager"], team=None, by=oleg)

    invited = User.objects.get(pk=operation.data["person"])
    assert (invited.email, invited.roles, invited.has_usable_password()) == ("new@example.org", ["manager"], False)
    undo(operation=operation, by=oleg)
    assert not User.objects.get(pk=invited.pk).is_active


def test_an_email_is_taken_in_any_case(oleg: User, anna: User) -> None:
    with pytest.raises(CannotChange) as refusal:
        people.invite(email="ANNA@example.org", name="x", roles=[], team=None, by=oleg)

    assert refusal.value.code == "email_taken"


@pytest.mark.parametrize("roles", [["owner"], ["manager", "owner"]])
def test_only_an_owner_makes_an_owner(oleg: User, vera: User, anna: User, roles: list[str]) -> None:
    with pytest.raises(CannotChange):
        people.invite(email="x@example.org", name="x", roles=roles, team=None, by=oleg)
    with pytest.raises(CannotChange):
        change(anna, oleg, roles=roles)

    assert change(anna, vera, roles=roles)


@pytest.mark.parametrize("values", [{"name": "x"}, {"roles": []}, {"is_active": False}])
def test_an_administrator_cannot_touch_an_owner(oleg: User, vera: User, values: dict[str, Any]) -> None:
    with pytest.raises(CannotChange):
        change(vera, oleg, **values)
    with pytest.raises(CannotChange):
        people.link(person=vera, by=oleg)


def test_an_administrator_cannot_give_himself_sight_of_clients(oleg: User) -> None:
    with pytest.raises(CannotChange) as refusal:
        change(oleg, oleg, roles=["administrator", "marketer"])

    assert refusal.value.code == "own_roles"
    assert change(oleg, oleg, name="Олег")


@pytest.mark.parametrize("values", [{"roles": ["manager"]}, {"is_active": False}])
def test_the_last_owner_stays(vera: User, values: dict[str, Any]) -> None:
    with pytest.raises(CannotChange):
        change(vera, vera, **values)


def test_an_undo_cannot_take_the_last_owner_away(vera: User, anna: User) -> None:
    made = change(anna, vera, roles=["owner"])
    change(vera, User.objects.get(pk=anna.pk), roles=["manager"])
    assert made is not None

    undone = undo(operation=made, by=anna)

    assert undone.kept == [{"why": "last_owner"}]
    assert User.objects.get(pk=anna.pk).roles == ["owner"]


def test_an_undo_puts_back_only_what_nobody_changed_since(vera: User, anna: User) -> None:
    operation = change(anna, vera, name="Анна", roles=["head"])
    change(User.objects.get(pk=anna.pk), vera, name="Анна Белова")
    assert operation is not None

    undone = undo(operation=operation, by=vera)

    now = User.objects.get(pk=anna.pk)
    assert (now.name, now.roles) == ("Анна Белова", ["manager"])
    assert undone.kept == [{"field": "name", "why": "changed_since"}]


def test_nothing_changed_leaves_no_operation(vera: User, anna: User) -> None:
    assert change(anna, vera) is None
    assert not Operation.objects.exists()


def test_who_left_gets_no_link(vera: User, anna: User) -> None:
    change(anna, vera, is_active=False)

    with pytest.raises(CannotChange):
        people.link(person=User.objects.get(pk=anna.pk), by=vera)


def test_every_link_made_is_in_the_journal(vera: User, anna: User) -> None:
    assert people.link(person=anna, by=vera).startswith("/login/")

    assert Operation.objects.get().data == {"person": anna.pk, "name": anna.name}


def test_a_team_is_made_changed_and_both_are_taken_back(vera: User, anna: User) -> None:
    made = people.make_team(name="Опт", head=anna, by=vera)
    team = Team.objects.get()
    changed = people.change_team(team=team, name="Розница", head=None, by=vera)
    assert changed is not None

    undo(operation=changed, by=vera)
    assert (Team.objects.get().name, Team.objects.get().head) == ("Опт", anna)
    undo(operation=made, by=vera)
    assert not Team.objects.exists()


def test_a_team_with_people_is_not_unmade(vera: User, anna: User) -> None:
    made = people.make_team(name="Опт", head=None, by=vera)
    change(anna, vera, team=Team.objects.get())

    assert undo(operation=made, by=vera).kept == [{"why": "has_members"}]
    with pytest.raises(CannotChange):
        people.make_team(name="Опт", head=None, by=vera)
