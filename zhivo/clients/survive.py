"""Which values a client has: chosen from the clean rows of its records and from what people typed.

The rules, the same for an import, an un-join and an undo, so that each leaves what a fresh reckoning would give:
- an edit wins over every record, also when it emptied the field;
- the parts of a name move together, and so do the parts of a firm: they come from the fullest record, the latest
  of equals; every other field comes from the latest record that has it;
- what rows of persons say of their firm counts only where no row of its own names it, or has its INN;
- contact points are gathered from all records, the latest record's first, less those an edit removed.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl

TEXT = pl.String
CLEAN_SCHEMA: dict[str, Any] = {
    "kind": TEXT,
    "last_name": TEXT,
    "first_name": TEXT,
    "patronymic": TEXT,
    "last_key": TEXT,
    "first_key": TEXT,
    "patronymic_key": TEXT,
    "sex": TEXT,
    "birthday": pl.Date,
    "phones": pl.List(TEXT),
    "emails": pl.List(TEXT),
    "company": TEXT,
    "company_form": TEXT,
    "company_key": TEXT,
    "inn": TEXT,
    "kpp": TEXT,
    "ogrn": TEXT,
    "city": TEXT,
    "region": TEXT,
    "time_zone": TEXT,
    "values": TEXT,
}
PERSON_NAME = ["last_name", "first_name", "patronymic", "last_key", "first_key", "patronymic_key"]
FIRM = ["company", "company_form", "company_key"]
LATEST = ["sex", "birthday", "inn", "kpp", "ogrn"]
PLACE = ["city", "region", "time_zone"]
EDITS_SCHEMA: dict[str, Any] = {"client_id": pl.Int64, "field": TEXT, "before": TEXT, "value": TEXT}
LAST = pl.lit("\ue000")  # sorts behind every letter: clients without a name stand at the end of a list


def choose(*, rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row a client with its chosen values.

    `rows` has `client_id`, `record_id` and the columns of CLEAN_SCHEMA, one row for every record of every client
    concerned, and with a negative `record_id` what rows of persons say of their firm (`store.as_firms`); the answer has
    `id` and the same columns, phones and emails in the order they are to be shown.
    """
    alone = rows.select("client_id").is_unique()
    single = rows.filter(alone).drop("record_id").rename({"client_id": "id"})
    several = rows.filter(~alone)
    if several.is_empty():
        return single
    return pl.concat([single, _chosen_of_several(several).select(single.columns)])


def _chosen_of_several(rows: pl.DataFrame) -> pl.DataFrame:
    named = pl.col("last_name").is_not_null() | pl.col("first_name").is_not_null()
    fullness = sum(
        (pl.col(name).str.len_chars().fill_null(0) > 2).cast(pl.Int32)
        for name in ("last_name", "first_name", "patronymic")
    )
    is_own = pl.col("record_id") > 0
    has_own = {column: (is_own & pl.col(column).is_not_null()).any().over("client_id") for column in ("company", "inn")}
    rows = rows.with_columns(
        pl.when(is_own | ~has_own[first]).then(column).alias(column)
        for first, columns in (("company", FIRM), ("inn", ["inn", "kpp"]))
        for column in columns
    )
    latest = rows.with_columns(
        _fullness=fullness,
        _firmness=pl.col("company").is_not_null().cast(pl.Int32) + pl.col("company_form").is_not_null().cast(pl.Int32),
        _place=2 * pl.col("city").is_not_null().cast(pl.Int32) + pl.col("region").is_not_null().cast(pl.Int32),
    ).sort(["client_id", "record_id"], descending=[False, True])

    def by(order: str, columns: list[str]) -> list[pl.Expr]:
        return [pl.col(c).sort_by(order, descending=True, maintain_order=True).first() for c in columns]

    grouped = latest.group_by("client_id", maintain_order=True).agg(
        # A record of a person makes a person: a firm is one only while nobody was named.
        pl.when(named.any()).then(pl.lit("person")).otherwise(pl.col("kind").first()).alias("kind"),
        *by("_fullness", PERSON_NAME),
        *by("_firmness", FIRM),
        *by("_place", PLACE),
        *(pl.col(c).drop_nulls().first() for c in LATEST),
        *(
            pl.col(c).list.explode(keep_nulls=False, empty_as_null=False).unique(maintain_order=True)
            for c in ("phones", "emails")
        ),
        pl.col("values").drop_nulls(),
    )
    values = pl.Series("values", map(_latest_values, grouped["values"].to_list()), dtype=TEXT)
    return grouped.with_columns(values).rename({"client_id": "id"})


def _latest_values(texts: list[str]) -> str | None:
    if len(set(texts)) < 2:
        return texts[0] if texts else None
    merged: dict[str, Any] = {}
    for text in texts:
        for key, value in json.loads(text).items():
            merged.setdefault(key, value)
    return json.dumps(merged, ensure_ascii=False) if merged else None


