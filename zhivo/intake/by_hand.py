"""A client typed in by hand goes through the same door as a file of a million rows: a batch of one record."""

from __future__ import annotations

import polars as pl
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes, store
from zhivo.clients.edit import edit as edit_client
from zhivo.clients.models import Client, ContactPoint, Membership
from zhivo.intake import pieces
from zhivo.intake.prepared import prepare
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.quality.clean import clean
from zhivo.quality.typed import refuse_dummies, typed
from zhivo.sources.models import Batch, Source
from zhivo.team.models import User

SOURCE = "by hand"


class AlreadyThere(Refusal):
    """The value belongs to a client of the base: `client` when the user may see it, else only who leads it."""

    def __init__(self, *, client: Client | None, responsible: User | None) -> None:
        name = responsible.name if responsible else ""
        said = _("This client is there already: %(name)s") if client else _("This client is with %(name)s already")
        super().__init__("already_there", said % {"name": client.name if client else name})
        self.client = client
        self.responsible = responsible


class Nobody(Refusal):
    """Nothing typed says who the client is."""


def create(*, values: dict[str, str], by: User) -> Client:
    """Make a client from typed fields (keys of the contract) and return it; the maker becomes responsible.

    Raises AlreadyThere when a phone, e-mail or INN belongs to somebody, BadValue for a value that cannot be, Nobody
    when nothing was typed.
    """
    values = {field: value.strip() for field, value in values.items() if value and value.strip()}
    if not values:
        raise Nobody("nobody", _("Write a name, a phone, an e-mail or a firm."))
    refuse_dummies(values)
    own = attributes.typed(values)
    for field in {"phone", "email", "inn", *own} & set(values):
        values[field], _more = typed(field=field, value=values[field])
    with transaction.atomic():
        store.lock_joining()
        _refuse_known(values, by=by)
        batch = _batch(values, by=by)
        raw = pl.DataFrame({"row": [1]} | {f"c{n}": [value] for n, value in enumerate(values.values())})
        fields = pl.DataFrame({"row": [1]} | {field: [value] for field, value in values.items()})
        # Two people may be typed alike: what makes a typed row its own is the act of typing it.
        origin = f"{batch.source_id}/{batch.operation_id}"
        piece = pieces.write(batch, prepare(number=0, raw=raw, clean=clean(fields, attributes=own), origin=origin))
        membership = Membership.objects.filter(pk=piece.first_record).first()
        if membership is None:
            raise Nobody("nobody", _("Write a name, a phone, an e-mail or a firm."))
        _finish(batch, client=membership.client, by=by)
    return Client.objects.get(pk=membership.client_id)


def _refuse_known(values: dict[str, str], *, by: User) -> None:
    points = [values[field].split(";")[0] for field in ("phone", "email") if field in values]
    held = ContactPoint.objects.filter(value__in=points, client__merged_into=None).values_list("client_id", flat=True)
    there = Client.objects.live().filter(pk__in=held) | Client.objects.live().filter(inn=values.get("inn", "-"))
    found = there.select_related("responsible").order_by("pk").first()
    if found is None:
        return
    seen = Client.objects.visible_to(by).filter(pk__in=there.values("pk")).order_by("pk").first()
    raise AlreadyThere(client=seen, responsible=found.responsible)


def _batch(values: dict[str, str], *, by: User) -> Batch:
    source, _made = Source.objects.get_or_create(name=SOURCE, defaults={"kind": "hand"})
    operation = Operation.objects.create(kind="client.created", by=by, data={"name": ""})
    return Batch.objects.create(
        source=source,
        operation=operation,
        by=by,
        state=Batch.State.DONE,
        file_name=str(_("typed by hand")),
        columns=list(values),
        mapping=list(values),
        started_at=timezone.now(),
        finished_at=timezone.now(),
        rows_total=1,
    )


def _finish(batch: Batch, *, client: Client, by: User) -> None:
    if client.responsible_id is None:
        Client.objects.filter(pk=client.pk).update(responsible_id=by.pk)
    Operation.objects.filter(batch=batch).update(data={"name": client.name, "client": client.pk})


def _undo(operation: Operation) -> Kept:
    from zhivo.intake.undo import undo_piece

    store.lock_joining()
    batch = Batch.objects.get(operation=operation)
    kept = [one for piece in batch.pieces.filter(is_undone=False) for one in undo_piece(piece).kept]
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.UNDONE)
    return kept


def edit(
    *, client: Client, field: str, value: str | None, version: int, by: User, before: str | None = None
) -> Operation:
    """Clean what was typed into a card's field and keep it as `clients.edit.edit` does; raises what that raises.

    A value that was typed as it should not be is refused with a sentence, not stored as it is.
    """
    if not value or not value.strip():
        return edit_client(client=client, field=field, value=None, before=before, version=version, by=by)
    clean_value, follows = typed(field=field, value=value)
    return edit_client(
        client=client, field=field, value=clean_value, before=before, version=version, by=by, also=follows
    )


kinds.add(
    OperationKind(
        "client.created", _("New client"), "user-plus", _("New client: %(name)s"), undo=_undo, names_clients=True
    )
)
