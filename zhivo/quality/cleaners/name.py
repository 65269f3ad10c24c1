"""Names of people: surname, first name and patronymic told apart, in one case, with comparison keys and sex."""

from __future__ import annotations

import polars as pl

from zhivo.quality.cells import Cells, flagged, nulls
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.names import layout, roles, tokens
from zhivo.quality.names.dictionary import is_near
from zhivo.quality.names.sex import with_sex
from zhivo.quality.placeholders import keys
from zhivo.quality.placeholders.texts import NOTHING

PARTS = {"l": "last_name", "f": "first_name", "p": "patronymic"}
_KEYS = {"l": "last_key", "f": "first_key", "p": "patronymic_key"}
# A column decides for its doubtful rows when its clear ones agree this much.
_CLEARLY = 3
_ADJECTIVE = r"(?i)(?:[ыи]й|[ая]я)$"
_LIKE_SURNAMES = r"(?i)[сц]к(?:ий|ая)$"  # Вишневский Волк may be somebody
_SHOWN = 300  # characters of a whole name that this program shows


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make last_name, first_name, patronymic, their keys, and _sex as the name says it."""
    written, found = _texts(cells, done)
    if written.is_empty():
        made = dict.fromkeys((*PARTS.values(), *_KEYS.values(), "_sex"), pl.String)
        return Cleaned(nulls(cells.height, **made), pl.concat(found))
    read, codes = _read(_words(written))
    columns = _columns(read, height=cells.height)
    sexed = with_sex(columns)
    return Cleaned(sexed, pl.concat([*found, codes]))


def dummies(cells: pl.Series, *, hint: str) -> pl.Series:
    """Return of name cells the kind of dummy that each is, null for a name; `hint` is their column (see `roles`)."""
    text, _is_switched = layout.righted(cells)
    rows = pl.DataFrame({"text": text}).with_row_index().with_columns(hint=pl.lit(hint))
    _words_of_names, judged = _judged(_words(rows))
    found = rows.join(judged.select("index", "dummy"), on="index", how="left", maintain_order="left")
    is_empty = pl.col("dummy").is_null() & (pl.col("text") != "") & ~pl.col("text").str.contains(r"\p{L}")
    without = pl.when(pl.col("text").str.contains("[0-9]")).then(pl.lit("digits")).otherwise(pl.lit(NOTHING))
    by_keys = pl.when(pl.col("dummy") == keys.RUN).then(pl.lit(keys.kinds(found["text"].str.to_lowercase())))
    kind = pl.when(is_empty).then(without).otherwise(pl.coalesce(by_keys, "dummy"))
    return found.select(kind.alias("dummy")).to_series()


def _words(texts: pl.DataFrame) -> pl.DataFrame:
    words = tokens.cut(texts.with_columns(text=tokens.prepared(texts["text"])))
    kinds = tokens.classify(words["word"].unique())
    return _with_qualities(_without_asides(words.join(kinds, on="word", how="left", maintain_order="left")))


def _texts(cells: Cells, done: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The cells to read (index, hint, text) and what was found on the way."""
    pieces: list[pl.DataFrame] = []
    found: list[pl.DataFrame] = []
    for hint, written in _by_hint(cells, done).items():
        text, is_switched = layout.righted(written)
        pieces.append(pl.DataFrame({"text": text}).with_row_index().with_columns(hint=pl.lit(hint)))
        found += [
            flagged(is_switched, "name:layout"),
            flagged(text.str.contains(r"[(\[{]"), "name:remark"),
            flagged(text.str.contains("[0-9]"), "name:digits"),
            flagged(written.str.contains("[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]"), "name:lookalike"),
            flagged(written.str.len_chars() > tokens.LONGEST, "name:too_long"),
        ]
    texts = pl.concat(piece.filter(pl.col("text") != "") for piece in pieces).sort("index", maintain_order=True)
    return texts, [*found, _without_letters(texts)]


