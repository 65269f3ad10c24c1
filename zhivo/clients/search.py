"""Finding a client by any part of a name, phone, e-mail, INN or firm, with a typo, in a fraction of 100 ms.

A client carries the hashes of the words it is found by (`Client.tokens`, GIN). A typed word is looked up in the
dictionary of words (`Word`, trigrams) first, so a typo costs a look at some hundred thousand words and not at a
million names. Facets that a list filters by (a city, the last four digits of a phone) are words with a prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

import polars as pl
from django.db import connection, transaction
from rapidfuzz.distance import DamerauLevenshtein

from zhivo.lib.copying import run

if TYPE_CHECKING:
    from zhivo.clients.models import Client
    from zhivo.clients.queries import ClientQuerySet
    from zhivo.team.models import User

_known: dict[str, int] = {}
_KNOWN_MOST = 1_000_000  # about 150 MB, then begun anew
WORD = r"[a-zа-я]{2,40}|[0-9]{2,12}"


def hash_of(word: str) -> int:
    """Return the 64-bit signed hash that stands for a word in `Client.tokens`."""
    known = _known.get(word)
    if known is None:
        if len(_known) >= _KNOWN_MOST:
            _known.clear()
        known = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big", signed=True)
        _known[word] = known
    return known


def words_of(text: str) -> list[str]:
    """Split a typed text into the words that clients are found by: lower case, ё as е, letters and digits apart."""
    return re.findall(WORD, text.lower().replace("ё", "е"))


def _words(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().str.replace_all("ё", "е", literal=True).str.extract_all(WORD)


def tokens(clients: pl.DataFrame, *, points: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Return the clients with the column `tokens`, and the words that belong into the dictionary.

    `clients` has id and the chosen values (`survive.py`), `points` their contact points.
    """
    text = pl.concat_str(["last_name", "first_name", "patronymic", "company"], separator=" ", ignore_nulls=True)
    mails = points.filter(pl.col("medium") == "email").select(id="client_id", word=_words(pl.col("value")))
    spoken = pl.concat([clients.select("id", word=_words(text)), mails]).explode("word").drop_nulls()
    phones = points.filter(pl.col("medium") == "phone").select(
        id="client_id", word=pl.format("#{}", pl.col("value").str.tail(4))
    )
    facets = [
        phones,
        clients.select("id", word=pl.format("#{}", pl.col("inn").str.tail(4))),
        clients.select("id", word="inn"),
        clients.select("id", word=pl.format("city:{}", pl.col("city").str.to_lowercase())),
        points.select(id="client_id", word=pl.format("has:{}", pl.col("medium"))),
    ]
    every = pl.concat([spoken, *facets]).drop_nulls()
    distinct = every["word"].unique()
    hashes = pl.DataFrame(
        {"word": distinct, "tokens": [hash_of(word) for word in distinct]}, schema_overrides={"tokens": pl.Int64}
    )
    # Numbers are sorted and compared several times faster than words.
    hashed = every.join(hashes, on="word", how="left").select("id", "tokens").sort("id", "tokens")
    is_first = pl.struct("id", "tokens").rle_id().diff().fill_null(1) > 0
    lists = hashed.filter(is_first).set_sorted("id").group_by("id", maintain_order=True).agg("tokens")
    found = clients.join(lists, on="id", how="left").with_columns(
        pl.col("tokens").fill_null(pl.lit([], dtype=pl.List(pl.Int64)))
    )
    # A number is found as it is: near numbers are other numbers, so they stay out of the dictionary.
    return found, spoken.filter(~pl.col("word").str.contains("^[0-9]"))["word"].unique()


_remembered: set[str] = set()


def remember_words(words: Iterable[str]) -> None:
    """Add the words that the dictionary does not hold yet."""
    new = sorted(set(words) - _remembered)
    if not new:
        return
    run("INSERT INTO clients_word (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", [new])
    if len(_remembered) > _KNOWN_MOST:
        _remembered.clear()
    transaction.on_commit(lambda: _remembered.update(new))


