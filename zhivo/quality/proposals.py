"""Values that wait for a person: proposed from comments, contradicted, not understood; taken, refused, asked again."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import bulk, store
from zhivo.clients.edit import POINTS
from zhivo.clients.models import Client, Membership
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.copying import run
from zhivo.lib.refusal import Refusal
from zhivo.quality import asking
from zhivo.quality.models import ValueQuestion
from zhivo.quality.typed import following
from zhivo.team.models import User

Kind, State = ValueQuestion.Kind, ValueQuestion.State


class Answered(Refusal):
    """The question was answered meanwhile, or its client is gone."""


def visible_to(user: User) -> QuerySet[ValueQuestion]:
    """Return the open questions about values of clients that the user sees.

    A question is about the client that its row belongs to now, or that its client was merged into: `there` is its id.
    """
    asked = ValueQuestion.objects.filter(state=State.OPEN)
    if user.sees_clients_of() is None:
        return asked
    whose = Membership.objects.filter(record=OuterRef("record")).annotate(now=Coalesce("client__merged_into", "client"))
    there = Coalesce(Subquery(whose.values("now")[:1]), "client__merged_into", "client")
    return asked.annotate(there=there).filter(there__in=Client.objects.visible_to(user).values("pk"))


def take(*, questions: Sequence[ValueQuestion], values: Sequence[str | None] | None = None, by: User) -> Operation:
    """Put the proposed values (or `values`, one a question, clean) into their clients; return what takes them back.

    Raises Answered when none of the questions is open any more, bulk.TooMany, bulk.NothingToDo.
    """
    chosen = dict(zip((one.pk for one in questions), values or [one.value for one in questions], strict=True))
    return _take(chosen, by=by)


def take_all(*, questions: Sequence[ValueQuestion], by: User) -> Operation:
    """Put the proposed values where there is none: what a client has already nobody replaces unseen.

    The other questions stay open; the operation's data says how many (`left`). Raises what `take` does.
    """
    return _take({one.pk: one.value for one in questions}, by=by, only_where_empty=True)


def _take(chosen: dict[int, str | None], *, by: User, only_where_empty: bool = False) -> Operation:
    with transaction.atomic():
        store.lock_joining()
        asked = _open(list(chosen), by=by)
        found = _of_the_empty(asked) if only_where_empty else asked
        if not found:
            raise bulk.NothingToDo("filled", _("All of these clients have a value there. Look at them one by one."))
        edits = pl.concat([_edits(found, chosen), _edits_beside(found)])
        data: dict[str, object] = {"questions_of_values": len(found), "left": len(asked) - len(found)}
        data["field"] = found[0].field if _is_one_field(found) else ""
        operation = bulk.edit(edits=edits, follows=_following(edits), kind=taken.key, by=by, data=data)
        _answer(found, State.TAKEN, by, operation)
    return operation


def refuse(*, questions: Sequence[ValueQuestion], by: User) -> Operation:
    """Leave the clients as they are and do not ask again; return what asks again. Raises Answered."""
    with transaction.atomic():
        store.lock_joining()
        found = _open([one.pk for one in questions], by=by)
        data = {"count": len(found), "field": found[0].field if _is_one_field(found) else ""}
        operation = Operation.objects.create(kind=refused.key, by=by, data=data)
        _answer(found, State.REFUSED, by, operation)
    return operation


def skip(*, question: ValueQuestion) -> None:
    """Put the question to the end of its queue."""
    ValueQuestion.objects.filter(pk=question.pk, state=State.OPEN).update(skipped_at=timezone.now())


def _open(ids: list[int], *, by: User) -> list[ValueQuestion]:
    """Return those of the questions that wait still and that the person sees, each with its client; lock them."""
    run(asking.FILLED.format(those="q.id = ANY(%s)"), [ids])
    asked = visible_to(by).select_for_update(of=("self",)).filter(pk__in=ids)
    found = list(asked.select_related(*_WITH).defer(*_WITHOUT).order_by("pk"))
    if not found:
        raise Answered("answered", _("This question is answered already."))
    return found


_WITH = ("client__merged_into", "record__membership__client__merged_into")
_WITHOUT = ("record__cells", *(f"{one}__tokens" for one in ("client", *_WITH, "record__membership__client")))


def _of_the_empty(asked: list[ValueQuestion]) -> list[ValueQuestion]:
    """Those whose client has nothing in the field yet, one a client and field; a phone or an e-mail is one more."""
    found: dict[object, ValueQuestion] = {}
    for one in asked:
        if one.field in POINTS:
            found[one.pk] = one
        elif _before(one) is None:
            found.setdefault((holder(one).pk, one.field), one)
    return list(found.values())


def holder(question: ValueQuestion) -> Client:
    """Return the client that the value goes to: whose the row is now, or the one its client was merged into."""
    member = getattr(question.record, "membership", None) if question.record_id else None
    return (member.client if member else question.client).living


def _edits(found: list[ValueQuestion], chosen: dict[int, str | None]) -> pl.DataFrame:
    rows = [(holder(one).pk, one.field, _before(one), chosen[one.pk]) for one in found]
    return pl.DataFrame(rows, schema=bulk.SCHEMA, orient="row")


def _edits_beside(found: list[ValueQuestion]) -> pl.DataFrame:
    rows = [(holder(one).pk, field, None, value) for one in found for field, value in (one.also or {}).items()]
    return pl.DataFrame(rows, schema=bulk.SCHEMA, orient="row")


def _before(question: ValueQuestion) -> str | None:
    """What the feed says was there; a phone or an e-mail that is found comes beside the others."""
    if question.field in POINTS:
        return None
    client = holder(question)
    value = getattr(client, question.field, None) or client.values.get(question.field)
    return None if value is None else str(value)


def _following(edits: pl.DataFrame) -> pl.DataFrame:
    """What follows from the values, a city's region and time zone, reckoned once for each value."""
    given = edits.drop_nulls("value")
    parts = [
        given.filter(pl.col("field") == field)
        .select("client_id", "value")
        .join(following(field=field, values=values["value"].unique()), on="value", maintain_order="left")
        .select("client_id", "field", before=pl.lit(None, dtype=pl.String), value="follows")
        for (field,), values in given.group_by("field", maintain_order=True)
    ]
    return pl.concat([pl.DataFrame(schema=bulk.SCHEMA), *parts])


def _is_one_field(found: list[ValueQuestion]) -> bool:
    return len({one.field for one in found}) == 1


def _answer(found: list[ValueQuestion], state: str, by: User, operation: Operation) -> None:
    ValueQuestion.objects.filter(pk__in=[one.pk for one in found]).update(
        state=state, answered_by=by, answered_at=operation.at, operation=operation
    )


def _ask_again(operation: Operation) -> None:
    ValueQuestion.objects.filter(operation=operation).update(
        state=State.OPEN, answered_by=None, answered_at=None, operation=None
    )


def _undo_taken(operation: Operation) -> Kept:
    kept = bulk.take_back(operation)
    _ask_again(operation)
    return kept


def _undo_refused(operation: Operation) -> Kept:
    _ask_again(operation)
    return []


taken = kinds.add(
    OperationKind("values.taken", _("Values"), "circle-check", _("Values taken: %(count)s"), undo=_undo_taken)
)
refused = kinds.add(
    OperationKind(
        "values.refused", _("Values"), "circle-x", _("Proposed values refused: %(count)s"), undo=_undo_refused
    )
)
