"""What people type who mean one client of the base: names, tails of phones, pieces of e-mails and firms, with slips.

The rule: a client is drawn at random (a tenth of all have one of the commonest surnames), and a part of what is known
of him is typed, the least first; while more than ten clients of the base have those very words, the next part is added,
as a person does who looks at two hundred namesakes: the patronymic, the city, the firm, the last digits of the phone.
Nobody types what does not tell: a client who shares all of his parts with ten others is not asked for. A slip is one
letter left out, doubled, mistaken or swapped with the next, anywhere in a word of four letters or more.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Max, Min

from zhivo.clients.models import Client
from zhivo.clients.search import hash_of, words_of
from zhivo.lib.copying import query

COMMON = 20  # so many of the commonest surnames
TELLS = 10  # no more clients than this have the words that were typed
# Kind of query and how many of a hundred; of those in WITH_TYPO every one has a typo, half of all.
MIX = {
    "name_typo": 20,
    "common_typo": 6,
    "email_typo": 12,
    "company_typo": 12,
    "name": 14,
    "common": 4,
    "phone": 14,
    "email": 9,
    "company": 9,
}
WITH_TYPO = {kind for kind in MIX if kind.endswith("_typo")}
_SLIP_FROM = 4  # letters
_ALPHABET = {"ru": "абвгдежзиклмнопрстуфхцчшщыэюя", "en": "abcdefghiklmnoprstuvxyz"}
Known = dict[str, Any]


@dataclass(frozen=True)
class Query:
    """A typed text, the client that is meant, and what was typed before a slip: tells whom else it fits as well."""

    text: str
    kind: str
    client: int
    parts: tuple[str, ...]


def draw(*, count: int, seed: int) -> list[Query]:
    """Draw queries from the base; the same base and seed give the same."""
    dice, mails = random.Random(seed), _mails()
    queries: list[Query] = []
    for kind, share in MIX.items():
        wanted = count * share // 100
        found: list[Query] = []
        for client in _drawn(kind, wanted * 12, dice):
            if len(found) == wanted:
                break
            found += _query(kind, client, dice, mails)
        queries += found
    dice.shuffle(queries)
    return queries


def _query(kind: str, client: Known, dice: random.Random, mails: pl.Series) -> list[Query]:
    for parts in _PARTS[kind.removesuffix("_typo")](client, dice):
        if len("".join(parts)) < _SLIP_FROM or not 0 < _many(parts, mails) <= TELLS:
            continue
        text = " ".join(parts)
        slipped = misspell(text, dice) if kind in WITH_TYPO else text
        return [Query(slipped, kind, client["id"], parts)] if kind not in WITH_TYPO or slipped != text else []
    return []


def misspell(text: str, dice: random.Random) -> str:
    """Return the text with one slip of the keyboard in one of its words, the text itself where all are too short."""
    text = text.lower().replace("ё", "е")
    words = [word for word in words_of(text) if word.isalpha() and len(word) >= _SLIP_FROM]
    if not words:
        return text
    word = dice.choice(words)
    place = dice.randrange(len(word) - 1)
    letters = _ALPHABET["en" if word.isascii() else "ru"]
    slips = [
        word[:place] + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + dice.choice(letters) + word[place + 1 :],
        word[:place] + word[place] + word[place:],
    ]
    return text.replace(word, dice.choice([slip for slip in slips if slip != word]), 1)


def _name(client: Known, dice: random.Random) -> Iterator[tuple[str, ...]]:
    names = [client[part] for part in ("last_name", "first_name", "patronymic") if len(client[part] or "") > 2]
    if len(names) < 2 or client["kind"] != "person":
        return
    two = names[:2] if dice.random() < 0.7 else names[1::-1]
    more = [client["city"], client["company"], (client["phone"] or "")[-4:]]
    yield tuple(two)
    yield tuple(names)
    more = [part for part in dice.sample(more, len(more)) if part]
    for many in range(1, len(more) + 1):
        yield (*two, *more[:many])
    yield (*names, *more)


def _phone(client: Known, dice: random.Random) -> Iterator[tuple[str, ...]]:
    yield from (((client["phone"] or "")[-digits:],) for digits in range(dice.choice([4, 5, 6, 7]), 11))


def _email(client: Known, dice: random.Random) -> Iterator[tuple[str, ...]]:
    """From its beginning, or from somewhere in its middle, a letter more at a time."""
    mail = client["email"] or ""
    local = mail.partition("@")[0]
    first = 0 if dice.random() < 0.6 else dice.randrange(max(1, len(local) - 4))
    yield from ((mail[first:end],) for end in range(first + 6, len(mail) + 1))


def _mails() -> pl.Series:
    """Every e-mail of the base: no index of it holds pieces, and hundreds are counted."""
    return query("SELECT value FROM clients_contactpoint WHERE medium = 'email'", schema={"value": pl.String})["value"]


def _company(client: Known, dice: random.Random) -> Iterator[tuple[str, ...]]:
    if not client["company"]:
        return
    of_person = [client["last_name"], client["first_name"]] if client["kind"] == "person" else []
    more = [part for part in [*of_person, client["city"], (client["inn"] or "")[:5]] if part]
    yield (client["company"],)
    for many in range(1, len(more) + 1):
        yield (client["company"], *more[:many])


_PARTS: dict[str, Callable[[Known, random.Random], Iterator[tuple[str, ...]]]] = {
    "name": _name,
    "common": _name,
    "phone": _phone,
    "email": _email,
    "company": _company,
}


def _many(parts: tuple[str, ...], mails: pl.Series) -> int:
    """Return how many clients have the parts, or a few more than TELLS where it is many."""
    if len(parts) == 1 and parts[0].isascii() and not parts[0].isdigit():
        return int(mails.str.contains(parts[0], literal=True).sum())
    conditions, params = zip(*(_has(part) for part in parts), strict=True)
    sql = f"SELECT FROM clients_client c WHERE merged_into_id IS NULL AND {' AND '.join(conditions)} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(value for values in params for value in values), TELLS + 1])
        return int(cursor.rowcount)


def _has(part: str) -> tuple[str, list[Any]]:
    """A condition that a client has the part: the end of a phone, the beginning of an INN, words or a city."""
    if part.isdigit():
        tail = "EXISTS (SELECT FROM clients_contactpoint p WHERE p.client_id = c.id AND p.value LIKE %s)"
        return f"(tokens @> %s AND {tail} OR inn LIKE %s)", [[hash_of(f"#{part[-4:]}")], f"%{part}", f"{part}%"]
    words = " ".join(words_of(part))
    hashes = [hash_of(word) for word in words.split()]
    return "(tokens @> %s OR tokens @> %s)", [hashes, [hash_of(f"city:{part.lower()}")]]


_FIELDS = "c.id, c.kind, c.last_name, c.first_name, c.patronymic, c.company, c.city, c.inn," + ",".join(
    f"(SELECT value FROM clients_contactpoint p WHERE p.client_id = c.id AND medium = '{medium}' AND position = 0)"
    for medium in ("phone", "email")
)
_NAMES = ("id", "kind", "last_name", "first_name", "patronymic", "company", "city", "inn", "phone", "email")


def some_ids(count: int, dice: random.Random) -> list[int]:
    """Return ids between the first and the last client's; a few may be nobody's."""
    ids = Client.objects.aggregate(first=Min("pk"), last=Max("pk"))
    return [dice.randint(ids["first"] or 0, ids["last"] or 0) for _ in range(count)]


def _drawn(kind: str, count: int, dice: random.Random) -> list[Known]:
    if kind.startswith("common"):
        clients = list(_rows("c.last_name = ANY(%s) ORDER BY hashint8(c.id) LIMIT %s", [_commonest(), count]))
        return dice.sample(clients, len(clients))
    ids = some_ids(count, dice)
    found = {client["id"]: client for client in _rows("c.id = ANY(%s)", [ids])}
    return [found[pk] for pk in ids if pk in found]


def _commonest() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT last_name FROM clients_client WHERE last_name IS NOT NULL"
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %s",
            [COMMON],
        )
        return [name for (name,) in cursor.fetchall()]


def _rows(condition: str, params: list[Any]) -> Iterator[Known]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_FIELDS} FROM clients_client c WHERE c.merged_into_id IS NULL AND {condition}", params)
        yield from (dict(zip(_NAMES, row, strict=True)) for row in cursor.fetchall())
