"""Acts on the people who work here and on their teams: done, written down, undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.team import login_links
from zhivo.team.models import Team, User

OWNER = "owner"


class CannotChange(Refusal):
    """A person or a team may not be changed so."""


def may_touch(person: User, *, by: User) -> bool:
    """Say whether `by` may change this person: an owner is changed by owners only."""
    return by.can("people.manage") and (OWNER not in person.roles or OWNER in by.roles)


def invite(*, email: str, name: str, roles: Sequence[str], team: Team | None, by: User) -> Operation:
    """Add a person without a password and return the operation; `data["person"]` is his id. Raises CannotChange."""
    _check_roles(frozenset(), frozenset(roles), by=by)
    with transaction.atomic():
        if User.objects.filter(email=email.strip().lower()).exists():
            raise CannotChange("email_taken", _("There is a person with this e-mail already."))
        person = User.objects.create_user(email, name=name, roles=sorted(roles), team=team)
        return Operation.objects.create(kind="person.invited", by=by, data={"person": person.pk, "name": person.name})


def change(
    *, person: User, by: User, name: str, roles: Sequence[str], team: Team | None, is_active: bool
) -> Operation | None:
    """Set what a person is called, may do and belongs to; None when nothing differs. Raises CannotChange.

    Nobody but an owner changes an owner or his own roles, and the last owner who works here stays one.
    """
    with transaction.atomic():
        owners = set(
            User.objects.select_for_update()
            .filter(roles__contains=[OWNER], is_active=True)
            .values_list("pk", flat=True)
        )
        person = User.objects.select_for_update().get(pk=person.pk)
        if not may_touch(person, by=by):
            raise CannotChange("owner", _("Only an owner changes an owner."))
        if person.pk == by.pk and not is_active:
            raise CannotChange("self", _("You cannot shut yourself out."))
        if person.pk == by.pk and OWNER not in by.roles and set(roles) != set(person.roles):
            raise CannotChange(
                "own_roles", _("You cannot change your own roles. Ask another person who manages people.")
            )
        _check_roles(frozenset(person.roles), frozenset(roles), by=by)
        if owners == {person.pk} and not (OWNER in roles and is_active):
            raise CannotChange("last_owner", _("This is the only owner. Make somebody else an owner first."))
        after = {"name": name, "roles": sorted(roles), "team_id": team.pk if team else None, "is_active": is_active}
        return _put("person.changed", person, after, by=by, subject="person")


def link(*, person: User, by: User) -> str:
    """Return the path of a log-in link for the person, and write down that it was made. Raises CannotChange."""
    if not may_touch(person, by=by):
        raise CannotChange("owner", _("Only an owner makes a link for an owner."))
    if not person.is_active:
        raise CannotChange("inactive", _("This person no longer works here."))
    Operation.objects.create(kind="person.link_made", by=by, data={"person": person.pk, "name": person.name})
    return login_links.make(person)


def make_team(*, name: str, head: User | None, by: User) -> Operation:
    """Make a team and return the operation. Raises CannotChange."""
    with transaction.atomic():
        if Team.objects.filter(name=name).exists():
            raise CannotChange("name_taken", _("There is a team with this name already."))
        team = Team.objects.create(name=name, head=head)
        return Operation.objects.create(kind="team.made", by=by, data={"team": team.pk, "name": name})


def change_team(*, team: Team, name: str, head: User | None, by: User) -> Operation | None:
    """Rename a team or give it another head; None when nothing differs. Raises CannotChange."""
    with transaction.atomic():
        team = Team.objects.select_for_update().get(pk=team.pk)
        if Team.objects.filter(name=name).exclude(pk=team.pk).exists():
            raise CannotChange("name_taken", _("There is a team with this name already."))
        return _put("team.changed", team, {"name": name, "head_id": head.pk if head else None}, by=by, subject="team")


def _check_roles(before: frozenset[str], after: frozenset[str], *, by: User) -> None:
    if OWNER in before ^ after and OWNER not in by.roles:
        raise CannotChange("owner_role", _("Only an owner gives or takes the role of owner."))


def _put(kind: str, row: User | Team, after: dict[str, Any], *, by: User, subject: str) -> Operation | None:
    before = {field: getattr(row, field) for field in after}
    changed = {field: value for field, value in after.items() if value != before[field]}
    if not changed:
        return None
    type(row)._default_manager.filter(pk=row.pk).update(**changed)
    was = {field: before[field] for field in changed}
    data = {subject: row.pk, "name": before["name"], "before": was, "after": changed}
    return Operation.objects.create(kind=kind, by=by, data=data)


def _put_back(row: User | Team | None, operation: Operation) -> Kept:
    """Set the changed fields back; one that somebody changed since is left alone and named."""
    if row is None:
        return [{"why": "gone"}]
    after, before = operation.data["after"], operation.data["before"]
    mine = [field for field in after if getattr(row, field) == after[field]]
    type(row)._default_manager.filter(pk=row.pk).update(**{field: before[field] for field in mine})
    return [{"field": field, "why": "changed_since"} for field in after if field not in mine]


def _undo_person(operation: Operation) -> Kept:
    person = User.objects.select_for_update().filter(pk=operation.data["person"]).first()
    before = operation.data["before"]
    others = User.objects.filter(roles__contains=[OWNER], is_active=True).exclude(pk=operation.data["person"])
    stays = OWNER in before.get("roles", [OWNER]) and before.get("is_active", True)
    if person and OWNER in person.roles and not stays and not others.exists():
        return [{"why": "last_owner"}]
    return _put_back(person, operation)


def _undo_invitation(operation: Operation) -> Kept:
    person = User.objects.filter(pk=operation.data["person"])
    return [] if person.filter(last_login=None).update(is_active=False) else [{"why": "logged_in_since"}]


def _undo_team(operation: Operation) -> Kept:
    return _put_back(Team.objects.select_for_update().filter(pk=operation.data["team"]).first(), operation)


def _unmake_team(operation: Operation) -> Kept:
    team = Team.objects.filter(pk=operation.data["team"])
    if team.filter(members__isnull=False).exists():
        return [{"why": "has_members"}]
    team.delete()
    return []


kinds.add(OperationKind("person.invited", _("Invitation"), "user-plus", _("%(name)s invited"), undo=_undo_invitation))
kinds.add(
    OperationKind(
        "person.changed", _("Change of a person"), "user-cog", _("%(name)s: rights or data changed"), undo=_undo_person
    )
)
kinds.add(OperationKind("person.link_made", _("Log-in link"), "link", _("A log-in link for %(name)s")))
kinds.add(OperationKind("team.made", _("New team"), "users-group", _("Team «%(name)s» made"), undo=_unmake_team))
kinds.add(
    OperationKind("team.changed", _("Change of a team"), "users-group", _("Team «%(name)s» changed"), undo=_undo_team)
)