def _by_hint(cells: Cells, done: pl.DataFrame) -> dict[str, pl.Series]:
    """The text to read of each row by the column it stands in (see `roles`)."""
    parts = {hint: cells.one(name) for hint, name in PARTS.items() if cells.has(name)}
    whole, firm = cells.one("full_name"), done["_name_is_firm"]
    frame = pl.DataFrame({**parts, "whole": whole, "firm": firm, "owner": done["_owner"].fill_null("")})
    if not parts:
        text = pl.when(pl.col("firm") | (pl.col("whole") == "")).then("owner").otherwise("whole")
        return {"-": frame.select(text=text).to_series()}
    frame = frame.with_columns(filled=pl.sum_horizontal(*(pl.col(hint) != "" for hint in parts)))
    # A whole name that is its parts in their order leaves nothing to guess.
    filled = [pl.when(pl.col(hint) != "").then(hint) for hint in parts]
    together = pl.concat_str(filled, separator=" ", ignore_nulls=True).str.slice(0, _SHOWN)
    is_sure = ~pl.col("firm") & (pl.col("filled") > 0) & (pl.col("whole") == together)
    is_one, says_more = pl.col("filled") == 1, pl.col("whole").str.contains(" ", literal=True)
    text = (
        pl.when(pl.col("firm") | ((pl.col("whole") == "") & (pl.col("filled") == 0)))
        .then("owner")
        .when((pl.col("filled") > 1) | is_sure)
        .then(pl.lit(""))
        .otherwise("whole")
    )
    used: dict[str, pl.Series] = {}
    by_parts = ~pl.col("firm") & ~(is_one & says_more)
    for hint in parts:
        # One filled column that holds several words may be a whole name in the wrong place.
        is_whole = is_one & (pl.col("whole") == "") & pl.col(hint).str.contains(" ", literal=True)
        wishes = {hint: by_parts & ~is_whole & ~is_sure, hint.upper(): by_parts & is_whole & ~is_sure}
        for name, wanted in (wishes | {roles.SURE[hint]: is_sure}).items():
            used[name] = frame.select(pl.when(wanted).then(hint).otherwise(pl.lit(""))).to_series()
    used = {name: column for name, column in used.items() if (column != "").any()}
    return {**used, "-": frame.select(text=text).to_series()}


def _without_letters(texts: pl.DataFrame) -> pl.DataFrame:
    empty = texts.filter(~pl.col("text").str.contains(r"\p{L}"))
    return empty.select("index", reason=pl.lit("name:placeholder"))


def _without_asides(rows: pl.DataFrame) -> pl.DataFrame:
    """Make remarks of unknown words in small letters where the name has capitals: «Ольга красота и здоровье»."""
    places = (rows["class"] == "u").arg_true()
    small = places.filter(rows["word"].gather(places).str.contains(r"^\p{Ll}"))
    if small.is_empty():
        return rows
    beside = rows.filter(pl.col("index").is_in(rows["index"].gather(small).unique().implode()))
    capitals = beside.filter(pl.col("word").str.contains(r"^\p{Lu}"))["index"].unique()
    asides = small.filter(rows["index"].gather(small).is_in(capitals.implode()))
    return rows.with_columns(rows["class"].clone().scatter(asides, "r"))


def _with_qualities(rows: pl.DataFrame) -> pl.DataFrame:
    """Take any adjective before an animal for its quality: «Мечтательный Жираф»."""
    if not rows["class"].is_in(["a", "k"]).any():
        return rows
    following = pl.when(pl.col("index") == pl.col("index").shift(-1)).then(pl.col("class").shift(-1))
    is_surname = (following == "k") & pl.col("word").str.contains(_LIKE_SURNAMES)
    is_adjective = pl.col("class").is_in(["u", "s"]) & pl.col("word").str.contains(_ADJECTIVE)
    is_quality = following.is_in(["a", "k"]) & is_adjective & ~is_surname
    return rows.with_columns(pl.when(is_quality).then(pl.lit("q")).otherwise("class").alias("class"))


