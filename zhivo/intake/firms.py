"""The firms that rows name beside persons: found in the base, made once, or left apart where it is not clear which."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhivo.intake.known import Base

_FIRM = ["company", "company_form", "company_key", "inn", "kpp"]


@dataclass(frozen=True)
class Firms:
    """The firms named beside persons: who belongs where, and which firms are new or learnt their INN or name."""

    relations: pl.DataFrame  # person_id, company_id, record_id, position
    named: pl.DataFrame  # client_id, record_id, company, company_form, company_key, inn, kpp of new firms
    learnt: pl.Series  # ids of known firms that had no INN or no name until now
    made: pl.DataFrame  # client_id of a new firm, record_id of the row that made it
    first_client: int
    created: int


def asked_for(rows: pl.DataFrame, *, base: Base) -> pl.DataFrame:
    """Return the firms of the base that rows (kind and the firm's fields) may name, for `firms_of` to choose of."""
    rows = _naming(rows)
    return base.firms(inns=rows["inn"].drop_nulls().unique(), company_keys=rows["company_key"].drop_nulls().unique())


def _naming(rows: pl.DataFrame) -> pl.DataFrame:
    is_firms_inn = pl.col("inn").str.len_chars() == 10
    return rows.filter((pl.col("kind") == "person") & (pl.col("company_key").is_not_null() | is_firms_inn))


def firms_of(placed: pl.DataFrame, *, have: pl.DataFrame, base: Base) -> Firms:
    """Find or make the firms that the rows of a piece name beside persons.

    `placed` has record_id, client_id, is_new, kind, the firm's fields and `values`; `have` is what `asked_for` said.
    A firm is known by its INN; by its name only while neither the INN nor the legal form contradicts and just one firm
    answers.
    """
    rows = _naming(placed).select("record_id", "client_id", *_FIRM, "values")
    # Firms made by rows of this very piece are not in the database yet.
    fresh = placed.filter(pl.col("is_new") & (pl.col("kind") == "company"))
    fresh = fresh.select("client_id", "inn", "company_key", "company_form").unique("client_id")
    have = pl.concat([have, fresh]).unique("client_id").sort("client_id")
    found = rows.join(_by_inn(have), on="inn", how="left").join(by_name(rows, have), on="record_id", how="left")
    found = found.with_columns(company_id=pl.coalesce("inn_firm", "name_firm"))
    unknown = identified(found.filter(pl.col("company_id").is_null())).sort("record_id")
    firsts, first_with_inn, first_with_name = (
        unknown.filter(is_told).unique("identity", keep="first", maintain_order=True)
        for is_told in (pl.lit(value=True), pl.col("inn").is_not_null(), pl.col("company").is_not_null())
    )
    first = base.take_ids("clients_client", count=firsts.height)
    ids = firsts.select("identity", made=pl.int_range(pl.len(), dtype=pl.Int64) + first)
    made = unknown.join(ids, on="identity").select("record_id", "made")
    found = found.join(made, on="record_id", how="left").with_columns(company_id=pl.coalesce("company_id", "made"))
    learns_inn = pl.col("inn_firm").is_null() & pl.col("name_inn").is_null() & pl.col("inn").is_not_null()
    learns_name = pl.col("inn_firm").is_not_null() & pl.col("inn_key").is_null() & pl.col("company").is_not_null()
    learnt = found.filter(pl.col("made").is_null() & (learns_inn | learns_name))
    position = pl.col("values").str.json_path_match("$.position")
    return Firms(
        relations=found.select("record_id", "company_id", person_id="client_id", position=position),
        named=pl.concat([firsts, first_with_inn, first_with_name])
        .unique("record_id")
        .join(ids, on="identity")
        .select("record_id", *_FIRM, client_id="made"),
        learnt=learnt["company_id"].unique(),
        made=firsts.join(ids, on="identity").select("record_id", client_id="made"),
        first_client=first,
        created=firsts.height,
    )


def _by_inn(have: pl.DataFrame) -> pl.DataFrame:
    first = have.drop_nulls("inn").unique("inn", keep="first", maintain_order=True)
    return first.select("inn", inn_firm="client_id", inn_key="company_key")


def by_name(rows: pl.DataFrame, have: pl.DataFrame) -> pl.DataFrame:
    """The one firm that a row without a known INN can mean by its name: record_id, name_firm, name_inn."""
    theirs = have.drop_nulls("company_key").select(
        "company_key", name_firm="client_id", name_inn="inn", name_form="company_form"
    )
    pairs = rows.select("record_id", "company_key", "company_form", "inn").join(theirs, on="company_key")
    for ours, other in (("inn", "name_inn"), ("company_form", "name_form")):
        agrees = pl.col(ours).is_null() | pl.col(other).is_null() | (pl.col(ours) == pl.col(other))
        pairs = pairs.filter(agrees)
    is_only = pl.len().over("record_id") == 1
    is_bare = pl.col("name_inn").is_null() & (pl.col("name_inn").is_null().sum().over("record_id") == 1)
    return pairs.filter(is_only | is_bare).select("record_id", "name_firm", "name_inn")


def identified(unknown: pl.DataFrame) -> pl.DataFrame:
    """Add `identity`, by which rows that name an unknown firm are one firm: its INN, else its name and form.

    Rows without an INN go with the rows of the same name where those have one INN and no two legal forms.
    """
    inns = pl.col("inn").drop_nulls().n_unique().over("company_key")
    forms = pl.col("company_form").drop_nulls().n_unique().over("company_key")
    only_inn = pl.col("inn").drop_nulls().first().over("company_key")
    form = pl.when(forms > 1).then(pl.col("company_form").fill_null("")).otherwise(pl.lit(""))
    by_name = pl.concat_str(["company_key", form], separator="\x1f")
    their_inn = pl.when((inns == 1) & (forms <= 1) & pl.col("company_key").is_not_null()).then(only_inn)
    return unknown.with_columns(identity=pl.coalesce("inn", their_inn, by_name))
