"""What the base already knows about the values of a piece of rows, asked in a few set-wise queries."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from zhivo.clients import store
from zhivo.lib.copying import packed, query, take_ids

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


class Base:
    """The base as it is asked of a piece's rows; `foreseen.Foreseen` is the same one after pieces not written yet."""

    def rows(self, *, identities: pl.Series) -> pl.DataFrame:
        """Return the records of these identities: record_id, identity, digest, batch_id, client_id or null."""
        return query(
            "SELECT r.id, r.identity, r.digest, r.batch_id, m.client_id FROM unnest(%s::bigint[]) AS i(identity)"
            " CROSS JOIN LATERAL (SELECT * FROM sources_record r WHERE r.identity = i.identity OFFSET 0) AS r"
            " LEFT JOIN LATERAL (SELECT * FROM clients_membership m WHERE m.record_id = r.id OFFSET 0) AS m ON true"
            " ORDER BY r.id",
            [packed(identities.sort())],
            schema=dict.fromkeys(("record_id", "identity", "digest", "batch_id", "client_id"), pl.Int64),
        )

    def holders(self, *, points: pl.Series, inns: pl.Series) -> pl.DataFrame:
        """Return who has these phones and e-mails, or these INNs: value, client_id and the PARTY columns.

        At most HOLDERS_MOST clients a value, the oldest.
        """
        schema = {"value": pl.String, "client_id": pl.Int64, **PARTY}
        by_point = query(
            f"SELECT v.value, c.id, {_PARTY_SQL} FROM unnest(%s::text[]) AS v(value)"  # noqa: S608 - no user text in it
            " CROSS JOIN LATERAL (SELECT client_id FROM clients_contactpoint p WHERE p.value = v.value"
            " ORDER BY client_id LIMIT %s) AS p"
            " CROSS JOIN LATERAL (SELECT * FROM clients_client c WHERE c.id = p.client_id OFFSET 0) AS c"
            " WHERE c.merged_into_id IS NULL",
            [packed(points.sort()), HOLDERS_MOST],
            schema=schema,
        )
        # Only the look-up inside: beside it another condition would offer the planner an index of the whole table.
        by_inn = query(
            f"SELECT v.value, c.id, {_PARTY_SQL} FROM unnest(%s::text[]) AS v(value)"  # noqa: S608 - no user text in it
            " CROSS JOIN LATERAL (SELECT * FROM"
            " (SELECT * FROM clients_client c WHERE c.inn = v.value OFFSET 0) AS c"
            " WHERE c.merged_into_id IS NULL ORDER BY c.id LIMIT %s) AS c",
            [packed(inns.sort()), HOLDERS_MOST],
            schema=schema,
        )
        return pl.concat([by_point, by_inn])

    def firms(self, *, inns: pl.Series, company_keys: pl.Series) -> pl.DataFrame:
        """Return the firms with these INNs or comparison keys: client_id, inn, company_key, company_form."""
        found = "SELECT f.id, f.inn, f.company_key, f.company_form FROM unnest(%s::text[]) AS v(value)"
        found += " CROSS JOIN LATERAL (SELECT * FROM clients_client c WHERE {} OFFSET 0) AS f"
        found += " WHERE f.kind = 'company' AND f.merged_into_id IS NULL"
        by_key = found.format("c.kind = 'company' AND c.company_key = v.value")
        return query(
            f"{by_key} UNION {found.format('c.inn = v.value')}",
            [packed(company_keys.sort()), packed(inns.sort())],
            schema={"client_id": pl.Int64, "inn": pl.String, "company_key": pl.String, "company_form": pl.String},
        )

    def rows_of(self, *, ids: pl.Series) -> pl.DataFrame:
        """Return the clean rows that these clients are made of, as `store.gather`."""
        return store.gather(ids=ids)

    def edits_of(self, *, ids: pl.Series) -> pl.DataFrame:
        """Return the edits in force of these clients, as `store.edits_of`."""
        return store.edits_of(ids=ids)

    def take_ids(self, table: str, *, count: int) -> int:
        """Take a block of ids for new rows of a table and return the first."""
        return take_ids(table, count=count)
