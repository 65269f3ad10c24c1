"""The columns of the list: the usual ones, or those that somebody chose from the fields of a client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes
from zhivo.clients.filters import COLUMN_SIGN, Filters
from zhivo.clients.models import Attribute, Client, ClientTag
from zhivo.intake.fields import CLIENT_FIELDS
from zhivo.web.clients.words import label_of, shown
from zhivo.web.templatetags.zhivo import day, phone

USUAL = ("care", "phone", "email", "city", "responsible")
MOST = 8  # more do not fit beside each other
# What says nothing in a column of its own, or is the name that every row begins with.
_NOWHERE = {"source_id", "full_name", "last_name", "first_name", "patronymic"}
_STYLES = {"care": "c-care", "phone": "c-phone tn", "email": "c-mail", "city": "c-city", "responsible": "c-led"}
_LABELS: dict[str, str | Promise] = {"care": _("Where now"), "responsible": _("Led by"), "created_at": _("In the base")}


@dataclass(frozen=True)
class Column:
    """A column of the list: the key of its field, what stands over it and how wide it is."""

    key: str
    label: str
    style: str = "c-any"
    own: Attribute | None = None  # the company's field, where it is one


@dataclass(frozen=True)
class Cell:
    """What a row says in a column."""

    key: str
    style: str
    text: str


def offered() -> dict[str, Column]:
    """Return every column that there is, by key, in the order in which they are offered."""
    keys = ["care", *(key for key in CLIENT_FIELDS if key not in _NOWHERE), "created_at"]
    own = {attributes.field_of(one): one for one in attributes.offered()}
    ours = {key: Column(key, str(_LABELS.get(key) or label_of(key)), _STYLES.get(key, "c-any")) for key in keys}
    return ours | {key: Column(key, one.label, own=one) for key, one in own.items() if COLUMN_SIGN not in key}


def chosen(filters: Filters) -> list[Column]:
    """Return the columns of a list in their order; keys that are no field any more are left out."""
    if not filters.columns:
        return [Column(key, str(_LABELS.get(key) or label_of(key)), _STYLES[key]) for key in USUAL]
    there = offered()
    asked = list(dict.fromkeys(filters.columns.split(COLUMN_SIGN)))[:MOST]
    return [there[key] for key in asked if key in there] or [there[key] for key in USUAL]


def tags_of(clients: Sequence[Client]) -> dict[int, str]:
    """Return the tags of each client in one line."""
    there = ClientTag.objects.filter(client__in=[client.pk for client in clients])
    found: dict[int, list[str]] = {}
    for client, name in there.order_by("tag__name").values_list("client_id", "tag__name").distinct():
        found.setdefault(client, []).append(name)
    return {client: ", ".join(names) for client, names in found.items()}


def cells(client: Client, columns: Sequence[Column], *, tags: str) -> list[Cell]:
    """Return what the row of a client says in these columns."""
    return [Cell(column.key, column.style, _text(client, column, tags=tags)) for column in columns]


def _text(client: Client, column: Column, *, tags: str) -> str:
    key = column.key
    if key in ("phone", "email"):
        main = next((point.value for point in client.main_points if point.medium == key), "")  # type: ignore[attr-defined]
        return phone(main) if key == "phone" else main
    if key == "tags":
        return tags
    if key == "created_at":
        return day(client.created_at)
    if key in ("care", "responsible"):
        return ""  # drawn, not written
    value = getattr(client, key) if key in _COLUMNS else client.values.get(key)
    return "" if value is None else shown(key, str(value), own=column.own)


_COLUMNS = {field.name for field in Client._meta.concrete_fields}
