"""What an operation is called, says of itself and how it is undone; declared by the module that owns the act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from zhivo.journal.models import Operation
from zhivo.lib.numbers import number
from zhivo.lib.registry import Registry

Kept = list[dict[str, Any]]


@dataclass(frozen=True)
class OperationKind:
    """A kind of act: key, label, icon, the sentence with names from `Operation.data`, and its undo.

    `undo` takes the act back inside the caller's transaction and returns what it left alone, and why: dictionaries
    with `client` and `why`. None means the act cannot be undone; `is_long` means a worker does it, in pieces.
    `names_clients` warns that the sentence tells a client's name, which not everybody who reads the journal may see.
    """

    key: str
    label: str | Promise
    icon: str
    says: str | Promise
    undo: Callable[[Operation], Kept] | None = None
    is_long: bool = False
    names_clients: bool = False

    def sentence(self, operation: Operation) -> str:
        """Return the sentence of this operation in the user's language."""
        said = {key: number(value) if type(value) is int else value for key, value in operation.data.items()}
        return str(self.says) % {"name": "", **said}

    def undoable(self, operation: Operation) -> bool:
        """Say whether the operation can be taken back now."""
        over = (Operation.State.DONE, Operation.State.CANCELLED, Operation.State.FAILED, Operation.State.UNDOING)
        return (self.undo is not None or self.is_long) and operation.state in over


kinds: Registry[OperationKind] = Registry("operation kind")
