"""The ways to ask DaData: by an INN, an address, a name; what is sent, and which fields its answer holds.

Methods and fields as in its documentation of November 2026: https://dadata.ru/api/
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LONGEST = 300  # of an answer's text; what is longer is not one
_SEXES = {"MALE": "m", "FEMALE": "f"}


@dataclass(frozen=True)
class Way:
    """A way to ask: `by` is what is known (SQL of a client `c`), `lacks` are the fields that the answer may fill."""

    key: str
    path: str
    kind: str  # of client, "" is any
    by: str
    lacks: tuple[str, ...]
    read: Callable[[dict[str, Any]], dict[str, Any]]


def _firm(data: dict[str, Any]) -> dict[str, Any]:
    okved = _at(data, "okved")
    return {
        "company": _at(data, "name", "short") or _at(data, "name", "full"),
        "company_form": _at(data, "opf", "short"),
        "kpp": _at(data, "kpp"),
        "ogrn": _at(data, "ogrn"),
        "legal_address": _at(data, "address", "value"),
        "head": _at(data, "management", "name"),
        "activity": f"ОКВЭД {okved}" if okved else None,
    }


def _place(data: dict[str, Any]) -> dict[str, Any]:
    return {"city": _at(data, "city") or _at(data, "settlement"), "region": _at(data, "region_with_type")}


def _sex(data: dict[str, Any]) -> dict[str, Any]:
    return {"sex": _SEXES.get(_at(data, "gender") or "")}


_FULL_NAME = "nullif(concat_ws(' ', c.last_name, c.first_name, c.patronymic), '')"
WAYS = (
    Way(
        "inn",
        "findById/party",
        "company",
        "c.inn",
        ("company", "company_form", "kpp", "ogrn", "legal_address", "head", "activity"),
        _firm,
    ),
    Way(
        "address",
        "suggest/address",
        "",
        "coalesce(c.values ->> 'address', c.values ->> 'legal_address')",
        ("city", "region"),
        _place,
    ),
    Way("name", "suggest/fio", "person", _FULL_NAME, ("sex",), _sex),
)


def read(way: Way, answer: Any) -> dict[str, str]:
    """Return the texts of the first suggestion by field; an answer of another shape holds nothing."""
    found = answer.get("suggestions") if isinstance(answer, dict) else None
    first = found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else {}
    data = first.get("data")
    said = way.read(data) if isinstance(data, dict) else {}
    texts = {field: value.strip() for field, value in said.items() if isinstance(value, str) and "\x00" not in value}
    return {field: value for field, value in texts.items() if 0 < len(value) <= LONGEST}


def _at(data: Any, *names: str) -> Any:
    for name in names:
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, str) else None
