"""What states and outcomes of imports are called on the screen, and the dot they wear."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.intake.fields import CLIENTS, PURCHASES
from zhivo.sources.models import Batch, Outcome

STATES: dict[str, tuple[str | Promise, str]] = {
    Batch.State.DRAFT: (_("waits for you"), "warn"),
    Batch.State.QUEUED: (_("in the queue"), "open"),
    Batch.State.RUNNING: (_("being written"), "work"),
    Batch.State.DONE: (_("written"), "work"),
    Batch.State.FAILED: (_("broke off half-way"), "bad"),
    Batch.State.CANCELLED: (_("stopped half-way"), "warn"),
    Batch.State.UNDOING: (_("being undone"), "open"),
    Batch.State.UNDONE: (_("taken back"), "rest"),
}

# What the rows of a file are.
WHAT: dict[str, str | Promise] = {CLIENTS: _("Clients"), PURCHASES: _("Purchases")}

# Of rows of purchases.
BOUGHT: dict[str, tuple[int, str | Promise]] = {
    "bought": (Outcome.BOUGHT, _("of new purchases")),
    "changed": (Outcome.CHANGED, _("of changed purchases")),
    "refused": (Outcome.REFUSED, _("not written")),
}
OUTCOMES: dict[str, tuple[int, str | Promise]] = {
    "created": (Outcome.CREATED, _("new ones")),
    "joined": (Outcome.JOINED, _("to known ones")),
    "held": (Outcome.HELD, _("with a question")),
    "refused": (Outcome.REFUSED, _("not written")),
}

# The same of one row; a joined one adds why.
ROW: dict[int, str | Promise] = {
    Outcome.CREATED: _("a new client"),
    Outcome.JOINED: _("to a known one"),
    Outcome.HELD: _("new, with a question"),
    Outcome.REFUSED: _("was not written"),
    Outcome.BOUGHT: _("a new purchase"),
    Outcome.CHANGED: _("changed a known purchase"),
}

# Why a row belongs to its client (`Membership.why`).
WHY: dict[str, str | Promise] = {
    "source_id": _("by its number in the source"),
    "phone": _("by the phone"),
    "email": _("by the e-mail"),
    "inn": _("by the INN"),
    "person": _("a person decided"),
}
