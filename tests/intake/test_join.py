"""Who a row is."""

import pytest

from tests.rows import load
from zhivo.clients.models import Client, ContactPoint, Membership, Relation
from zhivo.quality.models import Question

pytestmark = pytest.mark.django_db

IVAN = {"full_name": "Иванов Иван Иванович", "phone": "+7 916 123-45-67", "email": "ivan@bk.example"}


def counts(batch):
    return batch.clients_created, batch.clients_joined, batch.held, batch.refused


def test_every_row_is_accounted_for():
    batch = load(IVAN, {**IVAN, "full_name": "Петрова Мария"}, {"full_name": ""}, {"full_name": "Сидоров Пётр"}, IVAN)

    assert sum(counts(batch)) == batch.rows == 5


def test_a_row_joins_by_an_exact_phone_written_another_way():
    batch = load(IVAN, {"full_name": "Иванов Иван", "phone": "8(916)1234567", "email": ""})

    assert counts(batch) == (1, 1, 0, 0)
    assert Membership.objects.get(why="phone").value == "+79161234567"


def test_a_row_joins_a_client_of_an_earlier_batch_by_an_exact_email():
    load(IVAN)
    batch = load({"full_name": "Иванов И.И.", "email": "IVAN@bk.example "}, source="other")

    assert counts(batch) == (0, 1, 0, 0)
    assert Client.objects.count() == 1
    assert Membership.objects.get(why="email").value == "ivan@bk.example"


def test_contradicting_names_make_a_client_of_their_own_with_an_open_question():
    load(IVAN)
    batch = load({"full_name": "Кузнецова Ольга Петровна", "phone": "+79161234567"}, source="other")

    assert counts(batch) == (0, 0, 1, 0)
    question = Question.objects.get()
    assert (question.reason, question.value, question.other.last_name) == ("names", "+79161234567", "Иванов")


def test_two_people_in_one_piece_do_not_join_over_a_common_phone():
    batch = load(IVAN, {"full_name": "Кузнецова Ольга", "phone": "89161234567"})

    assert counts(batch) == (1, 0, 1, 0)


def test_a_role_mailbox_joins_nobody():
    batch = load(
        {"full_name": "Иванов Иван", "email": "info@romashka.example"},
        {"full_name": "Иван", "email": "info@romashka.example"},
    )

    assert counts(batch) == (1, 0, 1, 0)
    assert Question.objects.get().reason == "shared"


def test_a_shared_value_still_joins_the_same_surname_and_first_name():
    family = "+79161234567"
    batch = load(
        {"full_name": "Иванов Иван", "phone": family},
        {"full_name": "Иванова Мария", "phone": family},
        {"full_name": "Иванов Иван Петрович", "phone": family},
    )

    assert counts(batch) == (1, 1, 1, 0)


def test_the_sources_own_id_decides_whatever_the_names_say():
    load({"source_id": "7", "full_name": "Иванов Иван"})
    batch = load({"source_id": "7", "full_name": "Смирнова Анна"}, source="list")

    assert counts(batch) == (0, 1, 0, 0)
    assert Client.objects.get().last_name == "Смирнова"


def test_the_same_id_in_another_source_is_somebody_else():
    load({"source_id": "7", "full_name": "Иванов Иван"})
    batch = load({"source_id": "7", "full_name": "Смирнова Анна"}, source="other")

    assert counts(batch) == (1, 0, 0, 0)


def test_identity_needs_neither_phone_nor_email():
    batch = load({"full_name": "Иванов Иван"}, {"full_name": "Петров Пётр"}, {"source_id": "9", "full_name": ""})

    assert counts(batch) == (3, 0, 0, 0)


def test_two_rows_of_the_same_content_are_one_client_and_both_are_kept():
    from zhivo.sources.models import Record

    batch = load({"full_name": "Иванов Иван", "city": "Самара"}, {"full_name": "Иванов Иван", "city": "Самара"})

    assert (counts(batch), Record.objects.count()) == ((1, 1, 0, 0), 2)
    assert Membership.objects.filter(why="same_row").count() == 1


def test_a_row_that_says_nothing_about_anybody_is_refused_and_kept():
    from zhivo.sources.models import Outcome, Record

    batch = load({"full_name": "", "comment": "перезвонить"})

    assert counts(batch) == (0, 0, 0, 1)
    assert Record.objects.get(outcome=Outcome.REFUSED).values == ["", "перезвонить"]


