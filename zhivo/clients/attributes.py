"""The fields that the company added: which there are, how they are made, changed and put away, each act undoable.

A field's values lie under its key, which never changes: «attribute:<key>» in what rows and people say and in what is
chosen of it. What is written into them is the matter of their type (`quality/attribute_types`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Func, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import tally
from zhivo.clients.models import Attribute, Client, Edit
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch
from zhivo.team.models import User

PREFIX = "attribute:"
LABEL_LONGEST = 80
PLAIN = frozenset({Attribute.Type.TEXT, Attribute.Type.LONG_TEXT})  # of which every text is a value
_FILLED = """
SELECT key, count(*) FROM clients_client c CROSS JOIN LATERAL jsonb_object_keys(c.values) key
 WHERE c.merged_into_id IS NULL AND starts_with(key, 'attribute:') GROUP BY key
"""
_kept: tuple[tally.Version, dict[str, int]] | None = None


class CannotChange(Refusal):
    """A field may not be made or changed so."""


def field_of(attribute: Attribute) -> str:
    """Return the field that its values lie under."""
    return PREFIX + attribute.key


def offered(kind: str = "") -> list[Attribute]:
    """Return the fields to fill in of a person or a company, in their order; without a kind those of both."""
    found = Attribute.objects.filter(archived_at=None).order_by("position", "label")
    return [one for one in found if not kind or one.of_kind in ("", kind)]


def by_field() -> dict[str, Attribute]:
    """Return every field of the company, archived ones too, by the field that its values lie under."""
    return {field_of(one): one for one in Attribute.objects.order_by("position", "label")}


def labels() -> dict[str, str]:
    """Return what each field is called, by the field: those offered first, then those that only files have named."""
    found = {field_of(one): one.label for one in offered()}
    mapped = Batch.objects.annotate(field=Func(F("mapping"), function="unnest")).values_list("field", flat=True)
    brought = {field for field in mapped.distinct() if field.startswith(PREFIX)} - set(by_field())
    return found | {field: field.removeprefix(PREFIX) for field in sorted(brought, key=str.lower)}


def find(field: str) -> Attribute | None:
    """Return the company's field of «attribute:<key>», None where nobody has made one of it."""
    if not field.startswith(PREFIX):
        return None
    return Attribute.objects.filter(key=field.removeprefix(PREFIX)).first()


