"""What rows give to ask about: values found in comments, values not understood, rows of a client that disagree."""

from __future__ import annotations

from typing import Any

import polars as pl

from zhivo.clients import store
from zhivo.lib.copying import copy_in, packed, query, run, take_ids
from zhivo.quality.models import ValueQuestion

Kind = ValueQuestion.Kind
SCHEMA: dict[str, Any] = {
    "client_id": pl.Int64,
    "record_id": pl.Int64,
    "kind": pl.String,
    "field": pl.String,
    "value": pl.String,
    "also": pl.String,
    "quote": pl.String,
    "code": pl.String,
}
# Reasons that leave a field without the value that stands in the file: a person can read what a rule could not.
UNREADABLE = {
    *("phone:invalid", "phone:no_code", "phone:lost_digits"),
    *("email:invalid", "email:domain_typo"),
    *("inn:check_digits", "inn:invalid", "ogrn:check_digits", "kpp:invalid"),
    *("birthday:not_a_date", "birthday:out_of_range", "birthday:no_year", "birthday:day_month_unclear"),
    *("sex:unknown", "time_zone:unknown"),
}
# Fields of which a client has one value, with the column that tells whether two ways of writing are one value.
SINGLE = {"last_name": "last_key", "birthday": "birthday", "sex": "sex", "inn": "inn", "city": "city"}
BETWEEN = " ↔ "
_SAYS = 3  # letters of a name; a shorter one is an initial, and no other name

# Asked before, or known of the client already: of these questions those are none. The older ones are looked up by their
# client (LATERAL … OFFSET 0); in one condition all of them are read for each question.
_MOOT = """
UPDATE quality_valuequestion q SET state = 'gone'
 WHERE {those} AND q.state = 'open' AND (
   EXISTS (SELECT FROM (SELECT q.client_id AS id
                        UNION ALL SELECT a.id FROM clients_client a WHERE a.merged_into_id = q.client_id) AS whose
            CROSS JOIN LATERAL (SELECT * FROM quality_valuequestion o WHERE o.client_id = whose.id OFFSET 0) AS b
            WHERE b.id < q.id AND b.kind = q.kind AND b.field = q.field AND b.value IS NOT DISTINCT FROM q.value
              AND (b.code = q.code OR b.kind = 'found') AND b.state <> 'gone')
   OR q.kind = 'found' AND EXISTS (SELECT FROM clients_contactpoint p
            WHERE p.client_id = q.client_id AND p.medium = q.field AND p.value = split_part(q.value, ';', 1))
   OR q.kind = 'conflict' AND EXISTS (SELECT FROM clients_edit e
            WHERE e.client_id = q.client_id AND e.field = q.field AND e.ended_at IS NULL))
"""

# What is concluded (`code` says how) fills a gap only: where a row or a person has filled it since, it is moot.
FILLED = """
UPDATE quality_valuequestion q SET state = 'gone' FROM clients_client c
 WHERE {those} AND q.state = 'open' AND q.kind = 'found' AND q.code <> '' AND c.id = q.client_id
   AND coalesce(to_jsonb(c) ->> q.field, c.values ->> q.field) IS NOT NULL
"""

# Where rows disagree in more values than when it was asked, only the newer question stands.
_OUTDATED = """
UPDATE quality_valuequestion q SET state = 'gone'
  FROM quality_valuequestion n
 WHERE n.id BETWEEN %s AND %s AND n.kind = 'conflict' AND n.state = 'open' AND q.id < n.id
   AND q.client_id = n.client_id AND q.field = n.field AND q.kind = 'conflict' AND q.state = 'open'
"""
_NO_MORE = """
DELETE FROM quality_valuequestion q WHERE q.kind = 'conflict' AND q.state = 'open' AND q.client_id = ANY(%s::bigint[])
   AND (q.client_id::text || ' ' || q.field || ' ' || q.value) <> ALL(%s::text[])
"""


