"""Names of people: surname, first name and patronymic told apart, in one case, with comparison keys and sex."""

from __future__ import annotations

from functools import cache

import polars as pl

from zhivo.quality.cells import Cells, flagged, nulls
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.names import layout, roles, tokens
from zhivo.quality.names.dictionary import alternatives, is_near, sexes

PARTS = {"l": "last_name", "f": "first_name", "p": "patronymic"}
_KEYS = {"l": "last_key", "f": "first_key", "p": "patronymic_key"}
_OF_A_MAN = r"viq$|[^v]iq$|[uo][gl]li$|uli$"
_OF_A_WOMAN = r"vna$|iqna$|[kg]izi$"
_SURNAME_OF_A_MAN = r"(?:[oe]v|in|[sc]ki|oi)$"
_SURNAME_OF_A_WOMAN = r"(?:[oe]va|ina|aja)$"
_SURE_SURNAME = r"^.{2,}(?:[oe]va?|ina?|[sc]ki|[sc]kaja|enko|quk)$"
# A column decides for its doubtful rows when its clear ones agree this much.
_CLEARLY = 3


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make last_name, first_name, patronymic, their keys, and _sex as the name says it."""
    texts, found = _texts(cells, done)
    if texts.is_empty():
        made = dict.fromkeys((*PARTS.values(), *_KEYS.values(), "_sex"), pl.String)
        return Cleaned(nulls(cells.height, **made), pl.concat(found))
    words = tokens.cut(texts.with_columns(text=tokens.prepared(texts["text"])))
    kinds = tokens.classify(words["word"].unique())
    rows = _without_asides(words.join(kinds, on="word", how="left", maintain_order="left"))
    read, codes = _read(_with_slips(rows))
    columns = _columns(read, height=cells.height)
    sexed = _with_sex(columns)
    return Cleaned(sexed, pl.concat([*found, codes]))


def _texts(cells: Cells, done: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The cells to read (index, hint, text) and what was found on the way."""
    by_hint = _by_hint(cells, done)
    single = by_hint["-"]
    switched, is_switched = _right_layout(single)
    by_hint["-"] = switched
    pieces = [
        pl.DataFrame({"text": text}).with_row_index().with_columns(hint=pl.lit(hint)).filter(pl.col("text") != "")
        for hint, text in by_hint.items()
    ]
    texts = pl.concat(pieces).sort("index", maintain_order=True) if len(pieces) > 1 else pieces[0]
    found = [
        flagged(is_switched, "name:layout"),
        flagged(single.str.contains(r"[(\[{]"), "name:remark"),
        flagged(single.str.contains("[0-9]"), "name:digits"),
        flagged(single.str.contains("[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]"), "name:lookalike"),
        flagged(single.str.len_chars() > tokens.LONGEST, "name:too_long"),
        _without_letters(texts),
    ]
    return texts, found


def _by_hint(cells: Cells, done: pl.DataFrame) -> dict[str, pl.Series]:
    """The text to read of each row by the column it stands in: l, f, p of separate ones, - of a whole name."""
    parts = {hint: cells.one(name) for hint, name in PARTS.items() if cells.has(name)}
    whole, firm = cells.one("full_name"), done["_name_is_firm"]
    frame = pl.DataFrame({**parts, "whole": whole, "firm": firm, "owner": done["_owner"].fill_null("")})
    if not parts:
        text = pl.when(pl.col("firm") | (pl.col("whole") == "")).then("owner").otherwise("whole")
        return {"-": frame.select(text=text).to_series()}
    filled = pl.sum_horizontal(*(pl.col(hint) != "" for hint in parts))
    frame = frame.with_columns(filled=filled, alone=pl.concat_str(*parts))
    # One filled column that holds several words is a whole name in the wrong place.
    holds_all = (pl.col("filled") == 1) & pl.col("alone").str.contains(" ", literal=True) & (pl.col("whole") == "")
    is_less = (pl.col("filled") == 1) & pl.col("whole").str.contains(" ", literal=True)
    frame = frame.with_columns(
        text=pl.when(pl.col("firm") | ((pl.col("whole") == "") & (pl.col("filled") == 0)))
        .then("owner")
        .when(holds_all)
        .then("alone")
        .when(pl.col("filled") > 1)
        .then(pl.lit(""))
        .otherwise("whole"),
        by_parts=~pl.col("firm") & ~holds_all & ~is_less,
    )
    used = {hint: frame.select(pl.when("by_parts").then(hint).otherwise(pl.lit(""))).to_series() for hint in parts}
    return {**used, "-": frame["text"]}


