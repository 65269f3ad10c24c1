from typing import Any

import polars as pl
import pytest
from django.utils.translation import override

from tests.rows import load
from zhivo.quality.repeated import NOBODYS, SCHEMA, judged, repeated, sentence

SURNAMES = "petrov sidorov kuznecov orlov zaicev belov gusev titov karpov vlasov mironov panov zotov".split()  # noqa: SIM905
MOBILE, LANDLINE = "+79161234568", "+74951234568"


def held(*clients: dict[str, Any], value: str = MOBILE) -> pl.DataFrame:
    medium = "email" if "@" in value else "phone"
    rows = [{"value": value, "medium": medium, "clients": 1} | client for client in clients]
    return pl.DataFrame(rows, schema=SCHEMA)


def strangers(count: int, **more: str) -> list[dict[str, str]]:
    return [{"last_key": SURNAMES[at % len(SURNAMES)], "first_key": f"ivan{at}"} | more for at in range(count)]


def verdict(frame: pl.DataFrame) -> tuple[str, str | None]:
    return judged(frame).select("verdict", "why").row(0)


def test_a_number_of_many_strangers_is_nobodys() -> None:
    row = judged(held(*strangers(NOBODYS + 2))).row(0, named=True)

    assert (row["verdict"], row["why"], row["holders"]) == ("placeholder", None, NOBODYS + 2)


def test_a_few_strangers_only_share_a_number() -> None:
    assert verdict(held(*strangers(NOBODYS - 1))) == ("shared", "several")


def test_behind_a_landline_or_a_mailbox_of_a_firm_there_may_be_an_office() -> None:
    people = strangers(NOBODYS + 2)

    assert verdict(held(*people, value=LANDLINE)) == ("shared", "several")
    assert verdict(held(*people, value="petrov@firma.ru")) == ("shared", "several")
    assert verdict(held(*people, value="petrov@mail.ru")) == ("placeholder", None)


@pytest.mark.parametrize(
    ("clients", "why"),
    [
        (
            [{"last_key": last, "first_key": first} for last in ("orlov", "orlova") for first in ("oleg", "anna")],
            "family",
        ),
        (strangers(40, company_key="romawka"), "firm"),
    ],
)
def test_those_who_belong_together_share_a_number_however_many_they_are(clients: list[Any], why: str) -> None:
    assert verdict(held(*clients)) == ("shared", why)


def test_a_department_of_one_firm_is_read_by_many() -> None:
    assert verdict(held(*strangers(60), value="zakaz@firma.ru")) == ("shared", "department")


def test_one_name_many_times_is_one_client() -> None:
    same = {"last_key": "orlov", "first_key": "oleg"}

    assert verdict(held(*[same] * 12)) == ("doubled", None)
    assert verdict(held(same | {"clients": 5}, {"last_key": "orlova", "first_key": "oleg"})) == ("doubled", None)


def test_clients_without_a_name_prove_nothing() -> None:
    nameless = {"last_key": None, "first_key": None, "clients": 40}

    assert verdict(held(nameless, *strangers(3))) == ("shared", "several")


@pytest.mark.django_db
def test_the_base_is_looked_at_whole_or_for_some_values_only() -> None:
    names = ["Иванов Иван", "Петрова Ольга", "Сидоров Олег"]
    load(
        *({"full_name": name, "phone": "+79161234568", "email": "", "city": "Тула"} for name in names),
        {"full_name": "Белова Анна", "phone": "+79161234569", "email": "anna@mail.ru", "city": ""},
        {"full_name": "Зуев Пётр", "phone": "", "email": "anna@mail.ru", "city": ""},
    )

    whole = repeated()
    some = repeated(values=pl.Series(["anna@mail.ru", "+79161234569"]))

    assert list(whole.select("value", "medium", "holders", "names", "cities").iter_rows()) == [
        ("+79161234568", "phone", 3, 3, 1),
        ("anna@mail.ru", "email", 2, 2, 0),
    ]
    assert some["value"].to_list() == ["anna@mail.ru"]
    assert repeated(least=3)["value"].to_list() == ["+79161234568"]


@pytest.mark.django_db
def test_an_empty_base_repeats_nothing() -> None:
    assert repeated().is_empty()
    assert repeated(values=pl.Series([], dtype=pl.String)).is_empty()


def test_the_judgement_is_a_phrase_for_people() -> None:
    with override("en"):
        nobodys = sentence(medium="phone", verdict="placeholder", why=None, holders=214)
        family = sentence(medium="phone", verdict="shared", why="family", holders=4)
        doubled = sentence(medium="email", verdict="doubled", why=None, holders=3)

    assert nobodys == "214 different clients have this number"
    assert family == "shared by a family: 4 clients hold it"
    assert doubled == "the same client 3 times"
