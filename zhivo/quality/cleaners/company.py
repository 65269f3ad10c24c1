"""Firms: name, legal form and comparison key; a firm written in a name column is found here too."""

from __future__ import annotations

from functools import cache

import polars as pl

from zhivo.quality.cells import Cells, flagged, nulls
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.companies import forms
from zhivo.quality.companies.key import company_key
from zhivo.quality.names import tokens
from zhivo.quality.names.words import COMPANY
from zhivo.quality.placeholders import TRIAL, is_no_value, junk

LONGEST = 300
_NAME_FIELDS = ("full_name", "last_name", "first_name", "patronymic")
_NOBODY = (
    r"^(?:частн(?:ое|ый|ая)?\.? ?(?:лицо|клиент|заказчик|покупатель)?|физ(?:ическое)?\.? ?лицо|физик|частник|"
    r"самозанят\p{L}+|не работа\p{L}+|безработн\p{L}+|пенсионер\p{L}*|домохозяйка|розница|"
    r"розничн\p{L}+ (?:покупатель|клиент))$"
)
# 1C has one counterparty for those who buy without a firm, and who it was stands behind: «Частное лицо (Иван 8-916…)».
_PRIVATE = (
    r"(?i)^(?:частн(?:ое|ый)? (?:лицо|клиент|покупатель)|физ(?:ическое|\.)? ?лицо|частник|физик|"
    r"розничн\p{L}+ (?:покупатель|клиент))\s*[(:,–—-]\s*(\S.*?)\)?$"
)
_NUMBER = r"[+(]*\d[\d\s().-]*"
_SAYS_FIRM = r"юр|комп|фирм|организ|предпр|compan|firm|organi|legal|b2b|ооо"
_INN = r"(?i)[\s,;(/]*\bинн\b[\s:№.-]*(\d{10}(?:\d{2})?)?\)?"


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Make company, company_form, company_key, and for the cleaners after: _name_is_firm, _owner, _inn, _phone."""
    kinds = {
        "company": pl.String,
        "company_form": pl.String,
        "company_key": pl.String,
        "_owner": pl.String,
        "_inn": pl.String,
        "_phone": pl.String,
    }
    column = cells.one("company")
    name_cell = _name_cell(cells)
    is_private = name_cell.str.contains(_PRIVATE)
    is_firm = _names_a_firm(name_cell) | _said_to_be_firm(cells, name_cell) | is_private
    if not is_firm.any() and not cells.has("company"):
        return Cleaned(nulls(cells.height, **kinds).with_columns(_name_is_firm=is_firm))
    written = name_cell.zip_with((column == "") & is_firm, column)
    known = pl.DataFrame({"written": written}).join(
        _read(written.unique()), on="written", how="left", maintain_order="left"
    )
    columns = known.select(
        "company",
        company_form=pl.when(pl.col("company").is_not_null()).then("company_form"),
        company_key="company_key",
        _name_is_firm=is_firm,
        _owner=_owner(known, name_cell=name_cell, is_firm=is_firm),
        _inn="inn",
        _phone=pl.col("private").str.extract(rf"({_NUMBER})"),
    )
    reasons = [
        flagged(known["nobody"], "company:placeholder"),
        flagged(known["only_form"], "company:only_form"),
        flagged(written.str.len_chars() > LONGEST, "company:too_long"),
        flagged(is_firm & ~is_private, "name:company"),
    ]
    return Cleaned(columns, pl.concat(reasons))


def _name_cell(cells: Cells) -> pl.Series:
    """The one cell that names somebody, where only one does: in separate columns of a person a firm is rare."""
    columns = [cells.one(name) for name in _NAME_FIELDS if name in cells.fields]
    if len(columns) < 2:
        return columns[0] if columns else cells.one("full_name")
    several = pl.DataFrame(columns).select(pl.sum_horizontal(pl.all() != "")).to_series() > 1
    joined = pl.DataFrame(columns).select(pl.concat_str(pl.all())).to_series()
    return cells.one("full_name").zip_with(several, joined)


def _names_a_firm(names: pl.Series) -> pl.Series:
    # A quick look first: nearly every cell of a name column is a person.
    distinct = names.filter(names.str.contains_any(_hints())).unique()
    if distinct.is_empty():
        return names.is_in([])
    short = forms.shortened(distinct.str.slice(0, LONGEST))
    has_form = short.str.contains(forms.BEFORE) | short.str.contains(forms.AFTER)
    words = "|".join(sorted(COMPANY))
    spoken = short.str.to_lowercase().str.contains(rf"^[«„“\"]|[»“”\"]$|\b(?:{words})\b") & distinct.str.contains(
        r"\p{L}"
    )
    return names.is_in(distinct.filter(has_form | (spoken & ~_holds_person(distinct))).implode())


@cache
def _hints() -> list[str]:
    words = [cased for word in COMPANY for cased in (word, word.title(), word.upper())]
    return [*forms.hints(), *words, *'«»„“”"']


def _holds_person(texts: pl.Series) -> pl.Series:
    words = tokens.cut(pl.DataFrame({"text": tokens.prepared(texts)}).with_row_index())
    classes = tokens.classify(words["word"].unique()).filter(pl.col("class").is_in(["f", "p"]))
    named = words.filter(pl.col("word").is_in(classes["word"].implode()))["index"].unique()
    return pl.select(pl.int_range(texts.len(), dtype=pl.UInt32).is_in(named.implode())).to_series()


def _said_to_be_firm(cells: Cells, name_cell: pl.Series) -> pl.Series:
    if "kind" not in cells.fields:
        return pl.Series([False]).new_from_index(0, cells.height)
    said = cells.one("kind").str.to_lowercase().str.contains(_SAYS_FIRM)
    return said & (cells.one("company") == "") & (name_cell != "")


def _read(distinct: pl.Series) -> pl.DataFrame:
    """Distinct cells (`written`) with what they say: company and its form and key, inn, nobody, only_form, private."""
    cell, inn = _without_inn(distinct.str.slice(0, LONGEST))
    # In a column of firms «И.П.» is a legal form; in a column of names they are initials.
    split = forms.split(cell.str.replace(r"(?i)^и\.\s?п\.\s+", "ИП "))
    lower = split["name"].str.to_lowercase()
    nobody = lower.str.contains(_NOBODY) | lower.is_in(list(TRIAL)) | junk(lower) | is_no_value(split["name"])
    key = company_key(split["name"], is_transliterated=split["is_transliterated"])
    private = cell.str.extract(_PRIVATE).alias("private")
    frame = split.with_columns(nobody.alias("nobody"), key, private, inn.alias("inn"), distinct.alias("written"))
    is_named = ~pl.col("nobody") & pl.col("key").is_not_null() & pl.col("private").is_null()
    return frame.select(
        "written",
        "inn",
        company=pl.when(is_named).then("name"),
        company_form="form",
        company_key=pl.when(is_named).then("key"),
        nobody=pl.col("nobody") | ((pl.col("written") != "") & pl.col("key").is_null() & pl.col("form").is_null()),
        only_form=pl.col("form").is_not_null() & pl.col("key").is_null(),
        private="private",
    )


def _without_inn(cells: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Cells without an INN that stands in them, and that INN."""
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, cells.len())
    has_one = cells.str.contains("[0-9]{10}")
    if not has_one.any():
        return cells, nothing
    places, held = has_one.arg_true(), cells.filter(has_one)
    return cells.clone().scatter(places, held.str.replace(_INN, "")), nothing.scatter(places, held.str.extract(_INN))


def _owner(known: pl.DataFrame, *, name_cell: pl.Series, is_firm: pl.Series) -> pl.Series:
    """The person that «ИП Иванов И.И.» or «Частное лицо (Иван)» names, for rows that name nobody else."""
    is_alone = (name_cell == "") | is_firm
    is_own = known["company_form"].is_in(list(forms.PERSONS_OWN)) & is_alone
    owner = known.select(pl.when(is_own.fill_null(value=False)).then("company").alias("owner"))["owner"]
    private = known["private"].str.replace_all(_NUMBER, " ").str.strip_chars(" ,;:")
    private = private.zip_with(is_alone, private.clear(known.height))
    distinct = owner.drop_nulls().unique()
    if distinct.is_empty():
        return private
    # A firm's name after ИП («ИП АвтоТехника») is nobody's: a person has a first name, a patronymic or initials.
    words = pl.DataFrame({"text": distinct})["text"]
    persons = distinct.filter(_holds_person(words) | words.str.contains(r"(?:^|\s)\p{Lu}\.\s?\p{Lu}\."))
    return owner.zip_with(owner.is_in(persons.implode()), private)


cleaners.add(Cleaner(key="company", label="Companies", fields=("company", "kind", *_NAME_FIELDS), run=clean))