def test_rows_known_to_the_letter_change_nothing():
    load(IVAN, {"full_name": "Петрова Мария"})
    batch = load(IVAN, {"full_name": "Петрова Мария", "phone": "", "email": ""})

    assert (counts(batch), batch.unchanged) == ((0, 2, 0, 0), 2)
    assert Client.objects.count() == 2


def test_a_firm_named_beside_persons_is_made_once_and_counted_apart():
    batch = load(
        {"full_name": "Иванов Иван", "company": "ООО «Ромашка»", "inn": "7707083893"},
        {"full_name": "Петрова Мария", "company": "Ромашка ООО", "inn": "7707083893"},
    )

    assert (counts(batch), batch.companies_created) == ((2, 0, 0, 0), 1)
    firm = Client.objects.get(kind="company")
    assert (firm.name, firm.inn) == ("ООО «Ромашка»", "7707083893")
    assert set(Relation.objects.filter(company=firm).values_list("person__first_name", flat=True)) == {"Иван", "Мария"}


def test_a_person_with_the_phone_of_the_firm_he_is_named_with_asks_no_question():
    phone = "+79161234567"
    batch = load(
        {"full_name": "", "company": "ООО Ромашка", "phone": phone},
        {"full_name": "Иванов Иван", "company": "ООО Ромашка", "phone": phone},
        {"full_name": "Петров Пётр", "company": "", "phone": "+79031112233"},
    )

    assert counts(batch) == (3, 0, 0, 0)
    assert Relation.objects.get().company.kind == "company"


def test_a_firm_named_without_its_form_or_inn_is_the_one_firm_of_that_name():
    batch = load(
        {"full_name": "Иванов Иван", "company": "ООО «Ромашка»", "inn": "7707083893"},
        {"full_name": "Петрова Мария", "company": "Ромашка", "inn": ""},
    )
    later = load({"full_name": "Сидоров Пётр", "company": "Ромашка"}, source="other")

    assert (batch.companies_created, later.companies_created) == (1, 0)


def test_a_firm_of_another_legal_form_is_another_firm():
    batch = load(
        {"full_name": "Иванов Иван", "company": "ООО Ромашка"}, {"full_name": "Петрова Мария", "company": "АО Ромашка"}
    )

    assert batch.companies_created == 2


def test_firms_of_one_name_and_different_inn_stay_two():
    batch = load(
        {"full_name": "Иванов Иван", "company": "ООО Ромашка", "inn": "7707083893"},
        {"full_name": "Петрова Мария", "company": "ООО Ромашка", "inn": "7736050003"},
    )

    assert batch.companies_created == 2


def test_a_chain_of_likenesses_does_not_make_two_people_one():
    phone, mail = "+79161234567", "i@bk.example"
    batch = load(
        {"full_name": "Петров Илья", "phone": phone, "email": ""},
        {"full_name": "Петров", "phone": phone, "email": mail},
        {"full_name": "Петров Игорь", "phone": "", "email": mail},
    )

    together = Membership.objects.values_list("client_id", flat=True)
    assert counts(batch) == (1, 1, 1, 0)
    assert len(set(together)) == 2


def test_a_client_that_many_rows_join_keeps_every_contact():
    load(IVAN, {"full_name": "Иванов Иван", "phone": "+79161234567; +79031112233", "email": "two@bk.example"})

    assert set(ContactPoint.objects.values_list("value", flat=True)) == {
        "+79161234567",
        "+79031112233",
        "ivan@bk.example",
        "two@bk.example",
    }


def test_a_value_that_goes_back_is_taken_back():
    for city in ("Самара", "Тула", "Самара"):
        load({"source_id": "7", "full_name": "Иванов Иван", "city": city})

    assert Client.objects.get().city == "Самара"


def test_a_refused_row_that_comes_again_is_refused_again():
    load({"full_name": "", "comment": "перезвонить"})
    batch = load({"full_name": "", "comment": "перезвонить"})

    assert (counts(batch), batch.unchanged) == ((0, 0, 0, 1), 1)


def test_firms_do_not_depend_on_where_pieces_end():
    rows = (
        {"full_name": "Иванов Иван", "company": "ООО Ромашка", "inn": "7707083893"},
        {"full_name": "Петров Пётр", "company": "ООО Ромашка", "inn": ""},
    )

    assert load(*rows, piece_rows=1, source="a").companies_created == 1
    Client.objects.all().delete()
    assert load(*rows, source="b").companies_created == 1