def _without_letters(texts: pl.DataFrame) -> pl.DataFrame:
    empty = texts.filter(~pl.col("text").str.contains(r"\p{L}"))
    return empty.select("index", reason=pl.lit("name:placeholder"))


def _right_layout(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Names typed in the wrong layout, written in the right one, and where that was."""
    frame = pl.DataFrame({"text": texts})
    maybe = frame.select(layout.candidates(pl.col("text"))).to_series()
    if not maybe.any():
        return texts, maybe
    distinct = frame.filter(maybe).unique()["text"]
    distinct = distinct.filter(_merits(distinct)["known"] == 0)
    switched = pl.DataFrame({"text": distinct}).select(layout.switched(pl.col("text")).alias("text"))["text"]
    then = _merits(switched)
    hard = pl.DataFrame({"text": distinct}).select(layout.unpronounceable(pl.col("text"))).to_series()
    spoken = switched.str.count_matches("[аеёиоуыэюяАЕЁИОУЫЭЮЯ]") * 5 >= switched.str.count_matches(r"\p{L}")
    is_wrong = spoken & ((then["known"] > 0) | (hard & then["surnames"]))
    wrong = pl.DataFrame({"text": distinct, "right": switched}).filter(is_wrong)
    righted = frame.join(wrong, on="text", how="left", maintain_order="left")["right"]
    return righted.zip_with(righted.is_not_null(), texts), righted.is_not_null()


def _merits(texts: pl.Series) -> pl.DataFrame:
    """For each text how many words are first names or patronymics, and whether all others look like surnames."""
    words = tokens.cut(pl.DataFrame({"text": tokens.prepared(texts)}).with_row_index())
    kinds = tokens.classify(words["word"].unique())
    is_surname = pl.col("key").str.contains(_SURE_SURNAME)
    judged = (
        words.join(kinds, on="word")
        .group_by("index")
        .agg(
            known=pl.col("class").is_in(["f", "p", "t"]).sum(),
            surnames=(is_surname | (pl.col("class") == "i")).all() & is_surname.any(),
        )
    )
    every = pl.DataFrame({"text": texts}).with_row_index()
    return every.join(judged, on="index", how="left", maintain_order="left").select(
        pl.col("known").fill_null(0), pl.col("surnames").fill_null(value=False)
    )


def _without_asides(rows: pl.DataFrame) -> pl.DataFrame:
    """Make remarks of unknown words in small letters where the name has capitals: «Ольга красота и здоровье»."""
    is_small = (rows["class"] == "u") & rows["word"].str.contains(r"^\p{Ll}")
    if not is_small.any():
        return rows
    has_capital = pl.col("word").str.contains(r"^\p{Lu}").any().over("index")
    aside = pl.Series(is_small) & rows.select(has_capital).to_series()
    return rows.with_columns(pl.when(aside).then(pl.lit("r")).otherwise("class").alias("class"))


def _with_slips(rows: pl.DataFrame) -> pl.DataFrame:
    """Take a word for a first name with a slip in it where nothing else in the cell is one: «Вячеслов Никитин»."""
    classes = rows.group_by("index", maintain_order=True).agg(pl.concat_str("class", "hint").alias("pattern"))
    unclear = classes.filter(pl.col("pattern").list.join("").is_in(["s-s-", "s-u-", "u-s-"]))["index"]
    if unclear.is_empty():
        return rows
    places = rows["index"].is_in(unclear.implode()).arg_true()
    words = rows[places].select("index", "key", "class")
    near = [key for key in words["key"].unique() if is_near(key)]
    is_slip = pl.col("key").is_in(near)
    classes_now = words.select(
        pl.when(is_slip & (is_slip.sum().over("index") == 1)).then(pl.lit("f")).otherwise("class")
    ).to_series()
    return rows.with_columns(rows["class"].clone().scatter(places, classes_now))


def _read(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give every word its role: the words that belong to names (index, role, ...), and the reasons."""
    marked = rows.select(
        "index", pattern=pl.concat_str("class", "hint"), russian=pl.col("word").str.contains("[а-яёА-ЯЁ]")
    )
    # Lists are joined after grouping: joining within groups costs fifty times as much.
    patterns = marked.group_by("index", maintain_order=True).agg("pattern", pl.col("russian").any())
    patterns = patterns.with_columns(pl.col("pattern").list.join(""))
    surname_first = _column_order(patterns["pattern"])
    distinct = patterns.select("pattern", "russian").unique()
    readings = [
        roles.read(pattern, surname_first=surname_first.get(russian, russian), sure=russian in surname_first)
        for pattern, russian in distinct.iter_rows()
    ]
    readings_of = distinct.with_columns(
        roles=pl.Series([reading.roles for reading in readings], dtype=pl.String),
        codes=pl.Series([list(reading.codes) for reading in readings], dtype=pl.List(pl.String)),
    )
    judged = patterns.join(readings_of, on=["pattern", "russian"], how="left", maintain_order="left")
    role = judged.select(pl.col("roles").str.split("")).explode("roles").to_series()
    codes = judged.filter(pl.col("codes").list.len() > 0).select("index", "codes").explode("codes")
    reasons = codes.unique().select(pl.col("index").cast(pl.UInt32), reason=pl.lit("name:") + pl.col("codes"))
    return rows.with_columns(role=role).filter(pl.col("role") != roles.DROP), reasons


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
        key = "first_key" if role == "f" else "key"
        part = (
            read.filter(pl.col("role") == role)
            .group_by("index", maintain_order=True)
            .agg("shown", pl.col(key).alias("heard"))
        )
        part = part.select(
            "index", pl.col("shown").list.join(" ").alias(name), pl.col("heard").list.join("-").alias(_KEYS[role])
        )
        columns = columns.join(part, on="index", how="left", maintain_order="left")
    nameless = [pl.when(pl.col(key) != "").then(key).alias(key) for key in _KEYS.values()]
    return columns.with_columns(nameless).drop("index").select(*PARTS.values(), *_KEYS.values())


def _with_sex(columns: pl.DataFrame) -> pl.DataFrame:
    """Add _sex: by the patronymic, else the first name, else (of a short form of both sexes) the surname."""
    patronymic, last = pl.col("patronymic_key"), pl.col("last_key")
    both = pl.col("first_key").is_in(list(alternatives()))
    frame = columns.join(sexes(), on="first_key", how="left", maintain_order="left")
    is_full = patronymic.str.len_chars() > 1
    by_surname = (
        pl.when(both & last.str.contains(_SURNAME_OF_A_WOMAN))
        .then(pl.lit("f"))
        .when(both & last.str.contains(_SURNAME_OF_A_MAN))
        .then(pl.lit("m"))
    )
    sex = (
        pl.when(is_full & patronymic.str.contains(_OF_A_WOMAN))
        .then(pl.lit("f"))
        .when(is_full & patronymic.str.contains(_OF_A_MAN))
        .then(pl.lit("m"))
        .when(pl.col("sex").is_not_null())
        .then("sex")
        .otherwise(by_surname)
    )
    frame = frame.with_columns(_sex=sex).drop("sex")
    # «Саша Иванова» can only be Александра: what the name itself decides is not left open.
    frame = frame.join(_decided(), on=["first_key", "_sex"], how="left", maintain_order="left")
    return frame.with_columns(pl.coalesce("decided", "first_key").alias("first_key")).drop("decided")


@cache
def _decided() -> pl.DataFrame:
    """Short forms of several names (first_key) that with the sex (_sex) leave one full name (decided)."""
    options = pl.DataFrame(
        [(short, full) for short, fulls in alternatives().items() for full in sorted(fulls)],
        schema=["first_key", "decided"],
        orient="row",
    )
    single = (
        options.join(sexes().rename({"first_key": "decided", "sex": "_sex"}), on="decided")
        .group_by("first_key", "_sex")
        .agg(pl.col("decided"))
    )
    return single.filter(pl.col("decided").list.len() == 1).with_columns(pl.col("decided").list.first())


cleaners.add(Cleaner(key="name", label="Names", fields=("full_name", *PARTS.values()), run=clean, after=("company",)))
