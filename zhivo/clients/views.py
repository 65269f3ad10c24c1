"""Saved lists: kept under a name, private or shared, changed, taken out and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhivo.clients import filters as conditions
from zhivo.clients.filters import COLUMN_SIGN, Filters
from zhivo.clients.models import SavedView
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User

LONGEST = 60
MOST = 40  # of one person: they are tabs
_FIELDS = ("name", "is_shared", "asked", "columns", "position", "owner_id")


class CannotKeep(Refusal):
    """The list cannot be kept so."""


def visible_to(user: User) -> QuerySet[SavedView]:
    """Return the saved lists that the user has among his: his own and those that are shared."""
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")


def offered(user: User) -> list[SavedView]:
    """Return the user's saved lists in his order, behind them those that others share."""
    return sorted(visible_to(user), key=lambda view: (view.owner_id != user.pk, view.position, view.name.lower()))


def may_change(view: SavedView, user: User) -> bool:
    """Say whether the user may change the list: its owner, and of a shared one who keeps the settings."""
    return view.owner_id == user.pk or (view.is_shared and user.can("settings.manage"))


def filters_of(view: SavedView) -> tuple[Filters, list[str]]:
    """Return what the list asks for, and the keys of conditions that there are no more."""
    found, refused = conditions.read({**view.asked, "columns": COLUMN_SIGN.join(view.columns)})
    return found.changed(view=str(view.pk)), refused


def read(asked: Mapping[str, Any], *, user: User) -> tuple[Filters, list[str]]:
    """Make filters of a query as `filters.read` does; one that names nothing but a saved list means that list.

    A list that is gone, or that the user does not have, is refused like a condition that makes no sense.
    """
    found, refused = conditions.read(asked)
    if not found.view:
        return found, refused
    view = visible_to(user).filter(pk=int(found.view)).first()
    if view is None:
        return found.changed(view=""), [*refused, "view"]
    if any(asked.get(key) for key in conditions.KEYS - {"view"}):
        return found, refused
    return filters_of(view)


def differs(view: SavedView, filters: Filters) -> bool:
    """Say whether a list that was begun from the saved one asks for something else now."""
    return filters_of(view)[0] != filters


def keep(*, name: str, filters: Filters, is_shared: bool, by: User) -> SavedView:
    """Keep the list under a name as the last of the user's lists and return it. Raises CannotKeep."""
    with transaction.atomic():
        # One at a time for a person, so that two tabs cannot take one name.
        User.objects.select_for_update().get(pk=by.pk)
        own = SavedView.objects.filter(owner=by)
        name = _named(name, others=own)
        if own.count() >= MOST:
            raise CannotKeep("too_many_views", _("There are 40 lists of yours already. Delete one of them first."))
        _may_share(is_shared, by)
        last = own.aggregate(last=Max("position"))["last"]
        asked, columns = _kept(filters)
        return SavedView.objects.create(
            name=name,
            owner=by,
            is_shared=is_shared,
            asked=asked,
            columns=columns,
            position=0 if last is None else last + 1,
        )


def rename(*, view: SavedView, name: str, is_shared: bool, by: User) -> Operation | None:
    """Call the list something else, share it or stop sharing it; None when nothing differs. Raises CannotKeep."""
    with transaction.atomic():
        view = SavedView.objects.select_for_update().get(pk=view.pk)
        name = _named(name, others=SavedView.objects.filter(owner=view.owner_id).exclude(pk=view.pk))
        if is_shared != view.is_shared:
            _may_share(is_shared, by)
        return _put(view, {"name": name, "is_shared": is_shared}, by=by)


def overwrite(*, view: SavedView, filters: Filters, by: User) -> Operation | None:
    """Let the saved list ask for what this one asks; None when it does already."""
    with transaction.atomic():
        view = SavedView.objects.select_for_update().get(pk=view.pk)
        asked, columns = _kept(filters)
        return _put(view, {"asked": asked, "columns": columns}, by=by)


def move(*, view: SavedView, step: int) -> None:
    """Put the list so many places on (a negative step: back) among those of its owner."""
    with transaction.atomic():
        order = list(SavedView.objects.select_for_update().filter(owner=view.owner_id).order_by("position", "name"))
        at = next(place for place, other in enumerate(order) if other.pk == view.pk)
        order.insert(max(0, at + step), order.pop(at))
        for place, other in enumerate(order):
            other.position = place
        SavedView.objects.bulk_update(order, ["position"])


def remove(*, view: SavedView, by: User) -> Operation:
    """Take the list out and return the operation that brings it back."""
    with transaction.atomic():
        was = {field: getattr(view, field) for field in _FIELDS}
        operation = Operation.objects.create(kind=removed.key, by=by, data={**_about(view), "before": was})
        SavedView.objects.filter(pk=view.pk).delete()
    return operation


def _named(name: str, *, others: QuerySet[SavedView]) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise CannotKeep("no_name", _("Write what the list is called."))
    if len(name) > LONGEST:
        raise CannotKeep("name_too_long", _("A name of a list has up to 60 characters."))
    if others.filter(name__iexact=name).exists():
        raise CannotKeep("name_taken", _("There is a list of this name already."))
    return name


def _may_share(is_shared: bool, by: User) -> None:
    if is_shared and not by.can("views.share"):
        raise CannotKeep("may_not_share", _("You may not share lists. Ask your head of sales."))


def _kept(filters: Filters) -> tuple[dict[str, str], list[str]]:
    columns = filters.columns.split(COLUMN_SIGN) if filters.columns else []
    return filters.changed(columns="", view="").asked(), columns


def _about(view: SavedView) -> dict[str, Any]:
    # The name of a private list is its owner's alone: the journal is read by others too.
    return {"view": view.pk, "name": view.name if view.is_shared else "…"}


def _put(view: SavedView, after: dict[str, Any], *, by: User) -> Operation | None:
    before = {field: getattr(view, field) for field in after if getattr(view, field) != after[field]}
    if not before:
        return None
    changed_to = {field: after[field] for field in before}
    SavedView.objects.filter(pk=view.pk).update(**changed_to)
    data = {**_about(view), "before": before, "after": changed_to}
    return Operation.objects.create(kind=changed.key, by=by, data=data)


def _put_back(operation: Operation) -> Kept:
    """Set back what was changed; what somebody has changed since stays."""
    view = SavedView.objects.select_for_update().filter(pk=operation.data["view"]).first()
    if view is None:
        return [{"why": "gone"}]
    before, after = operation.data["before"], operation.data["after"]
    mine = {field: before[field] for field in after if getattr(view, field) == after[field]}
    if "name" in mine and SavedView.objects.filter(owner=view.owner_id, name__iexact=mine["name"]).exclude(pk=view.pk):
        del mine["name"]
    SavedView.objects.filter(pk=view.pk).update(**mine)
    return [{"field": field, "why": "changed_since"} for field in after if field not in mine]


def _bring_back(operation: Operation) -> Kept:
    was = operation.data["before"]
    if SavedView.objects.filter(owner=was["owner_id"], name__iexact=was["name"]).exists():
        return [{"why": "name_taken"}]
    SavedView.objects.create(pk=operation.data["view"], **was)
    return []


changed = kinds.add(OperationKind("view.changed", _("List"), "list", _("List «%(name)s» changed"), undo=_put_back))
removed = kinds.add(OperationKind("view.removed", _("List"), "list", _("List «%(name)s» deleted"), undo=_bring_back))
