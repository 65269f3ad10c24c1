"""Files are read in another process, piece by piece, and whatever happens to it is an ordinary refusal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from zhivo.intake import reading
from zhivo.intake.readers import limits, process
from zhivo.intake.reading import Choice, Refused, look, spool, summary

ROWS = 1_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text("ФИО;Город\n" + "".join(f"Анна {number};Омск\n" for number in range(ROWS)), "cp1251")
    return path


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "pieces"


def rows_of(pieces: list[Path]) -> list[str]:
    return pl.concat([pl.read_ipc(piece) for piece in pieces])["c0"].to_list()


def wait_for(condition: object, seconds: float = 5.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def is_alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_look_shows_the_first_rows_and_what_was_found_out(path: Path) -> None:
    found = look(path, rows=3)

    assert (found.kind, found.chosen) == ("csv", "")
    assert found.sheet.names == ["ФИО", "Город"]
    assert found.sheet.rows == [["Анна 0", "Омск"], ["Анна 1", "Омск"], ["Анна 2", "Омск"]]
    assert found.sheet.numbers == [2, 3, 4]
    assert found.sheet.header_row == 1
    assert found.sheet.about_rows == ROWS
    assert found.sheet.facts["encoding"] == "cp1251"
    assert found.sheet.facts["delimiter"] == ";"


def test_a_choice_is_obeyed(path: Path) -> None:
    found = look(path, rows=1, choice=Choice(encoding="koi8-r", delimiter=",", header_row=0))

    assert found.sheet.names == ["Столбец 1"]
    assert found.sheet.facts["encoding"] == "koi8-r"


def test_a_refusal_comes_out_of_the_process(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(Refused) as refused:
        look(path)

    assert (refused.value.code, refused.value.data) == ("not_a_table", {"is": "pdf"})


def test_pieces_hold_every_row_once_and_the_summary_tells_the_rest(path: Path, into: Path) -> None:
    found = list(spool(path, into=into, piece_rows=300))

    assert [each.rows for each in found] == [300, 300, 300, 100]
    assert found[-1].share == 1.0
    assert rows_of([each.piece for each in found]) == [f"Анна {number}" for number in range(ROWS)]
    assert pl.read_ipc(found[0].piece).schema == {"row": pl.Int64, "c0": pl.String, "c1": pl.String}
    told = summary(into)
    assert told is not None
    assert (told.rows, told.columns, told.pieces, told.encoding, told.difference) == (ROWS, 2, 4, "cp1251", 0)
    assert told.names == ["ФИО", "Город"]


def test_a_finished_folder_is_not_read_again(path: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = list(spool(path, into=into, piece_rows=300))
    (into / "00000.arrow").unlink()
    monkeypatch.setattr(reading, "Child", None)

    again = list(spool(path, into=into, piece_rows=300, first_piece=1))

    assert [each.piece for each in again] == [each.piece for each in first[1:]]


def test_a_changed_file_is_read_again(path: Path, into: Path) -> None:
    list(spool(path, into=into, piece_rows=300))
    path.write_text("ФИО;Город\nПётр;Омск\n", "utf-8")

    assert rows_of([each.piece for each in spool(path, into=into, piece_rows=300)]) == ["Пётр"]


def test_an_interrupted_reading_goes_on_with_the_same_rows(path: Path, into: Path) -> None:
    interrupted = spool(path, into=into, piece_rows=100)
    first = next(interrupted)
    first.piece.unlink()
    interrupted.close()
    (into / "00099.arrow").write_text("left over")

    rest = list(spool(path, into=into, piece_rows=100, first_piece=1))

    assert [each.number for each in rest] == list(range(1, ROWS // 100))
    assert rows_of([each.piece for each in rest]) == [f"Анна {number}" for number in range(100, ROWS)]
    assert not (into / "00099.arrow").exists()


def test_the_reader_waits_for_a_slow_consumer(path: Path, into: Path) -> None:
    pieces = spool(path, into=into, piece_rows=50)
    next(pieces)
    assert wait_for(lambda: len(list(into.glob("*.arrow"))) == 4)
    time.sleep(0.2)

    assert len(list(into.glob("*.arrow"))) == 4
    assert sum(each.rows for each in pieces) == ROWS - 50


def test_a_consumer_that_stops_ends_the_reader(path: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = watched(monkeypatch)
    pieces = spool(path, into=into, piece_rows=50)
    next(pieces)
    pieces.close()

    assert started[0].process.poll() is not None


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_parent_leaves_no_reader_behind(path: Path, into: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from zhivo.intake import reading\n"
        "from zhivo.intake.readers import process\n"
        "begin = process.Child.__init__\n"
        "def told(self, *args, **options):\n"
        "    begin(self, *args, **options); print(self.process.pid, flush=True)\n"
        "process.Child.__init__ = told\n"
        "pieces = reading.spool(Path(sys.argv[1]), into=Path(sys.argv[2]), piece_rows=50)\n"
        "next(pieces); print('ready', flush=True); time.sleep(60)\n"
    )
    root = Path(reading.__file__).parent.parent.parent
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(path), str(into)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    with parent:
        assert parent.stdout is not None
        reader = int(parent.stdout.readline())
        assert parent.stdout.readline() == "ready\n"
        parent.kill()

    assert wait_for(lambda: not is_alive(reader))


def watched(monkeypatch: pytest.MonkeyPatch) -> list[process.Child]:
    """The readers that are started from now on."""
    started: list[process.Child] = []

    class Watched(process.Child):
        def __init__(self, job: dict[str, object], *, silence: float) -> None:
            super().__init__(job, silence=silence)
            started.append(self)

    monkeypatch.setattr(reading, "Child", Watched)
    return started


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize(
    ("how", "code"), [("SIGSEGV", "parser_died"), ("SIGABRT", "parser_died"), ("SIGKILL", "too_big")]
)
def test_a_reader_that_dies_is_a_refusal(
    path: Path, into: Path, monkeypatch: pytest.MonkeyPatch, how: str, code: str
) -> None:
    started = watched(monkeypatch)
    pieces = spool(path, into=into, piece_rows=50)
    next(pieces)
    os.kill(started[0].process.pid, getattr(signal, how))

    with pytest.raises(Refused) as refused:
        list(pieces)

    assert refused.value.code == code


def test_a_reader_that_says_nothing_is_stopped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LOOK_SILENCE", 0.001)

    with pytest.raises(Refused, match="too_slow"):
        look(path)


def test_a_panic_is_a_refusal_without_words_of_the_file(
    path: Path, into: Path, caplog: pytest.LogCaptureFixture
) -> None:
    job = {"do": "spool", "cpu_seconds": 30, "parent": os.getpid(), "path": str(path), "choice": {}}

    with process.Child(job, silence=30) as child, pytest.raises(Refused) as refused:
        list(child.answers())

    assert refused.value.code == "parser_died"
    assert "KeyError at child.py" in caplog.text
    assert "Анна" not in caplog.text


def limited(program: str) -> int:
    """What becomes of a program under the limits of a reader."""
    begin = (
        "import os; from zhivo.intake.readers import limits; limits.take_limits(cpu_seconds=1, parent=os.getppid())\n"
    )
    root = Path(reading.__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", begin + program], cwd=root, capture_output=True, check=False)
    return done.returncode


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit otherwise")
def test_memory_and_time_of_a_reader_are_bounded() -> None:
    assert limited(f"bytearray({limits.MEMORY})") == 1
    assert limited("while True: pass") == -signal.SIGXCPU


def test_a_reader_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")

    assert not any("secret" in value for value in process._environment().values())
