"""Finding a client by what is typed."""

import pytest
from django.db import connection

from tests.rows import load
from zhivo.clients.find import _cities_of, find
from zhivo.clients.models import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(django_user_model):
    return django_user_model.objects.create_user("vera@tara.example", name="Вера", roles=["owner"])


@pytest.fixture(autouse=True)
def base():
    load(
        {
            "full_name": "Иванова Наталья Петровна",
            "phone": "+79161234567",
            "email": "n.ivanova84@bk.example",
            "inn": "",
        },
        {"full_name": "Иванов Пётр", "phone": "+79031112233", "email": "", "inn": ""},
        {"full_name": "", "phone": "", "email": "", "company": "ООО «Хлебный дом»", "inn": "7707083893"},
        {"full_name": "Щербаков Артём", "phone": "", "email": "boss@hleb.example", "city": "Нижний Новгород"},
    )


def names(text, user):
    return [client.name for client in find(text=text, user=user)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Иванова Наталья", "Иванова Наталья Петровна"),
        ("наталья иванова", "Иванова Наталья Петровна"),
        ("Наталя Иванова", "Иванова Наталья Петровна"),
        ("Иваноав Наталья", "Иванова Наталья Петровна"),
        ("Щербакво", "Щербаков Артём"),
        ("щерб", "Щербаков Артём"),
        ("Артем", "Щербаков Артём"),
        ("4567", "Иванова Наталья Петровна"),
        ("8 (916) 123-45-67", "Иванова Наталья Петровна"),
        ("123-45-67", "Иванова Наталья Петровна"),
        ("+7 916 123", "Иванова Наталья Петровна"),
        ("ivanova84", "Иванова Наталья Петровна"),
        ("boss@hl", "Щербаков Артём"),
        ("хлебный", "ООО «Хлебный дом»"),
        ("Хлебнй дом", "ООО «Хлебный дом»"),
        ("770708", "ООО «Хлебный дом»"),
        ("3893", "ООО «Хлебный дом»"),
    ],
)
def test_a_client_is_found_first_by(text, name, owner):
    assert find(text=text, user=owner)[0].name == name


@pytest.mark.parametrize("text", ["", "  ", "%", "''", "\\", "ъъъъъъ", "0000000", "☎", "a" * 5000])
def test_nonsense_finds_nobody_and_breaks_nothing(text, owner):
    assert find(text=text, user=owner) == []


def test_only_visible_clients_are_found(django_user_model):
    anna = django_user_model.objects.create_user("anna@tara.example", name="Анна", roles=["manager"])
    boris = django_user_model.objects.create_user("boris@tara.example", name="Борис", roles=["manager"])
    admin = django_user_model.objects.create_user("admin@tara.example", name="Админ", roles=["administrator"])
    Client.objects.filter(first_name="Пётр").update(responsible=boris)

    assert find(text="Иванов Пётр", user=anna) == [] or find(text="Иванов Пётр", user=anna)[0].first_name != "Пётр"
    assert find(text="Иванов Пётр", user=boris)[0].first_name == "Пётр"
    assert find(text="2233", user=anna) == []
    assert find(text="Иванов", user=admin) == []


def test_exact_fits_stand_before_near_ones_and_names_with_less_beside_before_longer_ones(owner):
    load(*({"full_name": name} for name in ("Попова Анна", "Попов Иван Ильич", "Попов Иван", "Попович Иван")))

    assert names("Попов Иван", owner) == ["Попов Иван", "Попов Иван Ильич"]
    assert names("Иван Попов", owner) == ["Попов Иван", "Попов Иван Ильич", "Попович Иван"]


@pytest.mark.parametrize("text", ["попвоич", "оппович", "поповиич", "опович иван", "Папович Иван", "Иван Поповчи"])
def test_a_slip_anywhere_in_a_surname_still_finds_him(text, owner):
    load({"full_name": "Попович Иван"}, {"full_name": "Попов Иван"})

    assert names(text, owner)[0] == "Попович Иван"


@pytest.mark.parametrize("text", ["Юил Ли", "Ли Юлия", "Юлия Л", "Ли Ю."])
def test_short_names_are_found_by_a_slip_in_the_other_word_and_by_initials(text, owner):
    load({"full_name": "Ли Юлия"})

    assert names(text, owner)[0] == "Ли Юлия"


