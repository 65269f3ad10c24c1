"""Data folders of their own for night runs: the command run in them, and what is in their base."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg

from zhivo.lib import postgres

ZHIVO = str(Path(sys.executable).with_name("zhivo"))
Sums = dict[str, tuple[object, ...]]

# A command that was killed before it began leaves a draft, of which nothing is written.
BEGUN = "state <> 'draft'"
# By content and not by id: the ids of a piece that was killed leave gaps.
CONTENT = {
    "records": "SELECT count(*), count(DISTINCT (batch_id, row)),"
    " sum(hashtextextended(row || cells, outcome)::numeric) FROM sources_record",
    "clean": "SELECT count(*), sum(hashtextextended(r.row || (to_jsonb(c) - 'record_id')::text, 0)::numeric)"
    " FROM clients_clean c JOIN sources_record r ON r.id = c.record_id",
    # Who has no name is called by his id.
    "clients": "SELECT count(*), sum(hashtextextended((to_jsonb(c) - '{id,version,created_at,updated_at}'::text[]"
    " - CASE WHEN name = '№ ' || id THEN '{name,sort_name}' ELSE '{}' END::text[])::text, 0)::numeric)"
    " FROM clients_client c",
    "points": "SELECT count(*), sum(hashtextextended((to_jsonb(p) - '{id,client_id,record_id}'::text[])::text,"
    " 0)::numeric) FROM clients_contactpoint p",
    # Who is who: the rows of each client, by their numbers in the file.
    "members": "SELECT count(*), sum(rows), sum(hashtextextended(list, 0)::numeric) FROM (SELECT count(*) AS rows,"
    " string_agg(r.row::text, ',' ORDER BY r.row) AS list FROM clients_membership m"
    " JOIN sources_record r ON r.id = m.record_id GROUP BY m.client_id) AS each",
    "relations": "SELECT count(*), count(DISTINCT (person_id, company_id, record_id)) FROM clients_relation",
    "questions": "SELECT count(*), sum(hashtextextended(reason || coalesce(value, ''), 0)::numeric)"
    " FROM quality_question",
    "tags": "SELECT count(*) FROM clients_clienttag",
    "batches": "SELECT count(*), min(state), sum(rows), sum(clients_created), sum(clients_joined), sum(held),"
    " sum(refused), sum(companies_created), min(reasons::text) FROM sources_batch"
    f" WHERE {BEGUN}",
    "pieces": "SELECT count(*), sum(rows), sum(records) FROM sources_piece WHERE NOT is_undone",
    "operations": "SELECT count(*), min(state), min(data->>'rows') FROM journal_operation",
}
OF_BATCHES = {"batches", "pieces", "operations"}


def command(home: Path, *words: str, **options: object) -> subprocess.Popen[str]:
    """Start `zhivo` on this data folder."""
    environment = os.environ | {"ZHIVO_HOME": str(home), "ZHIVO_LANGUAGE": "en"}
    return subprocess.Popen([ZHIVO, *words], env=environment, text=True, **options)  # type: ignore[call-overload,no-any-return]


def zhivo(home: Path, *words: str) -> tuple[int, str, str]:
    """Run `zhivo` to its end; return its code and what it printed."""
    with command(home, *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        out, err = running.communicate()
    return running.returncode, out, err


def sums(home: Path) -> Sums:
    """Numbers of everything in the base, by content."""
    with postgres.ensure_running(home), psycopg.connect(postgres.url(home)) as base:
        return {what: base.execute(query).fetchone() or () for what, query in CONTENT.items()}


def state(home: Path) -> dict[str, object]:
    """State, fault and counts of the newest batch."""
    names = "id, state, fault, rows, clients_created + clients_joined + held + refused AS told, operation_id"
    with postgres.ensure_running(home), psycopg.connect(postgres.url(home)) as base:
        row = base.execute(f"SELECT {names} FROM sources_batch WHERE {BEGUN} ORDER BY id DESC LIMIT 1").fetchone()
    return dict(zip(("id", "state", "fault", "rows", "told", "operation"), row or (), strict=False))


def postmaster(home: Path) -> int:
    """The process of the embedded server."""
    from zhivo.lib.postgres.place import place

    return int((place(home).data / "postmaster.pid").read_text().split()[0])
