"""Files made to break programs, each by the command and by the page: a table or one clear sentence, and all live on.

`HOSTILE_FILES=folder .venv/bin/pytest tests/night/test_hostile_files.py -p no:randomly -s -m night`; every file under
the folder is sent. What came of each is written to NIGHT_REPORT as lines of JSON, if that names a file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from tests.night.homes import ZHIVO
from tests.night.site import Answer, Browser, Site, is_reader, running
from zhivo.lib import postgres

pytestmark = pytest.mark.night
FOLDER = Path(os.environ.get("HOSTILE_FILES", "nowhere"))
PORT = int(os.environ.get("NIGHT_PORT", "8000"))
LONGEST = 60.0  # seconds
MOST_MEMORY = 2_560 << 20
MOST_SENT = 200 << 20  # bytes; larger ones only by the command
NO_FILES = {"license", "license-mit.md", "readme.md", "readme"}
_RUSSIAN = re.compile(r"[А-Яа-яЁё]{3}")
_ALERT = re.compile(r'role="alert"[^>]*>(.*?)</div>\s*</?(?:div|section|ul|form|main|h2|p)', re.DOTALL)
Make = Callable[[], Path]


@dataclass
class Found:
    """What came of a file sent one way."""

    file: str
    way: str
    rows: int | None = None
    code: str = ""
    said: str = ""
    hint: str = ""
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0  # in all: the command's start, the reading, the writing
    reading: float = 0.0  # of the processor, by the process that reads
    megabytes: int = 0
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Site]]:
    home = tmp_path_factory.mktemp("site")
    os.environ["ZHIVO_LANGUAGE"] = "ru"
    try:
        with running(home, port=PORT) as up:
            yield home, up
    finally:
        postgres.destroy(home)


def files() -> list[Path]:
    return sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.name.lower() not in NO_FILES)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="HOSTILE_FILES names no folder")
def test_no_file_breaks_anything_and_each_gets_rows_or_a_sentence(site: tuple[Path, Site]) -> None:
    home, up = site
    alive = up.children()
    found: list[Found] = []
    for path in files():
        for way in (by_command, by_page):
            if way is by_page and path.stat().st_size > MOST_SENT:
                continue
            with watched() as peak:
                since = time.monotonic()
                one = way(path, home=home, browser=up.browser)
                one.seconds = round(time.monotonic() - since, 1)
            one.megabytes, one.reading = peak.bytes >> 20, round(sum(peak.seconds.values()), 1)
            judge(one)
            if up.children() != alive:
                one.faults.append("a process of the site died")
                alive = up.children()
            found.append(one)
            note(one)
    print(summary(found))
    assert [(one.file, one.way, one.faults) for one in found if one.faults] == []


def by_command(path: Path, *, home: Path, browser: Browser) -> Found:
    found = Found(path.name, "command")
    environment = os.environ | {"ZHIVO_HOME": str(home), "ZHIVO_LANGUAGE": "ru"}
    words = [ZHIVO, "import", str(path), "--source", f"command {path.name}"[:200], "--json"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if "Traceback" in done.stdout + done.stderr:
        found.faults.append("traceback")
    try:
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        found.faults.append(f"no JSON: {done.stdout[:200]} {done.stderr[:500]}")
        return found
    if "error" in told:
        error = told["error"]
        found.code, found.said, found.hint = error["code"], error["message"], error.get("hint", "")
        if done.returncode != 1:
            found.faults.append(f"code {done.returncode}")
        return found
    found.rows = told["rows"]
    if told["clients_created"] + told["clients_joined"] + told["held"] + told["refused"] != told["rows"]:
        found.faults.append("the sums do not hold")
    return found


def by_page(path: Path, *, home: Path, browser: Browser) -> Found:
    found = Found(path.name, "page")
    browser.get("/imports/new/")
    answer = browser.send("/imports/new/", path.read_bytes(), name=path.name)
    checked(answer, found, (200, 422))
    number = re.search(r"/imports/(\d+)/$", answer.url)
    if not number:
        _alert(answer, found)
        return found
    batch = number.group(1)
    _notes(answer, found)
    answer = browser.post(f"/imports/{batch}/run/")
    checked(answer, found, (200, 422))
    if answer.status == 422:
        _alert(answer, found)
        return found
    state, found.rows, fault = ended(home, int(batch))
    checked(browser.get(f"/imports/{batch}/"), found, (200,))
    checked(browser.get(f"/imports/{batch}/rows/"), found, (200,))
    if state != "done":
        found.rows, found.code = None, str((fault or {}).get("code", state))
        _alert(browser.get(f"/imports/{batch}/"), found)
    return found


def checked(answer: Answer, found: Found, allowed: tuple[int, ...]) -> None:
    if answer.status not in allowed:
        found.faults.append(f"{answer.status} at {answer.url}")
    if "Traceback" in answer.text:
        found.faults.append("traceback")


def ended(home: Path, batch: int) -> tuple[str, int, dict[str, Any] | None]:
    """State, rows and fault of a batch once it has ended."""
    until = time.monotonic() + LONGEST + 60
    with psycopg.connect(postgres.url(home), autocommit=True) as base:
        while True:
            row = base.execute("SELECT state, rows, fault FROM sources_batch WHERE id = %s", [batch]).fetchone()
            assert row is not None
            if row[0] not in ("queued", "running") or time.monotonic() > until:
                return row[0], row[1], row[2]
            time.sleep(0.05)


def _texts(html: str) -> list[str]:
    texts = (unescape(re.sub(r"<[^>]+>", " ", part)) for part in _ALERT.findall(html + "<div"))
    return [said for text in texts if (said := " ".join(text.split()))]


def _alert(answer: Answer, found: Found) -> None:
    texts = _texts(answer.text)
    found.code = found.code or "refused"
    found.said = texts[0] if texts else ""


def _notes(answer: Answer, found: Found) -> None:
    found.notes = _texts(answer.text)


def judge(one: Found) -> None:
    """Add what the figures forbid to the faults of one."""
    if one.reading > LONGEST:
        one.faults.append("too slow")
    if one.megabytes << 20 > MOST_MEMORY:
        one.faults.append("too much memory")
    if one.rows is None and not _RUSSIAN.search(one.said):
        one.faults.append(f"no sentence: {one.said!r}")
    if one.rows == 0:
        one.faults.append("no rows and no sentence")
    if one.code == "parser_died":
        one.faults.append("the reader died")


@dataclass
class Peak:
    """The most memory that a reader had, and what each needed of the processor."""

    bytes: int = 0
    seconds: dict[int, float] = field(default_factory=dict)


@contextmanager
def watched() -> Iterator[Peak]:
    """Watch the processes that read files for the time of the block."""
    peak, is_over = Peak(), threading.Event()

    def watch() -> None:
        while not is_over.wait(0.05):
            for process in psutil.Process().children(recursive=True):
                if is_reader(process):
                    peak.bytes = max(peak.bytes, _most(process.pid))
                    with suppress(psutil.Error):
                        times = process.cpu_times()
                        peak.seconds[process.pid] = times.user + times.system

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        is_over.set()
        thread.join()


def _most(pid: int) -> int:
    """The most memory that this process ever had, as the kernel counts it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(line.group(1)) << 10 if line else 0


def note(one: Found) -> None:
    if name := os.environ.get("NIGHT_REPORT"):
        with Path(name).open("a") as report:
            report.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


def summary(found: list[Found]) -> str:
    """What came of all of them, a line a way."""
    lines = []
    for way in ("command", "page"):
        ones = [one for one in found if one.way == way]
        if not ones:
            continue
        read = [one for one in ones if one.rows is not None]
        codes = sorted({one.code for one in ones if one.code})
        bad = sum(bool(one.faults) for one in ones)
        lines.append(
            f"{way}: {len(ones)} files, {len(read)} read ({sum(one.rows or 0 for one in read)} rows), "
            f"{len(ones) - len(read)} refused ({', '.join(codes)}), {bad} with faults; "
            f"at most {max(one.reading for one in ones)} s and {max(one.megabytes for one in ones)} MB to read, "
            f"{max(one.seconds for one in ones)} s in all"
        )
    return "\n".join(lines)