def with_edits(clients: pl.DataFrame, *, edits: pl.DataFrame) -> pl.DataFrame:
    """Return the clients with what people typed put over the chosen values.

    `edits` has the columns of EDITS_SCHEMA, oldest first. A field that is no column goes into `values`; of phone and
    email `before` is the value that goes and `value` the one that comes, either may be null.
    """
    if edits.is_empty():
        return clients
    by_client: dict[int, list[dict[str, Any]]] = {}
    for edit in edits.iter_rows(named=True):
        by_client.setdefault(edit["client_id"], []).append(edit)
    touched = clients.filter(pl.col("id").is_in(list(by_client)))
    changed = [_edited(row, by_client[row["id"]]) for row in touched.iter_rows(named=True)]
    rest = clients.filter(~pl.col("id").is_in(list(by_client)))
    return pl.concat([rest, pl.DataFrame(changed, schema=clients.schema, orient="row")])


def _edited(row: dict[str, Any], edits: list[dict[str, Any]]) -> dict[str, Any]:
    values = json.loads(row["values"]) if row["values"] else {}
    for edit in edits:
        field, value = edit["field"], edit["value"]
        if field in ("phone", "email"):
            row[f"{field}s"] = _replaced(row[f"{field}s"] or [], before=edit["before"], after=value)
        elif field == "birthday":
            row[field] = date.fromisoformat(value) if value else None
        elif field in row:
            row[field] = value
        elif value is None:
            values.pop(field, None)
        else:
            values[field] = value
    row["values"] = json.dumps(values, ensure_ascii=False) if values else None
    return row


def _replaced(points: list[str], *, before: str | None, after: str | None) -> list[str]:
    kept = [point for point in points if point not in (before, after)]
    place = points.index(before) if before in points else len(kept)
    return [*kept[:place], after, *kept[place:]] if after else kept


def named(clients: pl.DataFrame) -> pl.DataFrame:
    """Return the clients with `name` (as shown) and `sort_name` (lower case, ё as е).

    Without a name a client is called by its first phone or e-mail, else by its INN, else by its number here.
    """
    parts = pl.concat_str(["last_name", "first_name", "patronymic"], separator=" ", ignore_nulls=True)
    person = pl.when(parts != "").then(parts)
    quoted = pl.format("«{}»", pl.col("company"))
    whole = pl.concat_str(["company_form", quoted], separator=" ", ignore_nulls=True)
    sole = pl.concat_str([pl.lit("ИП "), "company"])
    is_sole = (pl.col("company_form") == "ИП").fill_null(value=False)
    firm = pl.when(pl.col("company").is_not_null()).then(pl.when(is_sole).then(sole).otherwise(whole))
    is_firm = pl.col("kind") == "company"
    name = pl.when(is_firm).then(pl.coalesce(firm, person)).otherwise(pl.coalesce(person, firm))
    plain = pl.when(is_firm).then(pl.coalesce("company", person)).otherwise(person)
    clients = clients.with_columns(name=name, sort_name=plain)
    nameless = clients["name"].is_null().arg_true()
    shown = clients["name"].scatter(nameless, clients[nameless].select(_called()).to_series())
    order = pl.coalesce("sort_name", LAST + pl.col("name")).str.to_lowercase().str.replace_all("ё", "е", literal=True)
    return clients.with_columns(name=shown).with_columns(
        pl.col("name").str.slice(0, 300), sort_name=order.str.replace_all(r"[«»\"]", "").str.slice(0, 100)
    )


def _called() -> pl.Expr:
    number = pl.col("phones").list.first().str.split(";").list.first()
    spoken = number.str.replace(r"^\+7(\d{3})(\d{3})(\d{2})(\d{2})$", "+7 $1 $2-$3-$4")
    contact = pl.coalesce(spoken, pl.col("emails").list.first())
    return pl.coalesce(contact, pl.format("ИНН {}", pl.col("inn")), pl.format("№ {}", pl.col("id")))


def contact_points(clients: pl.DataFrame) -> pl.DataFrame:
    """Return the contact points of the clients: client_id, medium, value, extension, position (0 is the main one)."""
    parts = []
    for medium, column in (("phone", "phones"), ("email", "emails")):
        points = (
            clients.select(client_id="id", value=column)
            .filter(pl.col("value").list.len() > 0)
            .with_columns(position=pl.int_ranges(pl.col("value").list.len(), dtype=pl.Int32))
            .explode("value", "position")
        )
        split = pl.col("value").str.split_exact(";ext=", 1)
        parts.append(
            points.with_columns(
                medium=pl.lit(medium),
                value=split.struct.field("field_0"),
                extension=split.struct.field("field_1"),
            ).select("client_id", "medium", "value", "extension", "position")
        )
    return pl.concat(parts).unique(["client_id", "medium", "value"], keep="first", maintain_order=True)
