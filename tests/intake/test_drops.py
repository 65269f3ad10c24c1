"""Files that were handed in together."""

from __future__ import annotations

import pytest

from tests.rows import checksum
from zhivo.clients.models import Client
from zhivo.intake import batches, drops, jobs, load
from zhivo.journal.models import Operation
from zhivo.journal.undo import CannotUndo
from zhivo.journal.undo import undo as take_back
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Drop

pytestmark = pytest.mark.django_db
FILES = (
    "ФИО;Телефон\nИванов Иван;8 916 123-45-67\nЮдина Ольга;8 903 555-77-88\n",
    "ФИО;Телефон\nИванов И.;8 916 123-45-67\nСедов Пётр;8 905 111-22-33\n",
)


def handed_in(*texts: str) -> Drop:
    drop = drops.create(by=None)
    for number, text in enumerate(texts, start=1):
        batch = batches.receive(file=[text.encode()], name=f"список {number}.csv", by=None)
        Batch.objects.filter(pk=batch.pk).update(drop=drop)
    return drop


def written(drop: Drop) -> list[Batch]:
    return [jobs.work_on(batch.pk) for batch in drops.batches(drop)]


def worked_off() -> None:
    while left := load.unfinished():
        for pk in left:
            jobs.work_on(pk)


def test_a_batch_that_came_alone_gets_a_drop_of_its_own_once() -> None:
    batch = batches.receive(file=[FILES[0].encode()], name="список.csv", by=None)

    drop = drops.of(batch)

    assert drops.of(Batch.objects.get(pk=batch.pk)) == drop
    assert list(drops.batches(drop)) == [batch]


def test_the_second_file_waits_until_the_first_is_written() -> None:
    drop = handed_in(*FILES)
    drops.start(drop=drop, by=None)
    first, second = drops.batches(drop)

    assert jobs.work_on(second.pk).state == "queued"
    assert jobs.work_on(first.pk).state == "done"
    assert jobs.work_on(second.pk).state == "done"
    assert [(batch.clients_created, batch.clients_joined) for batch in drops.batches(drop)] == [(2, 0), (1, 1)]


def test_a_file_that_breaks_off_does_not_hold_up_the_others() -> None:
    drop = handed_in(*FILES)
    drops.start(drop=drop, by=None)
    first, second = drops.batches(drop)
    Batch.objects.filter(pk=first.pk).update(state="failed")

    assert jobs.work_on(second.pk).state == "done"


def test_one_undo_takes_all_files_back_and_leaves_the_base_as_it_was() -> None:
    before = checksum()
    drop = handed_in(*FILES)
    operation = drops.start(drop=drop, by=None)
    written(drop)

    take_back(operation=operation, by=None)
    worked_off()

    operation.refresh_from_db()
    assert (operation.state, operation.data["rows"], operation.data["passed_on"]) == ("undone", 4, {})
    assert {batch.state for batch in drops.batches(drop)} == {"undone"}
    assert checksum() == before


def test_the_last_file_is_taken_back_first() -> None:
    drop = handed_in(*FILES)
    drops.start(drop=drop, by=None)
    written(drop)
    drops.undo(drop=drop, by=None)
    first, second = drops.batches(drop)

    assert jobs.work_on(first.pk).state == "undoing"
    assert jobs.work_on(second.pk).state == "undone"
    assert jobs.work_on(first.pk).state == "undone"


def test_the_operation_of_all_files_is_over_when_the_last_one_is() -> None:
    drop = handed_in(*FILES)
    operation = drops.start(drop=drop, by=None)
    first, second = drops.batches(drop)

    states = []
    for batch in (first, second):
        jobs.work_on(batch.pk)
        operation.refresh_from_db()
        states.append((operation.state, operation.data["rows"]))

    assert states == [("running", 2), ("done", 4)]
    assert operation.data["name"] == "список 1.csv, список 2.csv"


def test_files_that_were_undone_one_by_one_are_undone_together() -> None:
    drop = handed_in(*FILES)
    operation = drops.start(drop=drop, by=None)
    for batch in written(drop):
        assert batch.operation is not None
        take_back(operation=batch.operation, by=None)
    worked_off()

    with pytest.raises(CannotUndo):
        take_back(operation=operation, by=None)
    assert not Client.objects.exists()


def test_a_stop_stops_what_is_queued_too() -> None:
    drop = handed_in(*FILES)
    operation = drops.start(drop=drop, by=None)

    drops.stop(drop=drop)

    operation.refresh_from_db()
    assert {batch.state for batch in drops.batches(drop)} == {"cancelled"}
    assert operation.state == "cancelled"
    assert drops.start(drop=drop, by=None) == operation
    assert [batch.state for batch in written(drop)] == ["done", "done"]


def test_a_drop_of_one_file_has_the_operation_of_that_file() -> None:
    drop = handed_in(FILES[0])

    operation = drops.start(drop=drop, by=None)

    assert operation.kind == "import"
    assert Operation.objects.count() == 1


def test_where_one_file_cannot_begin_none_does_and_its_name_is_said() -> None:
    drop = handed_in(*FILES)
    Batch.objects.filter(pk=drops.batches(drop)[1].pk).update(mapping=["-", "-"])

    with pytest.raises(Refusal, match=r"^список 2\.csv: "):
        drops.start(drop=drop, by=None)

    assert {batch.state for batch in drops.batches(drop)} == {"draft"}
