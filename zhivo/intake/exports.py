"""The base as csv lines: every raw row with the client it belongs to, and every client with its values."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from zhivo.lib.inert import inert_sql

_RECORDS = f"""
SELECT {inert_sql("s.name")} AS source, {inert_sql("b.file_name")} AS file, {inert_sql("b.sheet")} AS sheet, r.row,
       coalesce(c.merged_into_id, m.client_id) AS client_id,
       CASE r.outcome WHEN 1 THEN 'created' WHEN 2 THEN 'joined' WHEN 3 THEN 'held' ELSE 'refused' END AS outcome
  FROM sources_record r JOIN sources_batch b ON b.id = r.batch_id JOIN sources_source s ON s.id = r.source_id
  LEFT JOIN clients_membership m ON m.record_id = r.id LEFT JOIN clients_client c ON c.id = m.client_id
 ORDER BY r.id
"""  # noqa: S608 - names of ours
_TEXTS = ["name", "kind", "last_name", "first_name", "patronymic", "sex", "company", "company_form", "inn", "kpp"]
_TEXTS += ["ogrn", "city", "region", "time_zone"]
_VALUE = "value || coalesce(' доб. ' || extension, '')"
_POINTS = "(SELECT string_agg({1}, '; ' ORDER BY position) FROM clients_contactpoint p"
_POINTS += " WHERE p.client_id = c.id AND p.medium = '{0}') AS {0}"
_CLIENTS = f"""
SELECT c.id AS client_id, {", ".join(f"{inert_sql(f'c.{name}')} AS {name}" for name in _TEXTS)}, c.birthday,
       {_POINTS.format("phone", _VALUE)}, {_POINTS.format("email", inert_sql("value"))},
       {inert_sql("u.name")} AS responsible, {inert_sql("(c.values->>'comment')")} AS comment,
       (c.values - 'comment')::text AS other, c.created_at, c.updated_at,
       (SELECT string_agg(a.id::text, ' ' ORDER BY a.id)
          FROM clients_client a WHERE a.merged_into_id = c.id) AS merged_ids
  FROM clients_client c LEFT JOIN team_user u ON u.id = c.responsible_id
 WHERE c.merged_into_id IS NULL ORDER BY c.id
"""  # noqa: S608 - names of ours


def records() -> Iterator[str]:
    """Yield the csv lines of every raw row ever imported: source, file, sheet, row, client_id, outcome."""
    yield from _copy(_RECORDS)


def clients() -> Iterator[str]:
    """Yield the csv lines of every client with its values, phones and e-mails joined by «; », and `merged_ids`."""
    yield from _copy(_CLIENTS)


def _copy(query: str) -> Iterator[str]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as copy:
        for data in copy:
            yield bytes(data).decode()
