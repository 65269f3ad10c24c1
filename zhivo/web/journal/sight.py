"""Which operations a person may take back, and which clients they name that he sees."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from zhivo.clients.models import Client
from zhivo.clients.queries import ClientQuerySet
from zhivo.journal.kinds import kinds
from zhivo.journal.models import Operation
from zhivo.journal.people import OWNER
from zhivo.quality.models import Question
from zhivo.team.models import User

# What one must be allowed to do to take back an act, by the first word of its kind.
PERMISSIONS = {
    "import": "imports.undo",
    "client": "clients.edit",
    "clients": "clients.assign",
    "question": "questions.answer",
    "values": "questions.answer",
    "portrait": "portrait.edit",
    "person": "people.manage",
    "team": "people.manage",
    "view": "clients.view",
    "tag": "tags.manage",
    "field": "fields.manage",
}
_CLIENTS = ("client", "keep", "absorb", "made")


def seen_clients(operations: Sequence[Operation], *, user: User) -> dict[int, set[int]]:
    """Return, for each operation about clients, those of its live clients that the user sees.

    An operation with a live client whom the user does not see gives none: its sentence would tell of him.
    """
    about = _about(operations)
    every = set[int]().union(*about.values())
    live = set(Client.objects.live().filter(pk__in=every).values_list("pk", flat=True))
    visible = set(Client.objects.visible_to(user).filter(pk__in=live).values_list("pk", flat=True))
    return {pk: ids & visible for pk, ids in about.items() if ids & live and ids & live <= visible}


def may_undo(user: User, operation: Operation, *, seen: set[int] | None = None) -> bool:
    """Say whether the user may take this operation back: his own, or another's when he reads the journal."""
    kind = kinds.get(operation.kind)
    permission = PERMISSIONS.get(operation.kind.partition(".")[0])
    if kind is None or permission is None or not user.can(permission) or not kind.undoable(operation):
        return False
    if operation.by_id != user.pk and not user.can("journal.view"):
        return False
    if _ids(operation) or operation.data.get("questions"):
        found = seen_clients([operation], user=user).get(operation.pk) if seen is None else seen
        return bool(found)
    if operation.kind.partition(".")[0] in ("clients", "values") and operation.by_id != user.pk:
        return not _concerned(operation).exclude(pk__in=Client.objects.visible_to(user)).exists()
    if operation.kind.startswith("view."):  # a list is its owner's own
        return operation.by_id == user.pk
    if operation.kind.startswith("person."):
        return OWNER in user.roles or not _touches_owner(operation)
    return True


def _concerned(operation: Operation) -> ClientQuerySet:
    """Return the live clients that an act on many changed, or asked no more about."""
    found = Q(pk__in=operation.changes.values("row")) | Q(pk__in=operation.edits.values("client"))
    return Client.objects.live().filter(found | Q(value_questions__operation=operation)).distinct()


def _about(operations: Sequence[Operation]) -> dict[int, set[int]]:
    """Return the clients that each operation is about: named in it, or asked about in the questions it answered."""
    about = {operation.pk: _ids(operation) for operation in operations}
    asked = {number: operation.pk for operation in operations for number in operation.data.get("questions", [])}
    for number, client, other in Question.objects.filter(pk__in=asked).values_list("pk", "client_id", "other_id"):
        about[asked[number]] |= {client, other}
    return about


def _ids(operation: Operation) -> set[int]:
    return {operation.data[name] for name in _CLIENTS if isinstance(operation.data.get(name), int)}


def _touches_owner(operation: Operation) -> bool:
    """Say whether the act, or taking it back, concerns an owner."""
    said = [operation.data.get(when, {}).get("roles", []) for when in ("before", "after")]
    person = User.objects.filter(pk=operation.data.get("person")).first()
    return any(OWNER in roles for roles in [*said, person.roles if person else []])
