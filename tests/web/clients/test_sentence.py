"""The filters as a sentence."""

from __future__ import annotations

import pytest
from django.utils import translation

from zhivo.clients.filters import Filters
from zhivo.sources.models import Batch, Source
from zhivo.web.clients import sentence


@pytest.fixture
def batch(db: None) -> Batch:
    return Batch.objects.create(source=Source.objects.create(name="1С"), file_name="Список.xlsx")


def test_a_list_is_called_by_its_whole_sentence(batch: Batch) -> None:
    filters = Filters(phone="yes", city="Самара", responsible="none", batch=str(batch.pk), outcome="joined")

    assert sentence.name_of(filters) == (
        "Clients with a phone, in the city of Самара, with nobody responsible, joined from the import Список.xlsx"
    )
    assert sentence.name_of(Filters()) == "Clients"


def test_russian_reads_as_russian(db: None) -> None:
    with translation.override("ru"):
        said = sentence.name_of(Filters(kind="company", phone="no", city="Самара", responsible="none"))

    assert said == "Компании без телефона, в городе Самара, без ответственного"


def test_what_the_number_names_may_be_gone(db: None) -> None:
    filters = Filters(source="77", batch="77", tag="77", responsible="77")

    assert [part.words for part in sentence.parts(filters)] == ["?", "?", "?", "?"]


def test_another_import_forgets_the_outcome(batch: Batch) -> None:
    filters = Filters(batch=str(batch.pk), outcome="joined", city="Самара")

    taken_out = sentence.url_of(sentence._with(filters, "batch", ""))

    assert taken_out == "?city=%D0%A1%D0%B0%D0%BC%D0%B0%D1%80%D0%B0"


def test_only_what_is_not_said_yet_can_be_added() -> None:
    offered = [choice.label for choice in sentence.addable(Filters(phone="yes", care="uncovered"))]

    assert "Phone" not in offered
    assert offered[0] == "E-mail"
