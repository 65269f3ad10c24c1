"""Who the demo clients really are."""

import pytest
from stdnum.ru import inn

from zhivo.demo.cast import KNOWN, MANAGERS, Cast, Client
from zhivo.demo.people import PEOPLE


@pytest.fixture(scope="module")
def clients() -> list[Client]:
    return Cast().clients()


def test_the_same_clients_are_made_each_time(clients: list[Client]) -> None:
    assert Cast().clients() == clients
    assert Cast(seed=1).clients() != clients


def test_clients_that_the_screens_speak_of_come_first(clients: list[Client]) -> None:
    assert clients[0].name == "Хлебный дом"
    assert clients[0].person.whole == "Мельник Светлана Игоревна"
    assert clients[KNOWN - 1].person.last == "Изотова"


def test_inns_are_valid_and_of_a_tax_office_that_does_not_exist(clients: list[Client]) -> None:
    numbers = [client.inn for client in clients if client.inn]

    assert len(numbers) > 500
    assert all(inn.is_valid(number) and number[2:4] == "00" for number in numbers)


def test_only_families_and_firms_share_a_phone(clients: list[Client]) -> None:
    owners: dict[str, set[str]] = {}
    for client in clients:
        for person in client.people:
            owners.setdefault(person.phone, set()).add(person.last[:4])

    assert all(len(surnames) == 1 for surnames in owners.values())
    assert sum(len(client.people) for client in clients) > len(owners)


def test_every_client_has_a_manager_who_works_here(clients: list[Client]) -> None:
    assert {client.manager for client in clients} == set(MANAGERS)
    assert set(MANAGERS) <= {one.name for one in PEOPLE if "manager" in one.roles}
