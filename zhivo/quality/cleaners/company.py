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
from zhivo.quality.placeholders import firms

LONGEST = 300
_NAME_FIELDS = ("full_name", "last_name", "first_name", "patronymic")
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
    is_private, is_called = name_cell.str.contains(_PRIVATE), _is_called(name_cell, cells)
    is_firm = _names_a_firm(name_cell) | _said_to_be_firm(cells, name_cell) | is_private | is_called
    if not is_firm.any() and not cells.has("company"):
        return Cleaned(nulls(cells.height, **kinds).with_columns(_name_is_firm=is_firm))
    written = name_cell.zip_with((column == "") & is_firm, column)
    known = pl.DataFrame({"written": written}).join(
        _read(written.unique()), on="written", how="left", maintain_order="left"
    )
    known, is_odd_form = _with_form(known, cells)
    columns = known.select(
        "company",
        company_form=pl.when(pl.col("company").is_not_null()).then("company_form"),
        company_key="company_key",
        _name_is_firm=is_firm,
        _owner=_owner(known, name_cell=name_cell, is_firm=is_firm, is_called=is_called),
        _inn="inn",
        _phone=pl.col("private").str.extract(rf"({_NUMBER})"),
    )
    reasons = [
        flagged(known["nobody"], "company:placeholder"),
        flagged(written.str.len_chars() > LONGEST, "company:too_long"),
        flagged(is_firm & (column == "") & ~is_private, "name:company"),
        flagged(is_odd_form, "company:form_unknown"),
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


def _is_called(name_cell: pl.Series, cells: Cells) -> pl.Series:
    """Where the kind is a firm and the whole name is what these two columns call it: a card that this program wrote."""
    frame = pl.DataFrame([name_cell.alias("whole"), cells.one("company"), cells.one("company_form")])
    form, company = pl.col("company_form"), pl.col("company")
    called = pl.concat_str(form, pl.lit(" «"), company, pl.lit("»")).str.strip_chars_start()
    is_sole = (form == "ИП") & (pl.col("whole") == pl.concat_str(pl.lit("ИП "), company))
    is_same = frame.select((company != "") & ((pl.col("whole") == called.str.slice(0, LONGEST)) | is_sole)).to_series()
    return is_same & cells.one("kind").str.to_lowercase().str.contains(_SAYS_FIRM)


def _with_form(known: pl.DataFrame, cells: Cells) -> tuple[pl.DataFrame, pl.Series]:
    """Known cells with the legal forms that stand in a column of their own, and where such a form is none we know.

    A firm whose name begins with another form keeps it: «НПО Энергия» of the form АО.
    """
    column = cells.one("company_form")
    said = forms.split(column)["form"]
    if not cells.has("company_form"):
        return known, said.is_not_null()
    own = pl.col("company_form")
    is_name = (
        pl.col("said").is_not_null() & own.is_not_null() & (own != pl.col("said")) & pl.col("company").is_not_null()
    )
    whole = pl.col("written").str.slice(0, LONGEST)
    key = company_key(known["written"].str.slice(0, LONGEST), is_transliterated=said.is_in([]))
    known = known.with_columns(said.alias("said"), key.alias("whole_key")).with_columns(
        company=pl.when(is_name).then(whole).otherwise("company"),
        company_key=pl.when(is_name).then("whole_key").otherwise("company_key"),
        company_form=pl.coalesce("said", "company_form"),
    )
    return known.drop("said", "whole_key"), (column != "") & said.is_null()


def _read(distinct: pl.Series) -> pl.DataFrame:
    """Distinct cells (`written`) with what they say: company and its form and key, inn, nobody, private."""
    cell, inn = _without_inn(distinct.str.slice(0, LONGEST))
    # In a column of firms «И.П.» is a legal form; in a column of names they are initials.
    split = _once(forms.split(cell.str.replace(r"(?i)^и\.\s?п\.\s+", "ИП ")))
    nobody = firms.kinds(split["name"], form=split["form"]).is_not_null()
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
        private="private",
    )


def _once(split: pl.DataFrame) -> pl.DataFrame:
    """Without the same form once more: «ООО "ООО Ромашка"»."""
    begins = split["name"].str.contains(forms.BEFORE) | split["name"].str.contains(forms.AFTER)
    places = (begins & split["form"].is_not_null()).arg_true()
    if places.is_empty():
        return split
    again = forms.split(split["name"].gather(places))
    is_same = (again["form"] == split["form"].gather(places)) & (again["name"] != "")
    names = split["name"].clone().scatter(places.filter(is_same), again["name"].filter(is_same))
    return split.with_columns(names.alias("name"))


def _without_inn(cells: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Cells without an INN that stands in them, and that INN."""
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, cells.len())
    has_one = cells.str.contains("[0-9]{10}")
    if not has_one.any():
        return cells, nothing
    places, held = has_one.arg_true(), cells.filter(has_one)
    return cells.clone().scatter(places, held.str.replace(_INN, "")), nothing.scatter(places, held.str.extract(_INN))


def _owner(known: pl.DataFrame, *, name_cell: pl.Series, is_firm: pl.Series, is_called: pl.Series) -> pl.Series:
    """The person that «ИП Иванов И.И.» or «Частное лицо (Иван)» names, for rows that name nobody else.

    The firm's own card names nobody.
    """
    is_alone = ((name_cell == "") | is_firm) & ~is_called
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


cleaners.add(
    Cleaner(key="company", label="Companies", fields=("company", "company_form", "kind", *_NAME_FIELDS), run=clean)
)
