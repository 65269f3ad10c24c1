"""What a person types into a card: checked, kept as an Edit, put over what the records say, undoable."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import events, store
from zhivo.clients.models import Client, Edit
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Change, Operation
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User

POINTS = {"phone", "email"}
COLUMNS = {"last_name", "first_name", "patronymic", "sex", "birthday", "company", "company_form", "inn", "kpp", "ogrn"}
COLUMNS |= {"city", "region", "time_zone"}
VALUES = {"telegram", "vk", "whatsapp", "max", "position", "address", "legal_address", "convenient_time", "comment"}
VALUES |= {"occupation", "activity", "size", "hours", "head", "contact_person", "next_action", "next_action_on"}
VALUES |= {"interest", "status", "consent", "do_not_contact"}
LONGEST = 4000

edited = events.kinds.add(events.EventKind("client.edited", _("Edited"), "pencil", ("field", "before", "after")))


class Stale(Exception):
    """Somebody else has changed the client since; carries the version that is in force."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class BadValue(Refusal):
    """The value cannot be what the field holds."""


def edit(
    *,
    client: Client,
    field: str,
    value: str | None,
    version: int,
    by: User | None,
    before: str | None = None,
    also: dict[str, str | None] | None = None,
) -> Operation:
    """Put a typed value into a field of a client and return the operation that undoes it.

    `field` is a field of the contract or `attribute:NAME`; None or "" empties it. Of `phone` and `email`, `before` is
    the value that goes (None: another one is added) and `value` the one that comes. `responsible` takes a user's id.
    `also` holds the columns that follow from the value (comparison keys); they are kept as edits of the same act.
    Raises Stale when the client is not at `version` any more, BadValue when the value does not fit the field.
    """
    value = checked(field, (value or "").strip() or None)
    with transaction.atomic():
        store.lock_joining()
        client = Client.objects.select_for_update().get(pk=client.pk)
        if client.version != version or client.merged_into_id is not None:
            raise Stale(client.version)
        operation = Operation.objects.create(
            kind="client.edited", by=by, data={"client": client.pk, "name": client.name, "field": field}
        )
        was = before if field in POINTS else shown(client, field)
        if field == "responsible":
            _hand_over(client, to=value, operation=operation)
        else:
            for name, typed in ((field, value), *(also or {}).items()):
                Edit.objects.create(
                    client=client, field=name, before=before, value=typed, by=by, at=operation.at, operation=operation
                )
            store.recompute(ids=pl.Series([client.pk]))
        Client.objects.filter(pk=client.pk, version=version).update(version=version + 1, updated_at=timezone.now())
        events.record(edited, client=client, by=by, field=field, before=was, after=value)
    return operation


def shown(client: Client, field: str) -> str | None:
    """Return the present value of a field as text, None when it is not known."""
    if field == "responsible":
        return str(client.responsible_id) if client.responsible_id else None
    value = getattr(client, field) if field in COLUMNS else client.values.get(field)
    return None if value is None else str(value)


def _hand_over(client: Client, *, to: str | None, operation: Operation) -> None:
    Change.objects.create(
        operation=operation, table="clients_client", row=client.pk, before={"responsible_id": client.responsible_id}
    )
    operation.data = {**operation.data, "to": int(to) if to else None}
    operation.save(update_fields=["data"])
    Client.objects.filter(pk=client.pk).update(responsible_id=int(to) if to else None)


def checked(field: str, value: str | None) -> str | None:
    """Return the value as the field keeps it. Raises BadValue when it does not fit or there is no such field."""
    if field not in COLUMNS | VALUES | POINTS | {"responsible"} and not field.startswith("attribute:"):
        raise BadValue("no_such_field", _("There is no field «%(field)s».") % {"field": field[:60]})
    if value is None:
        return None
    if len(value) > LONGEST or "\x00" in value:
        raise BadValue("too_long", _("This is too long: up to %(most)s characters.") % {"most": LONGEST})
    if field == "birthday":
        return _birthday(value)
    if (
        field == "responsible"
        and not User.objects.filter(pk=int(value) if value.isdigit() else 0, is_active=True).exists()
    ):
        raise BadValue("no_such_user", _("There is no such person here."))
    if field == "sex" and value not in ("m", "f"):
        raise BadValue("bad_sex", _("Write m or f."))
    return value


def _birthday(value: str) -> str:
    try:
        born = date.fromisoformat(value)
    except ValueError as error:
        raise BadValue("not_a_date", _("There is no such date. Write it like 1980-05-31.")) from error
    if not date(1900, 1, 2) <= born <= timezone.localdate():
        raise BadValue("out_of_range", _("A birthday lies between 1900 and today."))
    return born.isoformat()


def _undo(operation: Operation) -> Kept:
    store.lock_joining()
    edits = Edit.objects.filter(operation=operation, ended_at=None)
    later = Edit.objects.filter(
        client_id__in=edits.values("client_id"),
        field=operation.data["field"],
        ended_at=None,
        operation__gt=operation.pk,
    )
    if operation.data["field"] not in POINTS and later.exists():
        return [{"client": operation.data["client"], "why": "edited_since"}]
    edits.update(ended_at=timezone.now())
    for change in operation.changes.all():
        # What was handed on since stays with whom it was handed to.
        given = Client.objects.filter(pk=change.row, responsible_id=operation.data["to"])
        if not given.update(**change.before):
            return [{"client": change.row, "why": "edited_since"}]
    # The edits may have moved with a merge: those who have them now are reckoned anew.
    holders = {operation.data["client"], *Edit.objects.filter(operation=operation).values_list("client_id", flat=True)}
    store.recompute(ids=pl.Series(sorted(holders)))
    Client.objects.filter(pk__in=holders).update(updated_at=timezone.now())
    return []


kinds.add(
    OperationKind(
        "client.edited", _("Edit"), "pencil", _("%(name)s: the field is changed"), undo=_undo, names_clients=True
    )
)
