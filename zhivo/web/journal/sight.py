"""Which operations a person may take back, and which clients they name that he sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from zhivo.clients.models import Client, ClientTag
from zhivo.journal.kinds import kinds
from zhivo.journal.models import Operation
from zhivo.journal.people import OWNER
from zhivo.quality.models import Question, ValueQuestion
from zhivo.team.models import User

# What one must be allowed to do to take back an act, by the first word of its kind.
PERMISSIONS = {
    "import": "imports.undo",
    "client": "clients.edit",
    "clients": "clients.assign",
    "question": "questions.answer",
    "values": "questions.answer",
    "values.marked": "imports.run",
    "portrait": "portrait.edit",
    "person": "people.manage",
    "team": "people.manage",
    "view": "clients.view",
    "tag": "tags.manage",
    "form_link": "clients.edit",
    "field": "fields.manage",
}
# The clients that an act of many touched: another's is taken back only by who sees them all.
TOUCHED: dict[str, Callable[[Operation], QuerySet[Any, Any]]] = {
    "clients.assigned": lambda operation: operation.changes.values("row"),
    "form_link.made": lambda operation: operation.form_links.values("client"),
    "client.filled": lambda operation: operation.edits.values("client"),
    "values.taken": lambda operation: operation.edits.values("client"),
    "values.refused": lambda operation: ValueQuestion.objects.filter(operation=operation).values("client"),
    "client.tagged": lambda operation: ClientTag.objects.filter(operation=operation).values("client"),
    "client.untagged": lambda operation: operation.changes.values(
        client=Cast(KeyTextTransform("client_id", "before"), BigIntegerField())
    ),
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
    permission = PERMISSIONS.get(operation.kind) or PERMISSIONS.get(operation.kind.partition(".")[0])
    if kind is None or permission is None or not user.can(permission) or not kind.undoable(operation):
        return False
    if operation.by_id != user.pk and not user.can("journal.view"):
        return False
    if _ids(operation) or operation.data.get("questions"):
        found = seen_clients([operation], user=user).get(operation.pk) if seen is None else seen
        return bool(found)
    if operation.kind in TOUCHED and operation.by_id != user.pk and user.sees_clients_of() is not None:
        rows = TOUCHED[operation.kind](operation)
        return not Client.objects.live().filter(pk__in=rows).exclude(pk__in=Client.objects.visible_to(user)).exists()
    if operation.kind.startswith("view."):  # a list is its owner's own
        return operation.by_id == user.pk
    if operation.kind.startswith("person."):
        return OWNER in user.roles or not _touches_owner(operation)
    return True


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
