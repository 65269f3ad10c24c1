"""Preflights: asked for, reckoned, told row by row, out of date, stopped, replaced, forgotten."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import first_number
from tests.rows import checksum, load
from zhivo.intake import batches, drafts, drops, files, foretold, jobs, preflight, report
from zhivo.intake.models import Preflight
from zhivo.intake.preflight import Foretold, State
from zhivo.lib.home import folder
from zhivo.sources.models import Batch, Drop

pytestmark = pytest.mark.django_db

HEADER = "ФИО;Телефон;E-mail;Компания;Следующее действие;Ответственный"
MAPPING = ["full_name", "phone", "email", "company", "next_action", "responsible"]
FIRST = [
    "Иванов Иван;+79161234567;;ООО Ромашка;позвонить;Белова",
    "Иванов Иван;+79161234567;;ООО Ромашка;;",
    "Иванова Мария;+79161234567;нет;Лютик;;",
    ";;;;перезвонить;",
    "Клиент;111;;;;",
    "Орлов Пётр;+79054443322;1@mail.ru;;написать;Белова",
    "Орлов Пётр;+79054443322;1@mail.ru;;написать;Белова",
]
SECOND = [FIRST[0], FIRST[3], "Иванов И.;;ivan@mail.ru;;;", "Иванов Иван;+79161234567;ivan@mail.ru;;;"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIVO_HOME", str(tmp_path))


def dropped(*lists: list[str]) -> Drop:
    drop = drops.create(by=None)
    for number, rows in enumerate(lists):
        content = "\n".join([HEADER, *rows]).encode()
        batch = batches.receive(file=[content], name=f"{number}.csv", by=None, source="list")
        batch.drop = drop
        batches.choose(batch=batch, mapping=MAPPING)
    return drop


def reckoned(drop: Drop) -> Preflight:
    preflight.begin(drop)
    done = preflight.run(drop.pk)
    assert done is not None
    return done


def all_rows(drop: Drop, of: str, batch: int, *, limit: int = 2) -> Iterator[Foretold]:
    after = 0
    while found := preflight.rows(drop, of=of, batch=batch, after=after, limit=limit):
        yield from found
        after = found[-1].place


def left() -> list[Path]:
    """Folders of this process's preflights (`tests/database.py` numbers them apart)."""
    mine = range(first_number(), first_number() + 1000)
    return [path for path in folder("preflight").iterdir() if int(path.name) in mine]


def test_every_number_is_that_of_the_import_and_opens_so_many_rows() -> None:
    load({"full_name": "Орлов Пётр Ильич", "phone": "+79054443322"}, source="before")
    drop, before = dropped(FIRST, SECOND), checksum()

    done = reckoned(drop)

    assert (done.state, done.rows, done.rows_total, done.fault) == (State.DONE, 11, 11, None)
    assert checksum() == before
    for batch in drops.batches(drop):
        counts = done.counts[str(batch.pk)]
        shown = {"clients_created": "created", "clients_joined": "joined", "companies_created": "companies"}
        numbers = {shown.get(name, name): count for name, count in counts.items() if isinstance(count, int)}
        numbers = {"all": numbers.pop("rows"), **numbers, **counts["reasons"]}
        shown_rows = {name: list(all_rows(drop, name, batch.pk)) for name in numbers}
        assert {name: len(rows) for name, rows in shown_rows.items() if name != "placeholders"} == {
            name: count for name, count in numbers.items() if name != "placeholders"
        }
        dummies = [one for row in shown_rows["placeholders"] for one in row.reasons if one.endswith(":placeholder")]
        assert len(dummies) == numbers["placeholders"]
    every = [counts["clients_joined"] for counts in done.counts.values()]
    assert len(preflight.rows(drop, of="joined", limit=100)) == sum(every)

    drops.start(drop=drop, by=None)
    written = [jobs.work_on(batch.pk) for batch in drops.batches(drop)]

    for batch in written:
        said = report.numbers(batch)
        assert said == {name: done.counts[str(batch.pk)][name] for name in said}
    assert left() == []
    assert preflight.of(drop) is None


def test_rows_say_whom_they_join() -> None:
    load({"full_name": "Орлов Пётр Ильич", "phone": "+79054443322"}, source="before")
    drop = dropped(FIRST, SECOND)
    reckoned(drop)
    first, second = drops.batches(drop)

    told = {(row.batch, row.number): row for row in preflight.rows(drop, of="all", limit=100)}

    assert (told[first.pk, 2].why, told[first.pk, 2].client, told[first.pk, 2].other) == ("created", None, None)
    assert told[first.pk, 2].cells == FIRST[0].split(";")
    assert told[first.pk, 3].other == (first.pk, 2)
    assert (told[first.pk, 4].why, told[first.pk, 4].other) == ("names", (first.pk, 2))
    assert told[first.pk, 7].client is not None
    assert told[first.pk, 7].other is None
    assert (told[second.pk, 2].why, told[second.pk, 2].other) == ("unchanged", (first.pk, 2))
    assert "phone:placeholder" in told[first.pk, 6].reasons


