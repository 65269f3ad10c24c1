"""The words that a client is found by (`find.py`): their hashes on the client, the words in a dictionary.

A client carries the hashes of the words it is found by (`Client.tokens`, GIN). A typed word is looked up in the
dictionary of words (`Word`, trigrams) first, so a typo costs a look at some hundred thousand words and not at a
million names. Facets that a list filters by (a city, the last four digits of a phone) are words with a prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b

import polars as pl
from django.db import connection, transaction

from zhivo.lib.copying import run

_known: dict[str, int] = {}
_KNOWN_MOST = 1_000_000  # about 150 MB, then begun anew
WORD = r"[a-zа-я]{2,40}|[0-9]{2,12}"
_LISTED = ("choice", "yes_no", "several")  # types of own fields with few values, each of them a facet
_APART = "; "  # between the options of one value


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


def tokens(
    clients: pl.DataFrame, *, points: pl.DataFrame, own: Mapping[str, str] | None = None
) -> tuple[pl.DataFrame, pl.Series]:
    """Return the clients with the column `tokens`, and the words that belong into the dictionary.

    `clients` has id and the chosen values (`survive.py`), `points` their contact points. `own` are the company's fields
    that are facets, with their types.
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
    every = pl.concat([spoken, *facets, *(_of_own_fields(clients, own) if own else [])]).drop_nulls()
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


def _of_own_fields(clients: pl.DataFrame, own: Mapping[str, str]) -> list[pl.DataFrame]:
    said = clients.select("id", said=pl.col("values").str.json_decode(pl.Struct(dict.fromkeys(own, pl.String))))
    return [
        own_words(said.select("id", value=pl.col("said").struct.field(field)), field=field, of_type=of_type)
        for field, of_type in own.items()
    ]


def own_words(values: pl.DataFrame, *, field: str, of_type: str) -> pl.DataFrame:
    """Return the words (id, word) that the values (id, value) of a field of the company's are found by.

    One says that it is filled; where the type has few values, one for each value.
    """
    filled = values.drop_nulls("value")
    words = [filled.select("id", word=pl.lit(field))]
    if of_type in _LISTED:
        each = pl.col("value").str.split(_APART) if of_type == "several" else pl.concat_list("value")
        words.append(filled.select("id", each.alias("value")).explode("value").select("id", word=own_word(field)))
    return pl.concat(words)


def own_word(field: str) -> pl.Expr:
    """Return the word of each value of a field that has few."""
    return pl.lit(f"{field}=") + pl.col("value").str.to_lowercase()


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


def forget_words() -> None:
    """Let `remember_words` ask the dictionary anew: the last words may have gone with a database that crashed."""
    _remembered.clear()


def settle() -> None:
    """Put the words that pieces left waiting into the index, so that no search has to read their list."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('client_tokens')")
