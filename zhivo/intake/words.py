"""Words of a file that mean something else, put in their place before a piece is cleaned; frames only, no database."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from zhivo.quality.placeholders import is_no_value

ATTRIBUTE = "attribute:"
Meanings = Mapping[str, Mapping[str, str]]  # field -> what is said -> what it means

DOMAINS = "email"  # its meanings are of the domains of addresses, all others of whole cells
LONGEST = 200  # characters of a cell that can be a word
_MARK = "\x1e"


def as_said(cells: pl.Expr) -> pl.Expr:
    """Return cells as words are remembered: in lower case, nothing around."""
    return cells.str.strip_chars().str.to_lowercase()


def put_right(fields: pl.DataFrame, meanings: Meanings) -> tuple[pl.DataFrame, pl.Series | None]:
    """Return the frame with what its words mean, and for each row which (null: nothing changed); None if no row did."""
    made, marks = fields, []
    for field, words in meanings.items():
        if field == DOMAINS or not words:
            continue
        for column in (name for name in fields.columns if name.partition("__")[0] == field):
            means = as_said(pl.col(column)).replace_strict(dict(words), default=None, return_dtype=pl.String)
            marks.append(fields.select(pl.concat_str(pl.lit(f"{column}="), means).alias(column)))
            made = made.with_columns(pl.coalesce(means, column).alias(column))
    if not marks:
        return made, None
    return made, _marked(pl.concat(marks, how="horizontal"))


def with_domains(told: pl.Series | None, clean: pl.DataFrame) -> pl.Series | None:
    """Add the addresses of rows whose domain was corrected to what was put right in them."""
    is_corrected = clean["reasons"].list.contains("email:domain_corrected")
    if not is_corrected.any():
        return told
    addresses = clean.select(pl.when(pl.lit(is_corrected)).then(pl.col("emails").list.join(";")).alias("emails"))
    return _marked(addresses if told is None else pl.DataFrame([told.alias("told"), addresses["emails"]]))


def with_misfits(told: pl.Series | None, clean: pl.DataFrame) -> pl.Series | None:
    """Add what the company's own fields could not hold: when one can, the same row is read anew."""
    said = clean["reasons"].list.eval(pl.element().filter(pl.element().str.starts_with(ATTRIBUTE))).list.join(";")
    misfits = said.replace("", None).alias("misfits")
    if misfits.null_count() == misfits.len():
        return told
    return _marked(misfits.to_frame() if told is None else pl.DataFrame([told.alias("told"), misfits]))


def _marked(marks: pl.DataFrame) -> pl.Series | None:
    is_any = pl.any_horizontal(pl.all().is_not_null())
    told = marks.select(pl.when(is_any).then(pl.concat_str(pl.all(), separator=_MARK, ignore_nulls=True)).alias("told"))
    return told["told"] if told["told"].null_count() < told.height else None


def with_unknown_people(clean: pl.DataFrame, people: Collection[str]) -> pl.DataFrame:
    """Give rows whose responsible is none of these names the reason that says so."""
    if "responsible" not in clean.columns:
        return clean
    said = clean.select(as_said(pl.col("responsible")))["responsible"].fill_null("")
    names = said.unique()
    names = names.filter((names != "") & ~names.is_in(list(people)) & ~is_no_value(names))
    if names.is_empty():
        return clean
    more = (
        pl.when(pl.lit(said.is_in(names.implode())))
        .then(pl.lit(["responsible:unknown"]))
        .otherwise(pl.lit([], pl.List(pl.String)))
    )
    return clean.with_columns(pl.concat_list("reasons", more).alias("reasons"))
