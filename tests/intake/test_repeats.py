"""Rows that several files hold to the letter: whatever is undone, in whatever order, what is left is what stands."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from tests.rows import checksum, load
from zhivo.clients.edit import edit
from zhivo.clients.models import Client
from zhivo.intake.undo import undo_batch, undo_piece
from zhivo.journal.undo import undo
from zhivo.sources.models import Batch, Record, Repeat

pytestmark = pytest.mark.django_db

IVAN = {"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО Ромашка", "tags": "важный"}
MARIA = {"full_name": "Петрова Мария", "phone": "+79055555555", "company": "", "tags": ""}
OLGA = {"full_name": "Кузнецова Ольга", "phone": "+79161234567", "company": "ООО Ромашка", "tags": "новый"}
NOBODY = {"full_name": "", "phone": "", "company": "", "tags": "новый"}


def names() -> set[str]:
    return set(Client.objects.live().values_list("name", flat=True))


def test_a_client_of_a_later_file_outlives_the_earlier_one() -> None:
    first = load(IVAN, MARIA)
    later = load(MARIA, IVAN, MARIA)

    undo_batch(first)

    assert names() == {"Иванов Иван", "Петрова Мария", "ООО «Ромашка»"}
    assert later.unchanged == 3
    assert set(Record.objects.values_list("batch", "row")) == {(later.pk, 2), (later.pk, 3)}
    first.operation.refresh_from_db()
    assert first.operation.data["passed_on"] == {str(later.pk): 2}
    assert first.operation.kept == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_undo_of_all_in_any_order_leaves_the_base_as_it_was(order: tuple[int, ...]) -> None:
    load({"full_name": "Орлов Пётр", "phone": "+79161234567"}, source="before")
    before = checksum()
    files = [load(IVAN, MARIA, NOBODY, piece_rows=2), load(MARIA, NOBODY, IVAN, OLGA, IVAN, piece_rows=2)]
    files.append(load(OLGA, IVAN, NOBODY, piece_rows=1))

    for number in order:
        undo_batch(files[number])

    assert checksum() == before


@pytest.mark.parametrize("gone", range(3))
def test_clients_are_those_of_the_files_that_stand(gone: int) -> None:
    files = [[IVAN, MARIA], [MARIA, OLGA], [OLGA, IVAN]]
    batches = [load(*rows, piece_rows=1) for rows in files]

    undo_batch(batches[gone])
    undo_batch(batches[(gone + 1) % 3])

    firm = {"ООО «Ромашка»"}
    assert names() == {row["full_name"] for row in files[(gone + 2) % 3]} | firm


@pytest.mark.parametrize("seed", range(5))
def test_a_client_has_what_the_last_standing_file_says(seed: int) -> None:
    chance = random.Random(seed)
    standing: list[tuple[Batch, dict[str, str]]] = []
    for _step in range(7):
        if standing and chance.random() < 0.4:
            undo_batch(standing.pop(chance.randrange(len(standing)))[0])
        else:
            said = {key: chance.choice(["Самара", "Тверь"]) for key in chance.sample("АБВГД", chance.randint(1, 4))}
            rows = [{"source_id": key, "full_name": f"Иванов {key}горь", "city": city} for key, city in said.items()]
            standing.append((load(*rows, piece_rows=2), said))

        expected = {f"Иванов {key}горь": city for _batch, said in standing for key, city in said.items()}
        assert dict(Client.objects.values_list("name", "city")) == expected

    for batch, _said in standing:
        undo_batch(batch)
    assert len(set(checksum().values())) == 1, "something is left of nothing"


def test_an_edit_keeps_the_client_when_the_last_file_that_holds_it_goes() -> None:
    first, later = load(IVAN), load(IVAN, MARIA)
    ivan = Client.objects.get(last_name="Иванов")
    edit(client=ivan, field="city", value="Самара", version=ivan.version, by=None)

    undo_batch(first)
    undo_batch(later)

    for batch in (first, later):
        batch.operation.refresh_from_db()
    assert first.operation.kept == []
    assert later.operation.kept == [{"client": ivan.pk, "why": "edited_since"}]
    assert names() == {"Иванов Иван", "ООО «Ромашка»"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_an_edit_that_was_taken_back_keeps_nothing(order: tuple[int, ...]) -> None:
    before = checksum()
    files = [load(IVAN, MARIA), load(MARIA, IVAN), load(IVAN)]
    ivan = Client.objects.get(last_name="Иванов")
    operation = edit(client=ivan, field="city", value="Самара", version=ivan.version, by=None)
    undo_batch(files[order[0]])
    undo(operation=operation, by=None)

    undo_batch(files[order[1]])
    undo_batch(files[order[2]])

    assert checksum() == before


def test_a_row_found_again_in_two_pieces_is_passed_on_within_the_file_and_told_once() -> None:
    before = checksum()
    first, later, last = load(IVAN), load(IVAN, MARIA, IVAN, piece_rows=1), load(IVAN)
    undo_batch(first)

    undo_piece(later.pieces.get(number=2))

    assert set(Record.objects.filter(identity=Record.objects.earliest("pk").identity).values_list("batch", "row")) == {
        (later.pk, 2)
    }
    undo_batch(later)
    later.operation.refresh_from_db()
    assert later.operation.data["passed_on"] == {str(last.pk): 1}
    undo_batch(last)
    assert checksum() == before


def test_a_row_that_was_refused_is_passed_on_too() -> None:
    first, later = load(NOBODY), load(NOBODY)

    undo_batch(first)

    assert Record.objects.get().batch_id == later.pk
    assert (later.rows, later.refused, later.unchanged) == (1, 1, 1)
    undo_batch(later)
    assert not Record.objects.exists()


def test_a_file_of_nothing_but_news_notes_nothing() -> None:
    load(IVAN, IVAN, MARIA)

    assert not Repeat.objects.exists()
