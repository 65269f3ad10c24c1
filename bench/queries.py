"""What people type into the search, drawn from the base: names, tails of phones, pieces of mails and firms, typos."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from zhivo.clients.models import Client
from zhivo.clients.search import words_of

COMMON = 20  # so many of the commonest surnames
COMMON_SHARE = 0.1  # of the queries are about people with one of them
# Kind of query and how many of a hundred; of those in WITH_TYPO every one has a typo, half of all.
MIX = {"name_typo": 30, "email_typo": 10, "company_typo": 10, "name": 20, "phone": 14, "email": 8, "company": 8}
WITH_TYPO = {kind for kind in MIX if kind.endswith("_typo")}
_ALPHABET = {"ru": "абвгдежзиклмнопрстуфхцчшыэюя", "en": "abcdefghiklmnoprstuvxyz"}


@dataclass(frozen=True)
class Query:
    """A typed text, the client that is meant, and the words without a typo that tell whom else it fits as well."""

    text: str
    kind: str
    client: int
    words: frozenset[str]


def draw(*, count: int, seed: int) -> list[Query]:
    """Draw queries from the base; the same base and seed give the same."""
    dice = random.Random(seed)
    clients = _clients(count * 4, dice)
    common = _common(int(count * COMMON_SHARE))
    queries: list[Query] = []
    kinds = [kind for kind, share in MIX.items() for _ in range(share)]
    for client in [*common, *clients]:
        if len(queries) == count:
            break
        kind = dice.choice([kind for kind in kinds if kind.startswith("name")] if len(queries) < len(common) else kinds)
        made = _TEXTS[kind.removesuffix("_typo")](client, dice)
        if made is not None:
            text = misspell(made, dice) if kind in WITH_TYPO else made
            queries.append(Query(text, kind, client["id"], frozenset(words_of(made))))
    dice.shuffle(queries)
    return queries


def misspell(text: str, dice: random.Random) -> str:
    """Return the text with one slip of the keyboard in its longest word, never in the first letter."""
    words = [word for word in words_of(text) if word.isalpha()]
    if not words:
        return text
    word = max(words, key=len)
    if len(word) < 4:
        return text
    place = dice.randrange(1, len(word) - 1)
    letters = _ALPHABET["en" if word.isascii() else "ru"]
    slips = [
        word[:place] + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + dice.choice(letters) + word[place + 1 :],
        word[:place] + word[place] + word[place:],
    ]
    return text.lower().replace("ё", "е").replace(word, dice.choice([slip for slip in slips if slip != word]), 1)


def _name(client: dict[str, Any], dice: random.Random) -> str | None:
    parts = [client["last_name"], client["first_name"], client["patronymic"]]
    if parts[0] is None or parts[1] is None or len(parts[1]) < 3:
        return None
    shown = [part for part in parts if part]
    cut = dice.choice([len(shown), 2, 2, 0])
    return " ".join(shown[:cut]) if cut else f"{parts[0]} {parts[1][:3]}"


def _phone(client: dict[str, Any], dice: random.Random) -> str | None:
    return client["phone"][-7:] if client["phone"] else None


def _email(client: dict[str, Any], dice: random.Random) -> str | None:
    words = [word for word in words_of((client["email"] or "").split("@")[0]) if word.isalpha() and len(word) > 3]
    return max(words, key=len)[: dice.choice([40, 40, 6])] if words else None


def _company(client: dict[str, Any], dice: random.Random) -> str | None:
    words = [word for word in words_of(client["company"] or "") if word.isalpha() and len(word) > 3]
    return " ".join(words[:2]) if words else None


_TEXTS: dict[str, Callable[[dict[str, Any], random.Random], str | None]] = {
    "name": _name,
    "phone": _phone,
    "email": _email,
    "company": _company,
}
_FIELDS = "c.id, c.last_name, c.first_name, c.patronymic, c.company," + ",".join(
    f"(SELECT value FROM clients_contactpoint p WHERE p.client_id = c.id AND medium = '{medium}' AND position = 0)"
    for medium in ("phone", "email")
)
_NAMES = ("id", "last_name", "first_name", "patronymic", "company", "phone", "email")


def some_ids(count: int, dice: random.Random) -> list[int]:
    """Return ids between the first and the last client's; a few may be nobody's."""
    ids = Client.objects.aggregate(first=Min("pk"), last=Max("pk"))
    return [dice.randint(ids["first"] or 0, ids["last"] or 0) for _ in range(count)]


def _clients(count: int, dice: random.Random) -> list[dict[str, Any]]:
    ids = some_ids(count, dice)
    found = {client["id"]: client for client in _rows("c.id = ANY(%s)", [ids])}
    return [found[pk] for pk in ids if pk in found]


def _common(count: int) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT last_name FROM clients_client WHERE last_name IS NOT NULL"
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %s",
            [COMMON],
        )
        names = [name for (name,) in cursor.fetchall()]
    condition = "c.last_name = ANY(%s) AND c.first_name IS NOT NULL ORDER BY hashint8(c.id) LIMIT %s"
    return list(_rows(condition, [names, count]))


def _rows(condition: str, params: list[Any]) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_FIELDS} FROM clients_client c WHERE c.merged_into_id IS NULL AND {condition}", params)
        yield from (dict(zip(_NAMES, row, strict=True)) for row in cursor.fetchall())
