"""A whole import taken back."""

import pytest

from tests.rows import checksum, load
from zhivo.clients.edit import edit
from zhivo.clients.merge import merge
from zhivo.clients.models import Client, ClientTag, Consent, ConsentText, ContactPoint, Tag
from zhivo.intake.undo import undo_batch
from zhivo.journal.undo import undo
from zhivo.quality import answers
from zhivo.quality.models import Question
from zhivo.sources.models import Record

pytestmark = pytest.mark.django_db

IVAN = {"full_name": "Иванов Иван", "phone": "+79161234567", "company": "ООО Ромашка", "inn": "7707083893"}
IVAN_LATER = {
    "full_name": "Иванов Иван Петрович",
    "phone": "+79161234567, +79031112233",
    "email": "ivan@bk.example",
    "company": "ООО Лютик",
    "city": "Самара",
    "tags": "важный",
}


def test_undo_of_everything_leaves_an_empty_base():
    empty = checksum()
    batch = load(IVAN, IVAN_LATER, {"full_name": "Петрова Мария", "phone": "+79161234567"}, {"comment": "кто это"})

    undo_batch(batch)

    assert checksum() == empty
    assert batch.state == "undone"


def test_undo_leaves_the_base_as_it_was_updated_values_included():
    load(IVAN, {"full_name": "Петрова Мария", "phone": "+79055555555"})
    before = checksum()
    batch = load(
        IVAN_LATER, {"full_name": "Сидоров Пётр", "phone": "+79055555555", "company": "Ромашка ООО"}, source="other"
    )
    assert checksum() != before

    undo_batch(batch)

    assert checksum() == before


def test_undo_of_the_first_import_keeps_what_a_later_one_brought():
    first = load(IVAN)
    load(IVAN_LATER, source="other")

    undo_batch(first)

    ivan = Client.objects.get(kind="person")
    assert (ivan.patronymic, ivan.city) == ("Петрович", "Самара")
    assert set(ContactPoint.objects.filter(client=ivan).values_list("value", flat=True)) == {
        "+79161234567",
        "+79031112233",
        "ivan@bk.example",
    }


def test_a_client_that_somebody_edited_since_stays_and_is_listed():
    batch = load(IVAN, {"full_name": "Петрова Мария"})
    ivan = Client.objects.get(last_name="Иванов")
    edit(client=ivan, field="city", value="Самара", version=ivan.version, by=None)

    undo_batch(batch)

    batch.operation.refresh_from_db()
    assert batch.operation.kept == [{"client": ivan.pk, "why": "edited_since"}]
    assert list(Client.objects.filter(kind="person")) == [ivan]
    assert Record.objects.count() == 1


def test_undo_goes_on_where_a_crash_stopped_it():
    from zhivo.intake.undo import undo_piece

    empty = checksum()
    batch = load(*({"full_name": f"Иванов Иван{n}", "phone": f"+7916000{n:04}"} for n in range(30)), piece_rows=10)
    undo_piece(batch.pieces.get(number=2))

    undo_batch(batch)

    assert checksum() == empty


def test_the_same_file_may_be_loaded_again_after_an_undo():
    undo_batch(load(IVAN))

    batch = load(IVAN)

    assert (batch.clients_created, batch.unchanged) == (1, 0)


def test_undo_after_a_merge_leaves_no_ghost():
    empty = checksum()
    batch = load({"full_name": "Иванов Иван"}, {"full_name": "Кузнецова Ольга"})
    keep, absorb = Client.objects.order_by("pk")
    merge(keep=keep, absorb=absorb, by=None)

    undo_batch(batch)

    assert checksum() == empty


def test_undoing_a_merge_whose_import_is_gone_brings_no_empty_client_back():
    load({"full_name": "Иванов Иван"})
    later = load({"full_name": "Кузнецова Ольга"}, source="other")
    keep, absorb = Client.objects.order_by("pk")
    operation = merge(keep=keep, absorb=absorb, by=None)
    undo_batch(later)

    undo(operation=operation, by=None)

    assert [client.name for client in Client.objects.live()] == ["Иванов Иван"]


def test_a_hand_made_link_keeps_no_firm_of_an_undone_import():
    empty = checksum()
    phone = "+79161234567"
    batch = load(
        {"full_name": "", "company": "ООО Ромашка", "phone": phone}, {"full_name": "Иванов Иван", "phone": phone}
    )
    answers.linked(question=Question.objects.get(), by=None)

    undo_batch(batch)

    assert checksum() == empty


def test_a_client_handed_to_somebody_since_stays_and_is_listed(people):
    batch = load({"full_name": "Иванов Иван"})
    ivan = Client.objects.get()
    edit(client=ivan, field="responsible", value=str(people["anna"].pk), version=ivan.version, by=people["vera"])

    undo_batch(batch)

    batch.operation.refresh_from_db()
    assert batch.operation.kept == [{"client": ivan.pk, "why": "edited_since"}]


@pytest.mark.parametrize("said", ["tag", "consent"])
def test_a_client_whom_somebody_has_tagged_or_who_has_consented_stays(said: str) -> None:
    batch = load({"full_name": "Крюков Лев", "phone": "+79161234567"}, {"full_name": "Юдина Ольга"})
    lev = Client.objects.get(last_name="Крюков")
    if said == "tag":
        ClientTag.objects.create(client=lev, tag=Tag.objects.create(name="важный"))
    else:
        text = ConsentText.objects.create(purpose="personal_data", words="Согласен")
        Consent.objects.create(client=lev, purpose="personal_data", text=text, source="form")

    undo_batch(batch)

    assert list(Client.objects.all()) == [lev]
    batch.operation.refresh_from_db()
    assert batch.operation.kept == [{"client": lev.pk, "why": "edited_since"}]
