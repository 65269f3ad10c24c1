"""What the base already knows about the values of a piece of rows, asked in a few set-wise queries."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhivo.lib.copying import packed, query

HOLDERS_MOST = 60  # a value on more clients than this is a switchboard; more names of it say nothing new
PARTY = {
    "kind": pl.String,
    "last_key": pl.String,
    "first_key": pl.String,
    "patronymic_key": pl.String,
    "sex": pl.String,
    "company_key": pl.String,
    "inn": pl.String,
}
_PARTY_SQL = "c.kind, c.last_key, c.first_key, c.patronymic_key, c.sex, c.company_key, c.inn"


@dataclass(frozen=True)
class Known:
    """The clients that a piece meets in the base."""

    identities: pl.DataFrame  # identity, client_id: rows of the source that came before
    holders: pl.DataFrame  # value, client_id and PARTY: who has a phone, e-mail or INN of the piece


def rows(*, identities: pl.Series) -> pl.DataFrame:
    """Return the records that these identities belong to already: identity, digest, batch_id, client_id or null."""
    return query(
        "SELECT r.identity, r.digest, r.batch_id, m.client_id FROM unnest(%s::bigint[]) AS i(identity)"
        " JOIN sources_record r ON r.identity = i.identity LEFT JOIN clients_membership m ON m.record_id = r.id"
        " ORDER BY r.id",
        [packed(identities)],
        schema={"identity": pl.Int64, "digest": pl.Int64, "batch_id": pl.Int64, "client_id": pl.Int64},
    )


def holders(*, points: pl.Series, inns: pl.Series) -> pl.DataFrame:
    """Return who in the base has these phones and e-mails, or these INNs: value, client_id and the PARTY columns.

    At most HOLDERS_MOST clients a value.
    """
    schema = {"value": pl.String, "client_id": pl.Int64, **PARTY}
    by_point = query(
        f"SELECT v.value, c.id, {_PARTY_SQL} FROM unnest(%s::text[]) AS v(value)"  # noqa: S608 - no user text in it
        " CROSS JOIN LATERAL (SELECT client_id FROM clients_contactpoint p WHERE p.value = v.value LIMIT %s) AS p"
        " JOIN clients_client c ON c.id = p.client_id AND c.merged_into_id IS NULL",
        [packed(points), HOLDERS_MOST],
        schema=schema,
    )
    by_inn = query(
        f"SELECT v.value, c.id, {_PARTY_SQL} FROM unnest(%s::text[]) AS v(value)"  # noqa: S608 - no user text in it
        " CROSS JOIN LATERAL (SELECT * FROM clients_client c WHERE c.inn = v.value AND c.merged_into_id IS NULL"
        " LIMIT %s) AS c",
        [packed(inns), HOLDERS_MOST],
        schema=schema,
    )
    return pl.concat([by_point, by_inn])


def firms(*, inns: pl.Series, company_keys: pl.Series) -> pl.DataFrame:
    """Return the firms of the base with these INNs or comparison keys: client_id, inn, company_key, company_form."""
    return query(
        "SELECT id, inn, company_key, company_form FROM clients_client"
        " WHERE kind = 'company' AND merged_into_id IS NULL AND company_key = ANY(%s::text[])"
        " UNION SELECT id, inn, company_key, company_form FROM clients_client"
        " WHERE kind = 'company' AND merged_into_id IS NULL AND inn = ANY(%s::text[])",
        [packed(company_keys), packed(inns)],
        schema={"client_id": pl.Int64, "inn": pl.String, "company_key": pl.String, "company_form": pl.String},
    )
