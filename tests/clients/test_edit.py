"""What a person types into a card."""

import pytest

from tests.rows import checksum, load
from zhivo.clients.edit import BadValue, Stale, edit
from zhivo.clients.models import Client, ContactPoint, Event
from zhivo.intake import by_hand
from zhivo.journal.undo import undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivan():
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "city": "Самара"})
    return Client.objects.get()


def test_an_edit_wins_over_the_records_and_over_later_imports(ivan):
    edit(client=ivan, field="city", value="Казань", version=ivan.version, by=None)
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "city": "Москва"}, source="other")

    ivan.refresh_from_db()
    assert ivan.city == "Казань"


def test_undoing_an_edit_brings_back_what_the_records_say(ivan):
    before = checksum()
    operation = edit(client=ivan, field="city", value="Казань", version=ivan.version, by=None)

    undo(operation=operation, by=None)

    assert checksum() == before


def test_a_stale_version_is_refused_and_changes_nothing(ivan):
    edit(client=ivan, field="city", value="Казань", version=ivan.version, by=None)
    before = checksum()

    with pytest.raises(Stale) as stale:
        edit(client=ivan, field="city", value="Пермь", version=ivan.version, by=None)

    ivan.refresh_from_db()
    assert stale.value.version == ivan.version
    assert checksum() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [("birthday", "1980-02-30"), ("birthday", "1800-01-01"), ("no_such", "x"), ("city", "x" * 5000), ("sex", "?")],
)
def test_a_value_that_cannot_be_is_refused(ivan, field, value):
    with pytest.raises(BadValue):
        edit(client=ivan, field=field, value=value, version=ivan.version, by=None)


def test_a_phone_is_added_replaced_and_removed(ivan):
    for before, value in ((None, "8 903 111-22-33"), ("+79161234567", "+7 916 765 43 21"), ("+79031112233", None)):
        ivan.refresh_from_db()
        by_hand.edit(client=ivan, field="phone", value=value, before=before, version=ivan.version, by=None)

    assert list(ContactPoint.objects.values_list("value", flat=True)) == ["+79167654321"]


def test_an_emptied_field_stays_empty_though_records_have_it(ivan):
    edit(client=ivan, field="city", value="", version=ivan.version, by=None)

    ivan.refresh_from_db()
    assert ivan.city is None


def test_a_typed_surname_is_found_by_search_and_by_the_next_import(ivan):
    by_hand.edit(client=ivan, field="last_name", value="петров", version=ivan.version, by=None)
    batch = load({"full_name": "Петров Иван", "phone": "+79161234567"}, source="other")

    ivan.refresh_from_db()
    assert (ivan.name, batch.clients_joined) == ("Петров Иван", 1)


def test_an_edit_is_a_fact_in_the_log(ivan):
    edit(client=ivan, field="city", value="Казань", version=ivan.version, by=None)

    fact = Event.objects.get(kind="client.edited")
    assert fact.data == {"field": "city", "before": "Самара", "after": "Казань"}
