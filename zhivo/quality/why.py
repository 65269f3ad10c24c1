"""By what a dummy is known: reckoned anew from the raw value when somebody asks, so that nothing is stored twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import polars as pl

from zhivo.quality import dates
from zhivo.quality.cells import tidy
from zhivo.quality.cleaners import email, name
from zhivo.quality.companies import forms
from zhivo.quality.phones import find, judge
from zhivo.quality.placeholders import firms, numbers, texts, towns
from zhivo.quality.reasons import Words, kind_words


def why(*, field: str, value: str) -> Words | None:
    """Return in words by what a raw value of a field is known for a dummy, None where it is none."""
    kind = kinds(field=field, values=pl.Series([value], dtype=pl.String)).item()
    return kind_words(kind) if kind else None


def kinds(*, field: str, values: pl.Series) -> pl.Series:
    """Return of raw values of a field the kinds of dummies they are (see `reasons.KINDS`), null for what is none.

    Where a cell holds several values it is the kind of the first dummy. Of a name that depends on other columns the
    answer is that of the cell alone.
    """
    told = _TOLD.get(field)
    cells = pl.DataFrame({"value": values.cast(pl.String).fill_null("")})
    if told is None:
        return pl.Series("kind", [None], dtype=pl.String).new_from_index(0, cells.height)
    distinct = cells.unique().filter(pl.col("value") != "").sort("value")
    answers = distinct.with_columns(kind=told(tidy(distinct["value"])))
    return cells.join(answers, on="value", how="left", maintain_order="left")["kind"]


def _first(found: pl.DataFrame, *, height: int) -> pl.Series:
    """The first kind of each cell (`index`, `kind`), null where there is none."""
    rows = pl.DataFrame({"index": pl.int_range(height, dtype=pl.UInt32, eager=True)})
    firsts = found.drop_nulls("kind").unique("index", keep="first", maintain_order=True)
    return rows.join(firsts, on="index", how="left", maintain_order="left")["kind"]


def _phone(cells: pl.Series) -> pl.Series:
    rows = cells.alias("text").to_frame().with_row_index()
    parts, _reasons = find.find(rows)
    judged = judge.judge(parts).select("index", kind="dummy")
    return _first(pl.concat([judged, _words(rows, besides=parts)]), height=cells.len())


def _email(cells: pl.Series) -> pl.Series:
    rows = cells.alias("text").to_frame().with_row_index()
    judged, _reasons = email.read(rows, domains={})
    return _first(pl.concat([judged.select("index", kind="dummy"), _words(rows, besides=judged)]), height=cells.len())


def _words(rows: pl.DataFrame, *, besides: pl.DataFrame) -> pl.DataFrame:
    """What the words say in cells where no number or address was found."""
    bare = rows.filter(~pl.col("index").is_in(besides["index"].implode()))
    return bare.select("index", kind=texts.kinds(bare["text"]))


def _company(cells: pl.Series) -> pl.Series:
    split = forms.split(cells)
    return firms.kinds(split["name"], form=split["form"])


def _day(cells: pl.Series) -> pl.Series:
    return dates.read(cells, today=date.today())["dummy"]


def _number(cells: pl.Series) -> pl.Series:
    return numbers.kinds(cells, digits=cells.str.replace_all(r"\D", ""))


_TOLD: dict[str, Callable[[pl.Series], pl.Series]] = {
    "phone": _phone,
    "email": _email,
    "company": _company,
    "city": towns.kinds,
    **dict.fromkeys(("birthday", "created_on", "next_action_on"), _day),
    **dict.fromkeys(("inn", "kpp", "ogrn"), _number),
    **{field: partial(name.dummies, hint=hint) for hint, field in {"-": "full_name", **name.PARTS}.items()},
}
