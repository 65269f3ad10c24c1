"""What is foretold of files is what their import then does: every number, every row."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest

from tests.rows import checksum, draft, load, pieces_of
from zhivo.clients.edit import edit
from zhivo.clients.merge import merge
from zhivo.clients.models import Client, Membership
from zhivo.intake import pieces
from zhivo.intake.foreseen import Foreseen
from zhivo.intake.foretell import Also, foretell
from zhivo.lib.copying import query
from zhivo.quality.models import Question
from zhivo.sources.models import Batch, Outcome, Record

pytestmark = pytest.mark.django_db

File = list[dict[str, str]]
NUMBERS = ("rows", "clients_created", "clients_joined", "held", "refused", "unchanged", "companies_created", "reasons")


def compare(*files: File | tuple[str, File], piece_rows: int) -> list[Batch]:
    """Foretell files together, then write them; fail where a number, a row, or the base before writing differs."""
    named = [file if isinstance(file, tuple) else ("list", file) for file in files]
    batches = [draft(*rows, source=source) for source, rows in named]
    before, base = checksum(), Foreseen()
    told = {}
    for batch, (_source, rows) in zip(batches, named, strict=True):
        for piece in pieces_of(batch, *rows, piece_rows=piece_rows):
            frame = foretell(batch, piece, base=base, also=Also())
            told |= {(batch.pk, row["row"]): row for row in frame.iter_rows(named=True)}
    assert checksum() == before
    foretold = [{name: getattr(batch, name) for name in NUMBERS} for batch in batches]

    written = [Batch.objects.get(pk=batch.pk) for batch in batches]
    for batch, (_source, rows) in zip(written, named, strict=True):
        for piece in pieces_of(batch, *rows, piece_rows=piece_rows):
            pieces.write(batch, piece)
        batch.state = "done"
        batch.save()

    assert foretold == [{name: getattr(batch, name) for name in NUMBERS} for batch in written]
    assert_rows(told)
    return written


def assert_rows(told: dict[tuple[int, int], dict[str, Any]]) -> None:
    members = {one.record_id: one for one in Membership.objects.all()}
    questions = dict(Question.objects.values_list("record_id", "other_id"))
    reasons = {one.record_id: one.reason for one in Question.objects.all()}
    makers = made_by()
    found = {(one.batch_id, one.row): one for one in Record.objects.filter(batch_id__in={key[0] for key in told})}
    for key, row in told.items():
        if row["unchanged"]:
            assert key not in found
            continue
        record, member = found[key], members.get(found[key].pk)
        assert row["outcome"] == record.outcome, row
        whose = questions.get(record.pk) if record.outcome == Outcome.HELD else member and member.client_id
        if record.outcome in (Outcome.CREATED, Outcome.REFUSED):
            assert (row["client"], row["other_batch"]) == (None, None)
        elif row["client"] is None:
            assert makers[row["other_batch"], row["other_row"]] >= {whose}, (row, whose)
        else:
            assert (row["client"], row["other_batch"]) == (whose, None), row
        assert row["why"] == (reasons[record.pk] if record.outcome == Outcome.HELD else member.why if member else "")


def made_by() -> dict[tuple[int, int], set[int]]:
    """The clients that a row made: its own, and the firm that it named first."""
    found = query(
        "SELECT r.batch_id, r.row, m.client_id FROM clients_membership m JOIN sources_record r ON r.id = m.record_id"
        " WHERE m.why = 'created' UNION SELECT r.batch_id, r.row, n.company_id FROM clients_relation n"
        " JOIN sources_record r ON r.id = n.record_id",
        schema={"batch": pl.Int64, "row": pl.Int64, "client": pl.Int64},
    )
    makers: dict[tuple[int, int], set[int]] = {}
    for batch, row, client in found.rows():
        makers.setdefault((batch, row), set()).add(client)
    return makers


PEOPLE = ("Иванов Иван", "Иванова Мария", "Иванов И.", "Петров Пётр Ильич", "Петров Пётр", "Иван", "Сидорова Анна", "")
PHONES = ("+79161234567", "+79161234567, +79055555555", "+79055555555", "+79031112233", "", "111")
MAILS = ("", "", "ivan@mail.ru", "info@romashka.ru", "petrov@bk.ru", "1@mail.ru")
FIRMS = ("", "", "", "Ромашка", "ООО Ромашка", "АО Ромашка", "ООО «Лютик»", "ЗАО Лютик")
INNS = ("", "", "", "7707083893", "5003052454", "500100732259")


def made_up(chance: random.Random, *, rows: int, ids: bool) -> File:
    """Few names, phones and firms in many rows: everybody meets everybody."""
    columns = {"full_name": PEOPLE, "phone": PHONES, "email": MAILS, "company": FIRMS, "inn": INNS}
    said = [{field: chance.choice(words) for field, words in columns.items()} for _row in range(rows)]
    own = {"source_id": ("1", "2", "3", "")} if ids else {}
    return [{name: chance.choice(words) for name, words in own.items()} | row for row in said]


def worked_with(chance: random.Random) -> None:
    """Somebody has merged two clients of the base and typed into others."""
    clients = list(Client.objects.live().order_by("pk"))
    if len(clients) > 2:
        keep, absorb = chance.sample(clients, 2)
        merge(keep=keep, absorb=absorb, by=None)
    for field, values in (("phone", PHONES[2:4]), ("inn", INNS[3:5]), ("last_name", ("Орлов", "Иванова"))):
        client = chance.choice(list(Client.objects.live().order_by("pk")))
        edit(client=client, field=field, value=chance.choice(values), version=client.version, by=None)


@pytest.mark.parametrize("seed", range(8))
def test_files_that_meet_themselves_each_other_and_the_base(seed: int) -> None:
    chance = random.Random(seed)
    load(*made_up(chance, rows=8, ids=seed % 2 > 0), piece_rows=8)
    worked_with(chance)
    files = [("list" if number else "other", made_up(chance, rows=10, ids=seed % 3 > 0)) for number in range(2)]
    files.append(files[chance.randrange(2)])

    compare(*files, piece_rows=chance.choice([2, 4, 20]))
