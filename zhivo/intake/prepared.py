"""A piece made ready to be written: all that can be known of its rows before the base is asked.

The process that parses a file does it, so what strangers write is cleaned where memory and time have an end, and the
process that writes has only the writing to do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from struct import unpack

import polars as pl

from zhivo.clients import store, survive
from zhivo.intake import words
from zhivo.quality import recover
from zhivo.quality.clean import Attributes, clean
from zhivo.sources import cells

_OWN_COLUMNS = {"row", "reasons", "source_id", *survive.CLEAN_SCHEMA}
_NO_EDITS = pl.DataFrame(schema=survive.EDITS_SCHEMA)
_NAMES = ("last_name", "first_name", "patronymic", "company", "inn")
_WORDS = ".words"
FINDS = pl.List(pl.Struct(dict.fromkeys(("field", "value", "also", "quote"), pl.String)))


@dataclass(frozen=True)
class Prepared:
    """A piece ready to be written: raw values and clean fields side by side, row by row.

    `name`, `sort_name` and `tokens` are those of the client that a row makes where it meets nobody, as most rows do;
    null where nothing in the row could name him. `words` belong into the dictionary.
    """

    number: int
    rows: pl.DataFrame  # row, cells, identity, digest, own, CLEAN_SCHEMA, reasons, tags, is_somebody, name...
    words: pl.Series


def make(
    *,
    number: int,
    raw: pl.DataFrame,
    origin: str,
    mapping: Sequence[str],
    meanings: words.Meanings | None = None,
    people: Collection[str] | None = None,
    attributes: Attributes | None = None,
    is_foretold: bool = False,
) -> Prepared:
    """Clean and prepare a raw piece (`row`, `c0`...) whose columns go to these fields; no database is asked.

    `origin` is what a row is known by together with its content: the id of its source. With another `mapping` the
    same row is read anew, and so is a row in which a word has another meaning. `people`: the names that a responsible
    may be called by. `attributes`: the company's fields that hold more than text. `is_foretold`: the piece is not to be
    written, so what its clients are found by is left out.
    """
    meanings = meanings or {}
    fields, told = words.put_right(to_fields(raw, mapping), meanings)
    attributes = attributes or {}
    made_clean = clean(fields, domains=meanings.get(words.DOMAINS), attributes=attributes)
    told = words.with_domains(told, made_clean)
    told = words.with_misfits(told, made_clean) if attributes else told
    if people is not None:
        made_clean = words.with_unknown_people(made_clean, people)
    return prepare(
        number=number,
        raw=raw,
        clean=made_clean,
        origin=origin,
        mapping=mapping,
        told=told,
        finds=found_in_comments(made_clean),
        facets={field: known["type"] for field, known in attributes.items()},
        is_foretold=is_foretold,
    )


def found_in_comments(clean: pl.DataFrame) -> pl.Series | None:
    """Return what stands in the comments of the rows and nowhere else, FINDS a row; None without comments."""
    if "comment" not in clean.columns:
        return None
    found = recover.finds(clean["comment"], clean=clean, today=date.today())
    day = pl.concat_str(pl.lit('{"next_action_on":"'), "on", pl.lit('"}'))
    each = found.select("index", value=pl.struct("field", "value", day.alias("also"), "quote"))
    lists = each.group_by("index", maintain_order=True).agg("value")
    rows = pl.DataFrame({"index": pl.int_range(clean.height, dtype=pl.UInt32, eager=True)})
    return rows.join(lists, on="index", how="left", maintain_order="left")["value"].cast(FINDS)


def to_fields(raw: pl.DataFrame, mapping: Sequence[str]) -> pl.DataFrame:
    """Rename the columns `c0`, `c1`... to the fields they go to: a second phone is `phone__2`; `-` is left out."""
    taken: dict[str, int] = {}
    names = {}
    for index, field in enumerate(mapping):
        if field != "-" and f"c{index}" in raw.columns:
            taken[field] = taken.get(field, 0) + 1
            names[f"c{index}"] = field if taken[field] == 1 else f"{field}__{taken[field]}"
    return raw.select("row", *(pl.col(column).alias(name) for column, name in names.items()))


def prepare(
    *,
    number: int,
    raw: pl.DataFrame,
    clean: pl.DataFrame,
    origin: str,
    mapping: Sequence[str] = (),
    told: pl.Series | None = None,
    finds: pl.Series | None = None,
    facets: Mapping[str, str] | None = None,
    is_foretold: bool = False,
) -> Prepared:
    """Put a raw piece and its clean frame together, and reckon what each row is by itself.

    `told`: which words of a row were read as something else, null where none was. `finds`: what stands in its comment
    (FINDS), null where nothing does. `facets`: the company's fields, as `store.reckon` takes them.
    """
    together = cells.together(raw.drop("row"))
    read = together if told is None else together + ("\x1e" + told).fill_null("")
    extra = [name for name in clean.columns if name not in _OWN_COLUMNS]
    encoded = [pl.struct(name).struct.json_encode().str.strip_prefix("{").str.strip_suffix("}") for name in extra]
    pairs = [pl.when(pl.col(name).is_not_null()).then(text) for name, text in zip(extra, encoded, strict=True)]
    inside = pl.concat_str(pairs, separator=",", ignore_nulls=True) if pairs else pl.lit("")
    missing = {"source_id", "tags"} - set(clean.columns)
    frame = clean.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in missing).with_columns(
        values=pl.when(inside != "").then(pl.concat_str([pl.lit("{"), inside, pl.lit("}")])),
    )
    own = frame.select(pl.when(pl.col("source_id") != "").then("source_id").alias("own")).to_series()
    rows = frame.select(
        "row",
        together.alias("cells"),
        digests(read, origin=f"{origin}|{'|'.join(mapping)}").alias("digest"),
        _identities(own, together, origin=origin).alias("identity"),
        own,
        *survive.CLEAN_SCHEMA,
        pl.when(pl.col("reasons").list.len() > 0).then("reasons").alias("reasons"),
        "tags",
        finds=pl.lit(None, dtype=FINDS) if finds is None else finds,
        is_somebody=(pl.col("kind") != "") | own.is_not_null(),
    ).with_columns(pl.col("kind").replace("", "person"))
    is_called = pl.any_horizontal(
        *(pl.col(name).is_not_null() for name in _NAMES),
        *(pl.col(name).list.len() > 0 for name in ("phones", "emails")),
    )
    if is_foretold:
        rows = rows.with_columns(name=pl.when(is_called).then(pl.lit("")))
        return Prepared(number=number, rows=rows, words=pl.Series([], dtype=pl.String))
    # By their place, for a broken workbook may number two rows alike.
    rows = rows.with_row_index("place")
    place = pl.col("place").cast(pl.Int64)
    alone = rows.filter(is_called).select(*survive.CLEAN_SCHEMA, client_id=place, record_id=place)
    clients, _points, searched = store.reckon(rows=alone, edits=_NO_EDITS, own=facets)
    called = clients.select("name", "sort_name", "tokens", place=pl.col("id").cast(pl.UInt32))
    rows = rows.join(called, on="place", how="left", maintain_order="left").drop("place")
    return Prepared(number=number, rows=rows, words=searched)


def _identities(own: pl.Series, content: pl.Series, *, origin: str) -> pl.Series:
    is_own = own.is_not_null()
    by_id = digests(own.filter(is_own), origin=f"{origin}#")
    by_content = digests(content.filter(~is_own), origin=origin)
    places = pl.concat([is_own.arg_true(), (~is_own).arg_true()])
    return pl.concat([by_id, by_content]).gather(places.arg_sort())


def digests(texts: pl.Series, *, origin: str) -> pl.Series:
    """Return a 64-bit hash of each text, another one for each origin."""
    salt = blake2b(origin.encode(), digest_size=16).digest()
    digests = [blake2b(text, digest_size=8, salt=salt).digest() for text in texts.cast(pl.Binary)]
    return pl.Series(unpack(f">{len(digests)}q", b"".join(digests)), dtype=pl.Int64)


def put(prepared: Prepared, piece: Path) -> None:
    """Write a prepared piece to a file, and its words beside it; where the file is, the words are too."""
    for path, frame in ((piece.with_suffix(_WORDS), prepared.words.to_frame("word")), (piece, prepared.rows)):
        draft = path.with_suffix(f"{path.suffix}.tmp")
        frame.write_ipc(draft, compression="lz4")
        draft.replace(path)


def take(piece: Path, *, number: int) -> Prepared:
    """Read a prepared piece from its file."""
    searched = pl.read_ipc(piece.with_suffix(_WORDS))["word"]
    return Prepared(number=number, rows=pl.read_ipc(piece), words=searched)


def remove(piece: Path) -> None:
    """Remove a piece that is written."""
    piece.unlink(missing_ok=True)
    piece.with_suffix(_WORDS).unlink(missing_ok=True)
