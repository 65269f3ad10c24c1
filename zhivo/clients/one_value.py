"""One value for a field of many clients: how many it would change, and the change as one act."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from django.db.models import Count, Expression, F, Q, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from zhivo.clients import bulk
from zhivo.clients.edit import COLUMNS, checked
from zhivo.clients.queries import ClientQuerySet
from zhivo.journal.kinds import OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.numbers import number
from zhivo.team.models import User


@dataclass(frozen=True)
class Foreseen:
    """What a value would do to a set of clients."""

    clients: int
    same: int  # have it already

    @property
    def changing(self) -> int:
        """Return how many would change."""
        return self.clients - self.same


def foresee(*, clients: ClientQuerySet, field: str, value: str | None) -> Foreseen:
    """Return how many of the clients the value (None: nothing) would change. Raises TooMany, BadValue."""
    value = checked(field, value)
    now = clients.order_by().annotate(now=_present(field))[: bulk.MOST + 1]
    seen = Foreseen(**now.aggregate(clients=Count("pk"), same=Count("pk", filter=_is(value))))
    if seen.clients > bulk.MOST:
        raise bulk.too_many()
    return seen


def put(
    *,
    clients: ClientQuerySet,
    field: str,
    value: str | None,
    also: dict[str, str | None],
    by: User,
    said: dict[str, str],
) -> Operation:
    """Put the value (None: nothing) into the field of all the clients and return what takes it back.

    Those who have it already are left alone and not counted. `also` are the columns that follow from the value, `said`
    is what the field is called in each language. Raises TooMany, NothingToDo, BadValue.
    """
    value = checked(field, value)
    bulk.refuse_too_many(clients)
    now = clients.order_by().annotate(now=_present(field)).exclude(_is(value))
    schema = {"client_id": pl.Int64, "before": pl.String}
    there = pl.DataFrame(list(now.values_list("pk", "now")), schema=schema, orient="row")
    edits = there.select("client_id", pl.lit(field).alias("field"), "before", _text(value))
    follows = [
        there.select("client_id", pl.lit(name).alias("field"), pl.lit(None, pl.String).alias("before"), _text(one))
        for name, one in also.items()
    ]
    data: dict[str, object] = {"of": field, "value": value, "said": said}
    return bulk.edit(edits=edits, follows=pl.concat(follows) if follows else None, kind=KIND.key, by=by, data=data)


def _present(field: str) -> Expression | Cast:
    return Cast(F(field), TextField()) if field in COLUMNS else KeyTextTransform(field, "values")


def _is(value: str | None) -> Q:
    # Not `exclude(now=value)`: who has nothing is not somebody who has it.
    return Q(now__isnull=True) if value is None else Q(now__isnull=False, now=value)


def _text(value: str | None) -> pl.Expr:
    return pl.lit(value, dtype=pl.String).alias("value")


@dataclass(frozen=True)
class _Filled(OperationKind):
    """Says which field of how many clients, and the value."""

    def sentence(self, operation: Operation) -> str:
        """Return the sentence of this operation in the user's language."""
        count, said = operation.data.get("count", 0), operation.data.get("said", {})
        words = {
            "count": number(count),
            "field": said.get(get_language()) or operation.data.get("of", ""),
            "value": operation.data.get("value") or "",
        }
        if not words["value"]:
            return (
                ngettext("%(field)s: emptied for %(count)s client", "%(field)s: emptied for %(count)s clients", count)
                % words
            )
        return (
            # Who reads the journal may not see these clients, and a value may tell who they are.
            ngettext("%(field)s: one value for %(count)s client", "%(field)s: one value for %(count)s clients", count)
            % words
        )


KIND = kinds.add(_Filled("client.filled", _("Bulk edit"), "pencil", "", undo=bulk.take_back))
