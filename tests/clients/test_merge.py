"""Two clients made one, and parted."""

import pytest
from django.apps import apps

from tests.rows import checksum, load
from zhivo.clients import merge as merging
from zhivo.clients.edit import edit
from zhivo.clients.membership import CannotSplit, split
from zhivo.clients.models import Client, Membership
from zhivo.journal.undo import undo
from zhivo.sources.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    load(
        {"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО Ромашка", "tags": "важный"},
        {"full_name": "Иванов Иван Петрович", "email": "ivan@bk.example", "company": "ООО Лютик", "tags": ""},
    )
    return list(Client.objects.filter(kind="person").order_by("pk"))


def test_merge_gathers_everything_on_the_client_that_stays(two):
    keep, absorb = two

    merging.merge(keep=keep, absorb=absorb, by=None)

    keep.refresh_from_db()
    assert keep.patronymic == "Петрович"
    assert set(keep.contact_points.values_list("value", flat=True)) == {"+79161234567", "ivan@bk.example"}
    assert keep.firms.count() == 2
    assert list(Client.objects.live().filter(kind="person")) == [keep]


def test_parting_leaves_the_base_as_it_was(two):
    before = checksum()

    operation = merging.merge(keep=two[0], absorb=two[1], by=None)
    assert checksum() != before
    undo(operation=operation, by=None)

    assert checksum() == before


def test_parting_after_a_later_edit_keeps_the_edit(two):
    operation = merging.merge(keep=two[0], absorb=two[1], by=None)
    keep = Client.objects.get(pk=two[0].pk)
    edit(client=keep, field="city", value="Самара", version=keep.version, by=None)

    undo(operation=operation, by=None)

    assert Client.objects.get(pk=two[0].pk).city == "Самара"
    assert Client.objects.live().filter(kind="person").count() == 2


def test_a_client_cannot_be_merged_twice(two):
    merging.merge(keep=two[0], absorb=two[1], by=None)

    with pytest.raises(merging.CannotMerge):
        merging.merge(keep=two[0], absorb=two[1], by=None)


def test_every_foreign_key_to_client_has_a_merge_rule():
    ruled = {f"{model._meta.label}.{column}" for model, column in merging.MOVES} | set(merging.STAYS)
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model is Client
    }

    assert found == ruled


def test_a_record_split_off_becomes_a_client_of_its_own_and_joins_back():
    load({"full_name": "Иванов Иван", "phone": "+79161234567"}, {"full_name": "Иванов", "phone": "8 916 123 45 67"})
    before = checksum()
    record = Record.objects.get(pk=Membership.objects.get(why="phone").pk)

    operation = split(record=record, by=None)

    assert Client.objects.count() == 2
    undo(operation=operation, by=None)
    assert checksum() == before


def test_the_only_record_of_a_client_cannot_be_split_off():
    load({"full_name": "Иванов Иван"})

    with pytest.raises(CannotSplit):
        split(record=Record.objects.get(), by=None)