def typed(fields: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return type and options of those of the fields that hold more than text."""
    keys = [field.removeprefix(PREFIX) for field in fields if field.startswith(PREFIX)]
    found = Attribute.objects.filter(key__in=keys).exclude(type__in=PLAIN) if keys else []
    return {field_of(one): {"type": one.type, "options": one.options} for one in found}


def label_of(field: str) -> str:
    """Return what the field «attribute:<key>» is called."""
    found = find(field)
    return found.label if found else field.removeprefix(PREFIX)


def filled(*, wait: bool = True) -> dict[str, int] | None:
    """Return by field how many clients have a value; kept until the base changes.

    A large base is counted for seconds: with `wait` false the answer is None where it would have to be.
    """
    global _kept
    now = tally.version()
    if _kept is None or _kept[0] != now:
        if not wait and not now.is_small:
            return None
        with connection.cursor() as cursor:
            cursor.execute(_FILLED)
            _kept = now, dict(cursor.fetchall())
    return _kept[1]


def make(
    *,
    label: str,
    by: User | None,
    of_type: str = Attribute.Type.TEXT,
    options: Sequence[str] = (),
    of_kind: str = "",
    is_required: bool = False,
    hint: str = "",
) -> Operation:
    """Make a field and return the operation; `data["attribute"]` is its id. Raises CannotChange for a taken label.

    A label that columns of files were kept under before becomes the field of their values.
    """
    with transaction.atomic():
        label = _free(label)
        attribute = Attribute.objects.create(
            key=_free_key(label),
            label=label,
            type=of_type,
            options=list(options),
            of_kind=of_kind,
            is_required=is_required,
            hint=hint,
            position=_last() + 1,
        )
        return Operation.objects.create(kind=made.key, by=by, data={"attribute": attribute.pk, "name": label})


def make_of(keys: Iterable[str]) -> list[str]:
    """Make text fields of those keys that are none yet, called as their keys; return these."""
    wanted = list(dict.fromkeys(keys))
    known = set(Attribute.objects.filter(key__in=wanted).values_list("key", flat=True))
    new = [key for key in wanted if key not in known]
    last = _last() if new else 0
    Attribute.objects.bulk_create(
        [Attribute(key=key, label=key, position=last + place) for place, key in enumerate(new, start=1)],
        ignore_conflicts=True,
    )
    return new


def take_away(keys: Iterable[str]) -> None:
    """Take fields away that an import made and that nobody has changed, filled or sent another import to since."""
    for attribute in Attribute.objects.filter(key__in=list(keys)):
        if not _is_used(attribute) and not _acts_on(attribute).exists():
            attribute.delete()


def _is_used(attribute: Attribute) -> bool:
    field = field_of(attribute)
    imports = Batch.objects.filter(mapping__contains=[field], operation__isnull=False)
    return (
        imports.exclude(state=Batch.State.UNDONE).exists()
        or Edit.objects.filter(field=field, ended_at=None).exists()
        or Client.objects.filter(values__has_key=field).exists()
    )


def _acts_on(attribute: Attribute) -> Any:
    acts = Operation.objects.filter(kind__startswith="field.", data__attribute=attribute.pk)
    return acts.exclude(state=Operation.State.UNDONE)


def change(*, attribute: Attribute, by: User | None, **after: Any) -> Operation | None:
    """Change what a field is called, asks for or whom it is of; None when nothing differs. Raises CannotChange.

    Its type and options are changed by `quality.retyping.retype`, for its values have to follow.
    """
    if "label" in after:
        after["label"] = _free(after["label"], but=attribute)
    return put(changed.key, attribute, after, by=by)


def archive(*, attribute: Attribute, by: User | None) -> Operation | None:
    """Offer a field no more; its values stay where they are."""
    return put(archived.key, attribute, {"archived_at": timezone.now().isoformat()}, by=by)


def bring_back(*, attribute: Attribute, by: User | None) -> Operation | None:
    """Offer an archived field again."""
    return put(brought_back.key, attribute, {"archived_at": None}, by=by)


def move(*, attribute: Attribute, up: bool, by: User | None) -> Operation | None:
    """Let a field change places with the one before or behind it; None where there is none."""
    order = offered()
    here = order.index(attribute)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(order):
        return None
    order[here], order[there] = order[there], order[here]
    with transaction.atomic():
        before = {str(one.pk): one.position for one in order}
        after = {str(one.pk): place for place, one in enumerate(order, start=1)}
        _set_places(after)
        data = {"attribute": attribute.pk, "name": attribute.label, "places": before, "to": after}
        return Operation.objects.create(kind=moved.key, by=by, data=data)


def put(kind: str, attribute: Attribute, after: dict[str, Any], *, by: User | None) -> Operation | None:
    """Set columns of a field and write it down as an act of this kind; None when nothing differs."""
    with transaction.atomic():
        row = Attribute.objects.select_for_update().get(pk=attribute.pk)
        before = {name: _said(getattr(row, name)) for name in after}
        new = {name: value for name, value in after.items() if value != before[name]}
        if not new:
            return None
        Attribute.objects.filter(pk=row.pk).update(**new)
        was = {name: before[name] for name in new}
        data = {"attribute": row.pk, "name": row.label, "before": was, "after": new}
        return Operation.objects.create(kind=kind, by=by, data=data)


def put_back(operation: Operation) -> Kept:
    """Set the columns back that an act changed; one that somebody changed since is left alone and named."""
    row = Attribute.objects.select_for_update().filter(pk=operation.data["attribute"]).first()
    if row is None:
        return [{"why": "gone"}]
    before, after = operation.data["before"], operation.data["after"]
    mine = [name for name in after if _said(getattr(row, name)) == after[name]]
    Attribute.objects.filter(pk=row.pk).update(**{name: before[name] for name in mine})
    return [{"field": name, "why": "changed_since"} for name in after if name not in mine]


def _said(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _free(label: str, *, but: Attribute | None = None) -> str:
    label = " ".join(label.replace("\x00", "").split())
    if not label or len(label) > LABEL_LONGEST:
        raise CannotChange("bad_label", _("A field is called by 1 to %(most)s characters.") % {"most": LABEL_LONGEST})
    others = Attribute.objects.exclude(pk=but.pk) if but else Attribute.objects.all()
    if others.filter(label__iexact=label).exists():
        raise CannotChange("label_taken", _("There is a field of this name already, maybe in the archive."))
    return label


def _free_key(label: str) -> str:
    taken = set(Attribute.objects.filter(key__startswith=label).values_list("key", flat=True))
    return next(key for key in (label, *(f"{label} {n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _last() -> int:
    return Attribute.objects.aggregate(last=Max("position"))["last"] or 0


def _set_places(places: dict[str, int]) -> None:
    rows = list(Attribute.objects.filter(pk__in=places))
    for row in rows:
        row.position = places[str(row.pk)]
    Attribute.objects.bulk_update(rows, ["position"])


def _undo_made(operation: Operation) -> Kept:
    attribute = Attribute.objects.select_for_update().filter(pk=operation.data["attribute"]).first()
    if attribute is None:
        return [{"why": "gone"}]
    field = field_of(attribute)
    since = Batch.objects.filter(mapping__contains=[field], operation__gt=operation.pk)
    typed = Edit.objects.filter(field=field, ended_at=None, operation__gt=operation.pk)
    if since.exclude(state=Batch.State.UNDONE).exists() or typed.exists():
        return [{"why": "used_since"}]
    if _acts_on(attribute).filter(pk__gt=operation.pk).exists():
        return [{"why": "changed_since"}]
    attribute.delete()
    return []


def _undo_moved(operation: Operation) -> Kept:
    now = {str(pk): place for pk, place in Attribute.objects.values_list("pk", "position")}
    if any(now.get(pk) != place for pk, place in operation.data["to"].items()):
        return [{"why": "changed_since"}]
    _set_places(operation.data["places"])
    return []


made = kinds.add(OperationKind("field.made", _("New field"), "forms", _("Field «%(name)s» made"), undo=_undo_made))
changed = kinds.add(
    OperationKind("field.changed", _("Change of a field"), "forms", _("Field «%(name)s» changed"), undo=put_back)
)
archived = kinds.add(
    OperationKind("field.archived", _("Field put away"), "archive", _("Field «%(name)s» put away"), undo=put_back)
)
brought_back = kinds.add(
    OperationKind(
        "field.brought_back", _("Field brought back"), "forms", _("Field «%(name)s» brought back"), undo=put_back
    )
)
moved = kinds.add(
    OperationKind("field.moved", _("Order of fields"), "arrows-sort", _("Field «%(name)s» moved"), undo=_undo_moved)
)
