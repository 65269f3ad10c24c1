"""Answers to words: remembered for a source, written by the import that follows, taken back."""

from __future__ import annotations

from typing import Any

import pytest

from zhivo.clients.models import Client, ContactPoint
from zhivo.intake import batches, jobs, meanings
from zhivo.intake.meanings import Answer
from zhivo.intake.models import Meaning
from zhivo.journal.undo import undo
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Source

LIST = "ФИО;Ответственный;Почта\nИванов Иван;Белова;ivanov@gmial.com\nПетров Пётр;Anna;petrov@mail.ru\n"
MAPPING = ["full_name", "responsible", "email"]


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(name="list")


def loaded(text: str = LIST, *, name: str = "list.csv") -> Batch:
    batch = batches.receive(file=[text.encode()], name=name, by=None, source="list")
    batches.choose(batch=batch, mapping=MAPPING)
    batches.start(batch=batch, by=None)
    return jobs.work_on(batch.pk)


@pytest.mark.django_db(transaction=True)
def test_an_import_without_answers_changes_nothing_and_says_what_it_did_not_understand(people: dict[str, Any]) -> None:
    batch = loaded()

    assert batch.reasons == {"responsible:unknown": 1, "email:domain_typo": 1}
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {"ivanov@gmial.com", "petrov@mail.ru"}
    assert Client.objects.get(last_name="Иванов").responsible is None
    assert Client.objects.get(last_name="Петров").responsible == people["anna"]


@pytest.mark.django_db(transaction=True)
def test_the_next_file_is_read_with_the_answers_and_only_what_they_concern_is_new(people: dict[str, Any]) -> None:
    loaded()
    source = Source.objects.get(name="list")
    given = [
        Answer(source, "responsible", "Белова", "boris@tara.example"),
        Answer(source, "email", "gmial.com", "gmail.com"),
    ]
    meanings.answer(answers=given, by=people["vera"])

    batch = loaded(LIST + "Седов Сергей;белова;sedov@gmial.com\n")

    assert (batch.rows, batch.unchanged, batch.clients_created, batch.clients_joined) == (3, 1, 1, 2)
    assert batch.reasons == {"email:domain_corrected": 2}
    assert Client.objects.get(last_name="Седов").responsible == people["boris"]
    assert ContactPoint.objects.filter(client__last_name="Седов", value="sedov@gmail.com").exists()
    assert loaded(LIST).unchanged == 2


@pytest.mark.django_db
def test_answers_are_journalled_and_taken_back(source: Source, people: dict[str, Any]) -> None:
    first = meanings.answer(answers=[Answer(source, "status", "Думоет", "думает")], by=people["vera"])
    second = meanings.answer(
        answers=[Answer(source, "status", "думоет", None), Answer(source, "sex", "жжж", "f")], by=people["vera"]
    )
    assert meanings.of(source) == {"sex": {"жжж": "f"}}

    undo(operation=second, by=people["vera"])
    assert meanings.of(source) == {"status": {"думоет": "думает"}}

    undo(operation=first, by=people["vera"])
    assert not Meaning.objects.exists()


@pytest.mark.django_db
def test_an_answer_given_anew_since_stays(source: Source) -> None:
    first = meanings.answer(answers=[Answer(source, "status", "думоет", "думает")], by=None)
    meanings.answer(answers=[Answer(source, "status", "думоет", "в работе")], by=None)

    undo(operation=first, by=None)

    assert meanings.of(source) == {"status": {"думоет": "в работе"}}


@pytest.mark.django_db
def test_a_day_is_remembered_as_a_day(source: Source) -> None:
    meanings.answer(answers=[Answer(source, "birthday", "31.02.1980", "28.02.1980")], by=None)

    assert meanings.of(source) == {"birthday": {"31.02.1980": "1980-02-28"}}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "said", "means"),
    [
        ("boots", "x", "y"),
        ("status", " ", "y"),
        ("status", "x", " "),
        ("responsible", "белова", "nobody@tara.example"),
        ("email", "gmial.com", "gmail"),
        ("birthday", "31.02.1980", "30.02.1980"),
        ("sex", "x", "y"),
        ("consent", "x", "maybe"),
    ],
)
def test_what_cannot_be_meant_is_refused(source: Source, people: Any, field: str, said: str, means: str) -> None:
    with pytest.raises(Refusal):
        meanings.answer(answers=[Answer(source, field, said, means)], by=None)

    assert not Meaning.objects.exists()
