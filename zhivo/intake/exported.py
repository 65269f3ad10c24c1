"""What the columns of exported clients are called, and where each goes when the file comes back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zhivo.intake.fields import ATTRIBUTE, CLIENT_FIELDS, IGNORE, attribute_key, attribute_name, is_known
from zhivo.lib.inert import MADE_INERT, inert

# What the base knows by itself: it is told to people and never read back.
_TOLD = ("created_at", "updated_at", "merged_ids")
_SIGN = ("client_id", "merged_ids")  # a file with both of these is one of ours
_LABELS: dict[str, str | Promise] = {
    "client_id": _("Number in the base"),
    "name": _("Whole name"),
    "created_at": _("Added at"),
    "updated_at": _("Changed at"),
    "merged_ids": _("Joined cards"),
    "local_phone": _("Phone without a city code"),
}
_GOES_TO = dict.fromkeys(_TOLD, IGNORE) | {"client_id": "source_id", "name": "full_name", "local_phone": "phone"}
_OWN = _("Own field: {name}")  # an own field that is called like another column


def header(columns: Iterable[str], *, labels: bool, own: Mapping[str, str] | None = None) -> list[str]:
    """Return the header of these columns, fields and own fields by key: as labels of the language of now, or keys.

    `own` is what the company's fields are called, by their keys; one that is not there is called as its key.
    """
    return [inert(_label(column, own or {}) if labels else column) for column in columns]


def mapping(header: list[str]) -> list[str] | None:
    """Return a field key a column, `-` for what is not read back; None for a file that is not one of ours."""
    names = [re.sub(MADE_INERT, r"\1", name).strip() for name in header]
    for known in _headers():
        if all(known_sign in names for known_sign in (name for name, key in known.items() if key in _SIGN)):
            return [_field(name, known) for name in names]
    return None


def _label(column: str, own: Mapping[str, str]) -> str:
    name = own.get(column) or attribute_name(column)
    if name is None:
        return str(_LABELS[column] if column in _LABELS else CLIENT_FIELDS[column].label)
    is_taken = any(name in known or _own_name(name) for known in _headers())
    return str(format_lazy(_OWN, name=name)) if is_taken else name


def _field(name: str, known: dict[str, str]) -> str:
    key = known.get(name)
    if key is not None:
        return _GOES_TO.get(key, key)
    if name.startswith(ATTRIBUTE) and is_known(name):
        return name
    return attribute_key(_own_name(name) or name) if name else IGNORE


def _own_name(name: str) -> str:
    """The name of an own field that is called like another column; "" for any other text."""
    found = next((match for each in _own_patterns() if (match := each.fullmatch(name))), None)
    return found["name"] if found else ""


@cache
def _headers() -> list[dict[str, str]]:
    """Header -> key, as keys and in every language."""
    keys = [*_LABELS, *CLIENT_FIELDS]
    found = [{key: key for key in keys}]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.append({_label(key, {}): key for key in keys})
    return found


@cache
def _own_patterns() -> list[re.Pattern[str]]:
    patterns = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            before, after = str(_OWN).split("{name}")
            patterns.append(re.compile(f"{re.escape(before)}(?P<name>.+){re.escape(after)}", re.DOTALL))
    return patterns
