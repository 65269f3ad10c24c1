import polars as pl
import pytest
from disposable_email_domains import blocklist

from tests.quality.piece import cleaned
from zhivo.quality.mail_domains import KNOWN

DUMMIES = {
    "no mailbox": "no@no.ru net@net.ru mail@mail.ru klient15@mail.ru net_pochty@mail.ru noemail@firma.ru нет@mail.ru",
    "a short one": "1@mail.ru a@mail.ru 7@gmail.com",
    "keys": "qwe@qwe.ru asdasd@mail.ru 123@123.com qwerty12@mail.ru 1q2w3e@mail.ru sdfgsdf@mail.ru 12345678@mail.ru",
    "a trial": "test@firma.ru test1@mail.ru test_test@mail.ru тест@тест.рф",
    "half of one": "asdasd@ @mail.ru 1@1 qwe@qwe @",
    "for ten minutes": "ivan@mailinator.com anna@sub.mailinator.com",
    "an example": "ivan@example.com name@domain.ru",
    "a machine's": "noreply@firma.ru no-reply@mail.ru",
    "the service's own": "info@mail.ru support@yandex.ru",
}


@pytest.mark.parametrize("cells", DUMMIES.values(), ids=DUMMIES)
def test_addresses_that_nobody_reads_are_dummies(cells: str) -> None:
    clean = cleaned(email=cells.split())

    assert clean["emails"].to_list() == [[]] * clean.height
    assert clean["reasons"].to_list() == [["email:placeholder"]] * clean.height


PEOPLE = (
    *("testov@mail.ru", "testova.anna@mail.ru", "contest@mail.ru", "anna@mail.ru", "nonna@yandex.ru", "ab@mail.ru"),
    *("a.b@mail.ru", "aa77@mail.ru", "ivan@ivan.ru", "a@firma.ru", "79161234567@mail.ru", "2512@mail.ru"),
    *("dmtrkzlv@mail.ru", "romashka@romashka.ru", "director@firma.ru", "client.anna@mail.ru", "natalia@mail.ru"),
    *("netrebko@mail.ru", "guseva@mail.ru", "ivan@gmial.com"),
)
DEPARTMENTS = (
    *("info@romashka.ru", "office@firma.ru", "sale@firma.ru", "zakaz2@firma.ru", "sales.spb@firma.ru", "buh@firma.ru"),
    *("zakaz-romashka@mail.ru", "mail@romashka.ru", "client@firma.ru", "e-mail@firma.ru"),
)


def test_mailboxes_of_people_are_not_taken_for_dummies() -> None:
    clean = cleaned(email=list(PEOPLE))

    assert clean["emails"].explode().to_list() == list(PEOPLE)
    assert not set(clean["reasons"].explode()) & {"email:placeholder", "email:role"}


def test_the_address_of_a_department_is_kept_and_marked() -> None:
    clean = cleaned(email=list(DEPARTMENTS))

    assert clean["emails"].explode().to_list() == list(DEPARTMENTS)
    assert clean["reasons"].to_list() == [["email:role"]] * len(DEPARTMENTS)


def test_a_person_whose_name_begins_like_a_department_is_a_person() -> None:
    people = ["infomania@mail.ru", "salem@firma.ru", "optimist@firma.ru", "hrustalev@firma.ru", "prokofiev@firma.ru"]

    assert cleaned(email=people)["reasons"].to_list() == [[]] * len(people)


def test_services_that_people_have_for_years_are_not_for_ten_minutes_whatever_the_list_says() -> None:
    clean = cleaned(email=[f"ivan.petrov@{domain}" for domain in KNOWN])

    assert len(blocklist) > 5000
    assert clean["emails"].list.len().to_list() == [1] * len(KNOWN)


def test_words_beside_an_address_are_no_reason_to_lose_it() -> None:
    clean = cleaned(email=["нет, ivan@mail.ru", "ivan@mail.ru; 1@mail.ru"])

    assert clean["emails"].to_list() == [["ivan@mail.ru"], ["ivan@mail.ru"]]
    assert pl.Series(["email:placeholder"]).is_in(clean["reasons"][1].implode()).all()
