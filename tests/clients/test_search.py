"""Finding a client."""

import pytest

from tests.rows import load
from zhivo.clients.models import Client
from zhivo.clients.search import find, hash_of

pytestmark = pytest.mark.django_db
HASH_OF_IVANOV = -743874143531407253  # stored in every base: another value would lose all clients


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
        {"full_name": "Щербаков Артём", "phone": "", "email": "boss@hleb.example"},
    )


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


def test_the_hash_of_a_word_never_changes():
    assert hash_of("иванов") == hash_of("иванов") == HASH_OF_IVANOV
