"""Drafts that are put aside."""

from threading import Thread
from typing import Any

import pytest
from django.db import connection

from tests.rows import load
from zhivo.intake import batches, drafts, reading
from zhivo.intake.files import stored
from zhivo.intake.models import Mapping
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Source

pytestmark = pytest.mark.django_db
LIST = "ФИО;Телефон\nИванов Иван;+79161234567\n"


def draft(name: str, text: str = LIST) -> Batch:
    return batches.receive(file=[text.encode()], name=name, by=None)


def test_a_draft_goes_with_its_file_and_its_source() -> None:
    batch = draft("убрать.csv", LIST + "Только Здесь;+79161234568\n")
    file = stored(batch)
    assert file.exists()

    drafts.discard(batch=batch)

    assert not file.exists()
    assert not Batch.objects.exists()
    assert not Source.objects.exists()


def test_the_file_stays_while_another_batch_was_made_of_it() -> None:
    first, second = draft("раз.csv"), draft("два.csv")

    drafts.discard(batch=second)

    assert stored(first).exists()
    assert [one.name for one in Source.objects.all()] == ["раз"]


def test_a_source_that_remembers_columns_stays() -> None:
    batch = draft("база.csv")
    Mapping.objects.create(source=batch.source, column="ФИО", field="full_name")

    drafts.discard(batch=batch)

    assert Source.objects.get().name == "база"


def test_a_batch_that_has_begun_is_not_put_aside() -> None:
    with pytest.raises(Refusal):
        drafts.discard(batch=load({"full_name": "Иванов Иван", "phone": "+79161234567"}))

    assert Batch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_just_being_received_again_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    first = draft("раз.csv", LIST + "Снова Здесь;+79161234569\n")
    look, aside = reading.look, Thread(target=discard, args=[first])

    def look_meanwhile(*args: Any, **kwargs: Any) -> Any:
        aside.start()
        aside.join(timeout=0.3)
        return look(*args, **kwargs)

    monkeypatch.setattr(reading, "look", look_meanwhile)
    second = draft("два.csv", LIST + "Снова Здесь;+79161234569\n")
    aside.join()

    assert stored(second).exists()
    assert list(Batch.objects.all()) == [second]


def discard(batch: Batch) -> None:
    try:
        drafts.discard(batch=batch)
    finally:
        connection.close()