def settle() -> None:
    """Put the words that pieces left waiting into the index, so that no search has to read their list."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('client_tokens')")


ALTERNATIVES_MOST = 40  # spellings tried for one typed word
HITS_MOST = 200  # looked at for one way of reading the query
_LOOKS_LIKE_NUMBER = re.compile(r"[\d\s()+.\-–—#№]+")


def find(*, text: str, user: User, limit: int = 10) -> list[Client]:
    """Return the clients that the user may see and the text means, likeliest first.

    The text may be any part of a name, firm or e-mail, with a typo; a phone in any writing or its last four digits
    and more; the beginning or the last four digits and more of an INN.
    """
    from zhivo.clients.models import Client

    text = text.replace("\x00", " ").strip()[:200]
    visible = Client.objects.visible_to(user)
    found: dict[int, Client] = {}
    ways = _by_number(visible, text) if _LOOKS_LIKE_NUMBER.fullmatch(text) else _by_words(visible, text)
    for hits in ways:
        for client in hits:
            found.setdefault(client.pk, client)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def _by_number(visible: ClientQuerySet, text: str) -> Iterator[Iterable[Client]]:
    digits = re.sub(r"\D", "", text)
    if len(digits) < 4:
        yield from _by_words(visible, text)
        return
    national = digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
    if len(national) == 10:
        yield visible.filter(contact_points__value=f"+7{national}")
    yield visible.filter(inn=digits)
    tail = visible.filter(tokens__contains=[hash_of(f"#{digits[-4:]}")])
    yield tail.filter(contact_points__value__endswith=national).order_by("sort_name").distinct()[:HITS_MOST]
    yield visible.filter(inn__startswith=digits)[:HITS_MOST]
    yield tail.filter(inn__endswith=digits)[:HITS_MOST]
    yield visible.filter(contact_points__value__startswith=f"+{digits}")[:HITS_MOST]
    yield visible.filter(contact_points__value__startswith=f"+7{national}")[:HITS_MOST]
    yield from _by_words(visible, text)


def _by_words(visible: ClientQuerySet, text: str) -> Iterator[Iterable[Client]]:
    if "@" in text:
        yield visible.filter(contact_points__value__startswith=text.lower())[:HITS_MOST]
    words = list(dict.fromkeys(words_of(text)))[:6]
    if not words:
        return
    exact = [hash_of(word) for word in words]
    yield _ranked(visible.filter(tokens__contains=exact), words, {})
    spellings = {word: _spellings(word) for word in words}
    if len(words) > 1:
        for word in words:
            others = [hash_of(other) for other in words if other != word]
            near = [hash_of(spelling) for spelling in spellings[word]]
            hits = visible.filter(tokens__contains=others).filter(tokens__overlap=near)
            yield _ranked(hits, words, spellings)
    hits = visible
    for word in words:
        hits = hits.filter(tokens__overlap=[hash_of(spelling) for spelling in spellings[word]])
    yield _ranked(hits, words, spellings)


def _spellings(word: str) -> dict[str, int]:
    """Words of the dictionary that the typed word may mean, with their distance; the word itself is always one."""
    with connection.cursor() as cursor:
        # Not SET: on a new connection the extension is not loaded yet, and its setting would be lost as it loads.
        cursor.execute("SELECT set_limit(0.22)")
        cursor.execute(
            "(SELECT word FROM clients_word WHERE word %% %s ORDER BY similarity(word, %s) DESC LIMIT %s)"
            " UNION (SELECT word FROM clients_word WHERE word LIKE %s ORDER BY length(word) LIMIT %s)",
            [word, word, ALTERNATIVES_MOST, f"{word}%", ALTERNATIVES_MOST],
        )
        near = [found for (found,) in cursor.fetchall()]
    most = 1 if len(word) < 6 else 2
    distances = {found: DamerauLevenshtein.distance(word, found, score_cutoff=most) for found in near}
    begun = {found: 1 for found in near if found.startswith(word)}
    within = {found: far for found, far in distances.items() if far <= most}
    return {word: 0} | begun | within


def _ranked(hits: ClientQuerySet, words: list[str], spellings: dict[str, dict[str, int]]) -> list[Client]:
    """The nearest spelling first, then the name that holds least beside what was typed."""
    distance = {hash_of(near): far for nears in spellings.values() for near, far in nears.items()}

    def order(client: Client) -> tuple[int, int, str]:
        beside = abs(len(words_of(client.name)) - len(words))
        return (sum(distance.get(token, 0) for token in client.tokens), beside, client.sort_name)

    return sorted(hits[:HITS_MOST], key=order)