def _patterns(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a name: index, pattern (see `roles`) and whether a word of it is in Russian letters."""
    marked = rows.select(
        "index", pattern=pl.concat_str("class", "hint"), russian=pl.col("word").str.contains("[а-яёА-ЯЁ]")
    )
    # Lists are joined after grouping: joining within groups costs fifty times as much.
    patterns = marked.group_by("index", maintain_order=True).agg("pattern", pl.col("russian").any())
    return patterns.with_columns(pl.col("pattern").list.join(""))


def _with_slips(rows: pl.DataFrame, patterns: pl.DataFrame) -> pl.DataFrame:
    """Take a word for a first name with a slip in it where nothing else in the cell is one: «Вячеслов Никитин»."""
    unclear = patterns.filter(pl.col("pattern").is_in(["s-s-", "s-u-", "u-s-"]))["index"]
    places = rows["index"].is_in(unclear.implode()).arg_true()
    words = rows[places].select("index", "key", "class")
    near = [key for key in words["key"].unique() if is_near(key)]
    if not near:
        return rows
    is_slip = pl.col("key").is_in(near)
    is_only = is_slip & (is_slip.sum().over("index") == 1)
    classes = words.select(pl.when(is_only).then(pl.lit("f")).otherwise("class")).to_series()
    return rows.with_columns(rows["class"].clone().scatter(places, classes))


def _read(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give every word its role: the words that belong to names (index, role, ...), and the reasons."""
    rows, judged = _judged(rows)
    role = judged.select(pl.col("roles").str.split("")).explode("roles").to_series()
    codes = judged.filter(pl.col("codes").list.len() > 0).select("index", "codes").explode("codes")
    reasons = codes.unique().select(pl.col("index").cast(pl.UInt32), reason=pl.lit("name:") + pl.col("codes"))
    return rows.with_columns(role=role).filter(pl.col("role") != roles.DROP), reasons


def _judged(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The words, slips mended, and the reading of each name: index, roles, codes, dummy."""
    patterns = _patterns(rows)
    mended = _with_slips(rows, patterns)
    if mended is not rows:
        rows, patterns = mended, _patterns(mended)
    surname_first = _column_order(patterns["pattern"])
    distinct = patterns.select("pattern", "russian").unique()
    readings = [
        roles.read(pattern, surname_first=surname_first.get(russian, russian), sure=russian in surname_first)
        for pattern, russian in distinct.iter_rows()
    ]
    readings_of = distinct.with_columns(
        roles=pl.Series([reading.roles for reading in readings], dtype=pl.String),
        codes=pl.Series([list(reading.codes) for reading in readings], dtype=pl.List(pl.String)),
        dummy=pl.Series([reading.dummy for reading in readings], dtype=pl.String),
    )
    return rows, patterns.join(readings_of, on=["pattern", "russian"], how="left", maintain_order="left")


def _column_order(patterns: pl.Series) -> dict[bool, bool]:
    """How the clear rows of this piece order surname and first name; empty when they do not agree."""
    surname_first = patterns.is_in(["s-f-", "s-f-p-", "s-i-i-", "u-f-p-"]).sum()
    first_first = patterns.is_in(["f-s-", "f-p-s-", "f-u-", "f-p-u-"]).sum()
    if surname_first > _CLEARLY * first_first:
        return {True: True, False: surname_first > 0}
    if first_first > _CLEARLY * surname_first:
        return {True: False, False: False}
    return {}


def _columns(read: pl.DataFrame, *, height: int) -> pl.DataFrame:
    columns = pl.DataFrame({"index": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    for role, name in PARTS.items():
        key = _KEYS[role]
        part = read.filter(pl.col("role") == role).select(
            "index", pl.col("shown").alias(name), pl.col("first_key" if role == "f" else "key").alias(key)
        )
        several = part.select(pl.col("index").is_duplicated()).to_series()
        joined = part.filter(several).group_by("index", maintain_order=True).agg(name, key)
        joined = joined.with_columns(pl.col(name).list.join(" "), pl.col(key).list.join("-"))
        every = pl.concat([part.filter(~several), joined])
        columns = columns.join(every, on="index", how="left", maintain_order="left")
    filled = [pl.when(pl.col(key) != "").then(key).alias(key) for key in _KEYS.values()]
    return columns.with_columns(filled).select(*PARTS.values(), *_KEYS.values())


cleaners.add(Cleaner(key="name", label="Names", fields=("full_name", *PARTS.values()), run=clean, after=("company",)))
