"""Bad input gets a clear sentence, and the base afterwards is what it was, or holds every row once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.command_line import Zhivo
from tests.database import HOME
from tests.disk import small_disk
from tests.intake.readers.binaries import ods_content, ods_package, ods_row
from tests.intake.readers.workbooks import package, row, sheet
from tests.rows import checksum, load
from zhivo.clients.models import Clean, Client, ContactPoint, Word
from zhivo.intake import batches, jobs, reading
from zhivo.intake.readers import process
from zhivo.intake.undo import undo_batch
from zhivo.journal.models import Operation
from zhivo.lib import home, postgres
from zhivo.sources.models import Batch, Piece, Record, Source

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ONE = row(1, "Имя", "Город") + row(2, "Анна", "Омск")
IVAN = {"full_name": "Иванов Иван", "phone": "+79161234567"}
ROWS = 300
PIECE = 100
Write = Callable[[Path], object]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of each test's own: its files are counted, its disk is filled."""
    monkeypatch.setenv("ZHIVO_HOME", str(tmp_path / "home"))
    return home.folder()


def everything() -> dict[str, object]:
    """What a refused file may not change: the base, the imports, the sources, the journal, the files that are kept."""
    counts = {model.__name__: model.objects.count() for model in (Batch, Source, Operation, Piece)}
    return (
        checksum() | counts | {"files": sorted(path.name for path in home.folder("files").rglob("*") if path.is_file())}
    )


def counts(batch: Batch) -> tuple[int, int, int, int]:
    return batch.clients_created, batch.clients_joined, batch.held, batch.refused


def content(value: bytes) -> Write:
    return lambda path: path.write_bytes(value)


def workbook(rows: str = ONE, **parts: Any) -> Write:
    return lambda path: package(path, rows, **parts)


def torn(path: Path) -> None:
    path.write_bytes(package(path, ONE).read_bytes()[:500])