@pytest.mark.parametrize("text", ["bdfyjd gtnh", "Bdfyjd Gtnh", "ivanov petr", "Ivanov Pyotr"])
def test_the_wrong_layout_and_latin_letters_are_read(text, owner):
    assert names(text, owner)[0] == "Иванов Пётр"


@pytest.mark.parametrize(
    "text",
    [
        "Сидоров Иван 4444",
        "4444 сидоров",
        "Сидоров Тверь",
        "сидоров маяк",
        "маяк Сидроов",
        "Сидоров 8 (916) 222-44-44",
        "сидоров 1980",
    ],
)
def test_a_name_with_a_phone_a_city_a_firm_or_a_year_tells_namesakes_apart(text, owner):
    load(
        {"full_name": "Сидоров Иван", "phone": "+79162223333", "city": "Пермь", "company": "Заря", "birthday": ""},
        {
            "full_name": "Сидоров Иван Ильич",
            "phone": "+79162224444",
            "city": "Тверь",
            "company": "ООО Маяк",
            "birthday": "01.02.1980",
        },
    )

    assert names(text, owner)[0] == "Сидоров Иван Ильич"


@pytest.mark.parametrize("text", ["Нижний Новгород", "новгород щербаков", "щербаков нижний новгород"])
def test_a_city_of_two_words_is_found_by_both_of_them(text, owner):
    assert names(text, owner)[0] == "Щербаков Артём"


@pytest.mark.parametrize(
    "text",
    [
        "n.ivanova84@bk.example",
        "n.ivanova84@b",
        "vanova84",
        "ivanova8",
        "n.ivnova84",
        "n.ivanoova",
        "ivanova48",
        "a84@bk",
        "nivanova84",
    ],
)
def test_a_piece_of_an_email_finds_its_owner_with_a_slip_too(text, owner):
    load({"full_name": "Сергеев Пётр", "email": "ivan85@bk.example"})

    assert names(text, owner)[0] == "Иванова Наталья Петровна"


@pytest.mark.parametrize(
    "text", ["ООО Хлебный дом", "хлебныйдом", "дом хлеб", "khlebnyi", "{kt,ysq ljv", "Хлебный дмо"]
)
def test_a_firm_is_found_by_any_of_its_words(text, owner):
    assert names(text, owner)[0] == "ООО «Хлебный дом»"


def test_words_that_the_base_writes_as_one_are_found_written_apart_and_the_other_way_round(owner):
    load({"company": "Стройсервис", "inn": "7736050003"}, {"company": "Агро Снаб", "inn": "5003052454"})

    assert "Стройсервис" in names("строй сервис", owner)[0]
    assert "Агро Снаб" in names("агроснаб", owner)[0]


@pytest.mark.parametrize("text", ["1234576", "9161234568", "+7 (916) 123-54-67", "89161234576"])
def test_a_phone_with_a_wrong_digit_is_found_where_nobody_has_the_right_one(text, owner):
    assert names(text, owner)[0] == "Иванова Наталья Петровна"


def test_a_word_that_fits_nobody_does_not_hide_whom_the_others_fit(owner):
    assert names("Щербаков Артём директор", owner)[0] == "Щербаков Артём"


def test_the_same_text_gives_the_same_order(owner):
    load(*({"full_name": f"Ким Анна {name}"} for name in ("Ивановна", "Петровна", "Ильинична", "Олеговна")))

    assert names("Ким Анна", owner) == names("ким анна", owner)
    assert len(names("ким анна", owner)) == 4


def test_a_city_is_found_with_a_slip_or_by_its_beginning_once_the_base_has_been_analysed(owner):
    load(
        *({"full_name": f"Ким {name}", "city": "Тверь"} for name in ("Анна", "Пётр")),
        {"full_name": "Ким Анна Ильинична"},
    )
    _cities_of.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE clients_client")

    try:
        assert names("ким анна тврь", owner) == names("ким анна твер", owner) == ["Ким Анна"]
    finally:
        _cities_of.cache_clear()


@pytest.mark.parametrize("text", ["Сидоров 0000", "Сидоров 9999"])
def test_a_number_that_is_no_year_finds_nobody(text, owner):
    assert names(text, owner) == []