def unreadable(rows: pl.DataFrame) -> pl.DataFrame:
    """Return what is to be asked of rows (client_id, record_id, reasons) because of what nobody could read in them."""
    said = rows.select("client_id", "record_id", "reasons").drop_nulls("reasons")
    said = said.explode("reasons", keep_nulls=False, empty_as_null=False)
    said = said.filter(pl.col("reasons").is_in(sorted(UNREADABLE)))
    parts = pl.col("reasons").str.split_exact(":", 1)
    return _asked(
        said.select(
            "client_id",
            "record_id",
            kind=pl.lit(Kind.UNREADABLE.value),
            field=parts.struct.field("field_0"),
            code=parts.struct.field("field_1"),
        )
    )


def contradictions(rows: pl.DataFrame) -> pl.DataFrame:
    """Return what is to be asked of clients whose rows (client_id, record_id, CLEAN_SCHEMA) disagree."""
    own = rows.filter(pl.col("record_id") > 0)  # what rows of persons say of their firm is not the firm's own word
    parts = [_contradicted(own, field, key) for field, key in SINGLE.items()]
    return _asked(pl.concat(parts))


def _contradicted(rows: pl.DataFrame, field: str, key: str) -> pl.DataFrame:
    said = rows.select("client_id", key=pl.col(key).cast(pl.String), value=pl.col(field).cast(pl.String)).drop_nulls()
    if field == "last_name":
        said = said.filter(pl.col("key").str.len_chars() >= _SAYS)
    several = said.sort("client_id", "key", "value").unique(["client_id", "key"], keep="first", maintain_order=True)
    several = several.filter(pl.col("client_id").is_duplicated())
    return several.group_by("client_id", maintain_order=True).agg(
        kind=pl.lit(Kind.CONFLICT.value), field=pl.lit(field), value=pl.col("value").str.join(BETWEEN)
    )


def found(rows: pl.DataFrame) -> pl.DataFrame:
    """Return what is to be asked of rows (client_id, record_id, finds) because something stands in their comments.

    `finds` are lists of structs with field, value, also and quote, null where nothing was found.
    """
    each = rows.select("client_id", "record_id", "finds").drop_nulls("finds")
    return proposed(each.explode("finds", keep_nulls=False, empty_as_null=False).unnest("finds"))


def proposed(rows: pl.DataFrame) -> pl.DataFrame:
    """Return what is to be asked of clients (client_id, field, value, quote; perhaps record_id, code, also)."""
    return _asked(rows.with_columns(kind=pl.lit(Kind.FOUND.value)))


def _asked(rows: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in SCHEMA.items() if name not in rows.columns]
    typed = [pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()]
    return rows.with_columns(missing).select(typed).with_columns(pl.col("code").fill_null(""))


def write(questions: pl.DataFrame) -> None:
    """Keep what is to be asked (SCHEMA); what was asked of its client before, or is known of him, is asked no more.

    The caller holds the joining lock and has written the clients.
    """
    if questions.is_empty():
        return
    first = take_ids("quality_valuequestion", count=questions.height)
    ids = pl.int_range(pl.len(), dtype=pl.Int64) + first
    copy_in("quality_valuequestion", questions.with_columns(id=ids, state=pl.lit("open")))
    block = [first, first + questions.height - 1]
    run(_MOOT.format(those="q.id BETWEEN %s AND %s"), block)
    run(_OUTDATED, block)


def look_again(*, clients: pl.Series) -> None:
    """Ask of these clients what a fresh look gives, after rows of theirs are gone; under the joining lock."""
    ids = packed(clients)
    asking = query(
        "SELECT DISTINCT client_id FROM quality_valuequestion"
        " WHERE client_id = ANY(%s::bigint[]) AND state IN ('open', 'gone')",
        [ids],
        schema={"client_id": pl.Int64},
    )["client_id"]
    if asking.is_empty():
        return
    run("UPDATE quality_valuequestion SET state = 'open' WHERE state = 'gone' AND client_id = ANY(%s::bigint[])", [ids])
    current = contradictions(store.gather(ids=asking))
    told = current.select(pl.concat_str(pl.col("client_id").cast(pl.String), "field", "value", separator=" "))
    run(_NO_MORE, [ids, packed(told.to_series())])
    run(_MOOT.format(those="q.client_id = ANY(%s::bigint[])"), [ids])
    run(FILLED.format(those="q.client_id = ANY(%s::bigint[])"), [ids])