def test_next_actions_are_counted_by_who_is_named() -> None:
    drop = dropped(FIRST)

    (counts,) = reckoned(drop).counts.values()

    assert (counts["next_actions"], counts["responsible"]) == (3, {"Белова": 3})
    assert [row.number for row in preflight.rows(drop, of="next_actions")] == [2, 7, 8]


def test_it_is_out_of_date_when_a_column_goes_elsewhere_and_is_replaced() -> None:
    drop = dropped(FIRST)
    reckoned(drop)
    batches.choose(batch=drop.batches.get(), mapping=["full_name", "-", *MAPPING[2:]])

    assert preflight.of(drop) is None
    asked = preflight.ask(drop=drop)

    assert (asked.state, preflight.of(drop), left()) == (State.QUEUED, asked, [])
    assert preflight.ask(drop=drop) == asked


def test_one_that_is_replaced_while_it_is_reckoned_gives_way_to_the_other() -> None:
    drop = dropped(FIRST)
    first, _is_new = preflight.begin(drop)

    def answer_meanwhile(now: Preflight) -> None:
        if now.pk == first.pk:
            batches.choose(batch=drop.batches.get(), mapping=["full_name", "-", *MAPPING[2:]])
            preflight.begin(drop)

    done = preflight.run(drop.pk, report=answer_meanwhile)

    assert done is not None
    assert (done.pk != first.pk, done.state, preflight.of(drop)) == (True, State.DONE, done)
    assert left() == [preflight.folder_of(done.pk)]


def test_it_can_be_stopped() -> None:
    drop = dropped(FIRST)
    preflight.begin(drop)

    done = preflight.run(drop.pk, report=lambda now: preflight.stop(drop))

    assert done is not None
    assert (done.state, left()) == (State.CANCELLED, [])
    assert preflight.ask(drop=drop).state == State.QUEUED
    preflight.stop(drop)
    assert Preflight.objects.get().state == State.CANCELLED


def test_one_that_was_cut_off_is_begun_anew() -> None:
    drop = dropped(FIRST, SECOND)
    preflight.begin(drop)

    left_off = preflight.run(drop.pk, is_over=lambda: True)
    assert left_off is not None
    assert preflight.unfinished() == [drop.pk]
    done = jobs.foretell(drop.pk)

    assert done is not None
    assert (left_off.state, done.state, done.rows) == (State.RUNNING, State.DONE, 11)
    assert preflight.unfinished() == []


def test_a_file_that_cannot_be_read_to_its_end_is_told_and_the_others_are_reckoned() -> None:
    drop = dropped(FIRST, SECOND)
    first, second = drops.batches(drop)
    files.stored(first).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(random.Random(1).randbytes(2000)))

    done = reckoned(drop)

    assert done.state == State.FAILED
    assert done.fault == {"batch": first.pk, "code": "not_a_table", "data": done.fault["data"]}
    assert (done.counts[str(first.pk)]["fault"], done.counts[str(first.pk)]["rows"]) == (done.fault, 0)
    assert (done.counts[str(second.pk)]["fault"], done.counts[str(second.pk)]["rows"]) == (None, 4)


def test_a_file_that_is_gone_is_a_fault_of_the_whole() -> None:
    drop = dropped(FIRST)
    files.stored(drop.batches.get()).unlink()

    done = reckoned(drop)

    assert (done.state, done.fault) == (State.FAILED, {"batch": None, "code": "not_reckoned", "data": {}})


def test_its_files_go_with_the_draft_and_left_ones_are_found() -> None:
    drop = dropped(FIRST)
    done = reckoned(drop)
    fresh, old = (folder("preflight", str(done.pk + more)) for more in (1, 2))
    os.utime(old, (0, 0))

    preflight.remove_left_over()
    assert not old.exists()
    fresh.rmdir()
    assert left() == [preflight.folder_of(done.pk)]
    drafts.discard(batch=drop.batches.get())

    assert (left(), Preflight.objects.count(), Drop.objects.count(), Batch.objects.count()) == ([], 0, 0, 0)


def test_a_row_with_two_placeholders_is_shown_once(tmp_path: Path) -> None:
    drop = dropped(["Клиент;111;нет;;;"] * 3)
    done, batch = reckoned(drop), drop.batches.get()

    numbers = [row.number for row in all_rows(drop, "placeholders", batch.pk, limit=1)]

    assert done.counts[str(batch.pk)]["placeholders"] > 3
    assert numbers == [2, 3, 4]
    assert foretold.find(tmp_path, of="all", batch=None, after=0, limit=5) == []