STRAY = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
REFUSED: dict[str, tuple[str, Write, str, str]] = {
    "empty": ("list.csv", content(b""), "empty_file", "В файле нет строк."),
    "only a mark": ("list.csv", content(b"\xef\xbb\xbf"), "empty_file", "В файле нет строк."),
    "only blank lines": ("list.csv", content(b"\r\n \r\n;;\r\n"), "empty_file", "В файле нет строк."),
    "header only": ("list.csv", content("Имя;Телефон\r\n".encode()), "header_only", "а строк под ним нет"),
    "header only in a workbook": ("list.xlsx", workbook(row(1, "Имя", "Город")), "header_only", "а строк под ним нет"),
    "picture": ("list.xlsx", content(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "not_a_table", "Это картинка, а не таблица."),
    "archive": ("list.zip", lambda path: package(path, "", extra={"xl/workbook.xml": ""}), "broken_file", "повреждён"),
    "torn old workbook": ("list.xls", content(COMPOUND + "Workbook".encode("utf-16-le")), "broken_file", "повреждён"),
    "million rows in one": (
        "list.ods",
        lambda path: ods_package(
            path, ods_content({"Лист": ods_row("Анна", about=' table:number-rows-repeated="9999999"')})
        ),
        "bomb",
        "огромный объём",
    ),
    "password": (
        "list.xlsx",
        content(COMPOUND + "EncryptedPackage".encode("utf-16-le")),
        "encrypted",
        "Файл защищён паролем.",
    ),
    "torn": ("list.xlsx", torn, "broken_file", "Файл повреждён"),
    "bomb of padding": (
        "list.xlsx",
        workbook(sheet(ONE + "<!--" + " " * (40 << 20) + "-->")),
        "bomb",
        "огромный объём",
    ),
    "bomb of strings": (
        "list.xlsx",
        workbook(strings=("<si><t>" + "A" * 32_000 + "</t></si>") * 1_000),
        "bomb",
        "огромный объём",
    ),
    "bomb of entries": ("list.xlsx", workbook(extra={f"xl/e{n}": "" for n in range(2_001)}), "bomb", "огромный объём"),
    "two kilobytes that abort the parser": (
        "list.xlsx",
        workbook(sheet(STRAY, dimension="A1:XFD1048576")),
        "stray_cell",
        "XFD1048576",
    ),
    "two encodings": (
        "list.csv",
        content("Имя;Город\nАнна;Омск\n".encode("cp1251") * 5 + "Пётр;Самара\n".encode() * 5),
        "mixed_encoding",
        "строки 11",
    ),
    "too many columns": ("list.csv", content(b";".join([b"c"] * 20_000) + b"\n1;2\n"), "too_many_columns", "20000"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_gets_a_sentence_and_leaves_nothing(kind: str, zhivo: Zhivo, tmp_path: Path) -> None:
    name, write, code, sentence = REFUSED[kind]
    load(IVAN)
    before = everything()
    write(tmp_path / name)

    told = zhivo("import", str(tmp_path / name), "--json")

    assert told.code == 1
    assert json.loads(told.out)["error"]["code"] == code
    assert json.loads(told.out)["error"]["hint"]
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    assert everything() == before


@pytest.mark.django_db
def test_a_file_that_cannot_be_opened_is_told_and_leaves_nothing(zhivo: Zhivo) -> None:
    before = everything()

    told = zhivo("import", "/proc/self/mem" if sys.platform == "linux" else "/dev/null", "--json")

    assert (told.code, told.err.count("\n")) == (1, 1)
    assert json.loads(told.out)["error"]["code"] in {"not_kept", "no_file"}
    assert everything() == before


def imported(zhivo: Zhivo, path: Path, text: bytes | str) -> dict[str, Any]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    told = zhivo("import", str(path), "--json")
    assert (told.code, told.err) == (0, "")
    answer: dict[str, Any] = json.loads(told.out)
    assert sum(answer[key] for key in ("clients_created", "clients_joined", "held", "refused")) == answer["rows"]
    return answer


@pytest.mark.django_db
def test_zero_bytes_become_a_sign_and_every_row_is_there(zhivo: Zhivo, tmp_path: Path) -> None:
    told = imported(zhivo, tmp_path / "list.csv", "ФИО;Телефон\nИв\0анов Иван;89161234567\nЮдина Ольга;89031112233\n")

    assert (told["rows"], told["clients_created"], told["notes"]["nul"]["count"]) == (2, 2, 1)
    assert [record.values[0] for record in Record.objects.order_by("row")] == ["Ив␀анов Иван", "Юдина Ольга"]
    assert Client.objects.count() == 2
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {"+79161234567", "+79031112233"}


@pytest.mark.django_db
def test_ragged_rows_keep_every_cell(zhivo: Zhivo, tmp_path: Path) -> None:
    text = "ФИО;Телефон;Город\nИванов Иван;89161234567\n"
    text += "Юдина Ольга;89031112233;Омск;лишнее\n;;\n\nПётр Ли;89037776655;Уфа\n"

    told = imported(zhivo, tmp_path / "list.csv", text)

    assert (told["rows"], told["clients_created"]) == (3, 3)
    assert (told["notes"]["short_row"]["rows"], told["notes"]["long_row"]["rows"]) == ([2], [3])
    assert told["skipped"]["blank"]["count"] == 2
    assert [(record.row, record.values) for record in Record.objects.order_by("row")] == [
        (2, ["Иванов Иван", "89161234567", "", ""]),
        (3, ["Юдина Ольга", "89031112233", "Омск", "лишнее"]),
        (6, ["Пётр Ли", "89037776655", "Уфа", ""]),
    ]
    assert list(Client.objects.order_by("pk").values_list("city", flat=True)) == [None, "Омск", "Уфа"]


@pytest.mark.django_db
def test_the_thirtieth_of_february_is_kept_as_it_came_and_is_nobodys_birthday(zhivo: Zhivo, tmp_path: Path) -> None:
    told = imported(
        zhivo,
        tmp_path / "list.csv",
        "ФИО;Дата рождения\nИванов Иван;30.02.1980\nЮдина Ольга;29.02.1980\nПётр Ли;2001-02-29\n",
    )

    assert (told["rows"], told["clients_created"], told["reasons"]["birthday:not_a_date"]) == (3, 3, 2)
    days = {client.last_name: client.birthday for client in Client.objects.all()}
    assert [str(day) for day in days.values() if day] == ["1980-02-29"]
    assert [record.values[1] for record in Record.objects.order_by("row")] == ["30.02.1980", "29.02.1980", "2001-02-29"]
    assert Clean.objects.filter(reasons__contains=["birthday:not_a_date"]).count() == 2


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "spool", partial(reading.spool, piece_rows=PIECE))


def many(n: int = ROWS) -> bytes:
    return "".join(["ФИО;Телефон\n", *(f"Иванов Иван{i};+7916{i:07}\n" for i in range(n))]).encode()


def queued(name: str = "list.csv", n: int = ROWS) -> Batch:
    batch = batches.receive(file=[many(n)], name=name, by=None)
    batches.start(batch=batch, by=None)
    batch.refresh_from_db()
    return batch


def is_whole(batch: Batch, *, state: str) -> bool:
    """Whether the pieces, the counts and the base say the same, no row is there twice and none half."""
    batch.refresh_from_db()
    records = Record.objects.filter(batch_id=batch.pk)
    pieces = list(batch.pieces.order_by("number").values_list("number", "rows"))
    assert batch.state == state
    assert batch.operation is not None
    assert Operation.objects.get(pk=batch.operation_id).state == state
    assert pieces == [(number, PIECE) for number in range(len(pieces))]
    assert batch.rows == sum(counts(batch)) == len(pieces) * PIECE
    assert sorted(records.values_list("row", flat=True)) == list(range(2, batch.rows + 2))
    assert set(Clean.objects.values_list("pk", flat=True)) == set(Record.objects.values_list("pk", flat=True))
    assert records.filter(membership__client__isnull=False).count() == batch.rows - batch.refused
    return batch.rows > 0


@pytest.mark.django_db
@pytest.mark.usefixtures("small_pieces")
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_reader_that_dies_half_way_leaves_whole_pieces_and_the_import_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[process.Child] = []

    class Watched(process.Child):
        def __init__(self, job: dict[str, Any], *, silence: float) -> None:
            super().__init__(job, silence=silence)
            started.append(self)

    load(IVAN)
    batch = queued(n=ROWS * 3)
    monkeypatch.setattr(reading, "Child", Watched)

    jobs.work_on(batch.pk, report=lambda _batch: os.kill(started[-1].process.pid, signal.SIGABRT))

    assert is_whole(batch, state="failed")
    assert batch.rows < ROWS * 3
    assert batch.fault == {"code": "parser_died", "data": {}}
    assert not list((home.home() / "spool" / str(batch.pk)).glob("*"))
    monkeypatch.setattr(reading, "Child", process.Child)
    batches.start(batch=batch, by=None)
    jobs.work_on(batch.pk)
    assert is_whole(batch, state="done")
    assert batch.rows == ROWS * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_pieces")
def test_a_database_that_goes_half_way_is_waited_for() -> None:
    load(IVAN)
    batch = queued()
    ended: list[int] = []

    def end_connection(_batch: Batch) -> None:
        if not ended:
            ended.append(connection.connection.info.backend_pid)
            with psycopg.connect(connection.connection.info.dsn) as other:
                other.execute("SELECT pg_terminate_backend(%s)", ended)

    jobs.work_on(batch.pk, report=end_connection)

    assert ended
    assert is_whole(batch, state="done")
    assert (batch.rows, batch.clients_created) == (ROWS, ROWS)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_pieces")
def test_words_that_went_with_a_crash_of_the_database_come_again_with_their_pieces() -> None:
    jobs.work_on(queued().pk)
    words = set(Word.objects.values_list("word", flat=True))
    for model in (Record, Word):  # as after a crash that took the last pieces back
        model.objects.all().delete()

    jobs.work_on(queued().pk)

    assert words
    assert set(Word.objects.values_list("word", flat=True)) == words


KILLED = """
import os, signal, sys
import django; django.setup()
from functools import partial
from django.db import connection
from zhivo.intake import jobs, reading
reading.spool = partial(reading.spool, piece_rows=int(sys.argv[3]))
left = int(sys.argv[2])

def count(execute, sql, *args):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, *args)

with connection.execute_wrapper(count):
    jobs.work_on(int(sys.argv[1]))
"""


def killed(batch: Batch, *, at: int) -> int:
    """Work on the batch in a process that is killed before its statement of this number; return how it ended."""
    url = postgres.url(HOME, database=connection.settings_dict["NAME"])
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "zhivo.settings"}
    words = [sys.executable, "-c", KILLED, str(batch.pk), str(at), str(PIECE)]
    return subprocess.run(words, env=os.environ | settings, check=False, timeout=60).returncode


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_pieces")
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_worker_killed_in_the_middle_of_a_piece_or_an_undo_loses_nothing_and_doubles_nothing() -> None:
    load(IVAN)
    before = checksum()
    batch = queued()

    for at in (30, 45):  # within the first pieces, wherever that is
        assert killed(batch, at=at) == -signal.SIGKILL
        is_whole(batch, state="running")
    jobs.work_on(batch.pk)

    assert is_whole(batch, state="done")
    assert (batch.rows, batch.clients_created) == (ROWS, ROWS)
    Batch.objects.filter(pk=batch.pk).update(state="undoing")
    assert killed(batch, at=25) == -signal.SIGKILL
    batch.refresh_from_db()
    assert batch.state == "undoing"
    undo_batch(batch)
    assert checksum() == before


@pytest.mark.django_db
@pytest.mark.usefixtures("small_pieces")
def test_a_disk_that_fills_up_while_a_file_is_read_stops_the_import_and_it_goes_on(own_home: Path) -> None:
    load(IVAN)
    n = ROWS * 10
    batch = queued(n=n)

    with small_disk(own_home / "spool" / str(batch.pk), kilobytes=12):
        jobs.work_on(batch.pk)
        is_whole(batch, state="failed")

    assert batch.rows < n
    assert batch.fault == {"code": "disk_full", "data": {}}
    batches.start(batch=batch, by=None)
    jobs.work_on(batch.pk)
    assert is_whole(batch, state="done")
    assert batch.rows == n


@pytest.mark.django_db
def test_a_disk_that_has_no_room_for_the_file_keeps_nothing_of_it(own_home: Path, zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(many(20_000))

    with small_disk(home.folder("files"), kilobytes=200):
        before = everything()
        told = zhivo("import", str(path), "--json")
        assert (told.code, json.loads(told.out)["error"]["code"]) == (1, "disk_full")
        assert "Диск заполнен" in told.err
        assert everything() == before
        assert not list((own_home / "files" / "incoming").iterdir())
