"""Pages of the base: no gaps, no repeats, forward and back, for an owner and for a manager."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rows import load
from zhivo.clients import listing
from zhivo.clients.filters import Filters
from zhivo.clients.models import Client
from zhivo.team.models import Team, User

LETTERS = "абвгдежзик"


@pytest.fixture
def people(db: None) -> dict[str, User]:
    team = Team.objects.create(name="Продажи")
    made = {"owner": User.objects.create_user("o@example.org", name="Вера", roles=["owner"])}
    for name in ("anna", "oleg", "clara"):
        made[name] = User.objects.create_user(
            f"{name}@example.org", name=name, roles=["manager"], team=None if name == "clara" else team
        )
    made["boris"] = User.objects.create_user("b@example.org", name="Борис", roles=["head"], team=team)
    return made


@pytest.fixture
def base(people: dict[str, User]) -> dict[str, User]:
    """Sixty clients, many of one name, led by several people and by nobody."""
    draw = random.Random(3)
    load(*({"full_name": f"{draw.choice(LETTERS)}ов Иван", "phone": f"+791612345{n:02}"} for n in range(60)))
    leaders = [people["anna"], people["oleg"], people["clara"], None]
    for client in Client.objects.all():
        Client.objects.filter(pk=client.pk).update(responsible=draw.choice(leaders))
    return people


def walk(user: User, filters: Filters, *, size: int) -> list[int]:
    seen: list[int] = []
    page = listing.page(user=user, filters=filters, size=size)
    while True:
        seen += [client.pk for client in page.rows]
        if page.after is None:
            return seen
        page = listing.page(user=user, filters=filters, after=page.after, size=size)


def walk_back(user: User, filters: Filters, *, size: int) -> list[int]:
    last = walk(user, filters, size=size)[-1]
    seen: list[int] = [last]
    page = listing.page(user=user, filters=filters, before=last, size=size)
    while True:
        seen = [client.pk for client in page.rows] + seen
        if page.before is None:
            return seen
        page = listing.page(user=user, filters=filters, before=page.before, size=size)


@pytest.mark.parametrize("sort", ["name", "newest"])
@pytest.mark.parametrize("who", ["owner", "anna", "boris", "clara"])
def test_pages_show_everybody_once_and_in_order(base: dict[str, User], who: str, sort: str) -> None:
    user, filters = base[who], Filters(sort=sort)
    order = ("sort_name", "pk") if sort == "name" else ("-pk",)
    expected = list(Client.objects.visible_to(user).order_by(*order).values_list("pk", flat=True))

    assert walk(user, filters, size=7) == expected
    assert walk_back(user, filters, size=7) == expected


@pytest.mark.parametrize("sort", ["name", "newest"])
def test_neighbours_and_place_are_those_of_the_list(base: dict[str, User], sort: str) -> None:
    user, filters = base["anna"], Filters(sort=sort)
    everybody = walk(user, filters, size=50)
    client = Client.objects.get(pk=everybody[4])

    assert listing.neighbours(user=user, filters=filters, client=client) == (everybody[3], everybody[5])
    assert listing.place_of(user=user, filters=filters, client=client) == 5
    first, last = (Client.objects.get(pk=everybody[at]) for at in (0, -1))
    assert listing.neighbours(user=user, filters=filters, client=first)[0] is None
    assert listing.neighbours(user=user, filters=filters, client=last)[1] is None


def test_one_comes_back_to_a_page_with_the_client_in_its_middle(base: dict[str, User]) -> None:
    everybody = walk(base["owner"], Filters(), size=50)

    page = listing.page(user=base["owner"], filters=Filters(), around=everybody[30], size=10)

    assert [client.pk for client in page.rows] == everybody[25:35]
    assert (page.before, page.after) == (everybody[25], everybody[34])
    start = listing.page(user=base["owner"], filters=Filters(), around=everybody[1], size=10)
    assert [client.pk for client in start.rows] == everybody[:6]
    assert start.before is None


def test_an_edge_that_is_gone_shows_the_first_page(base: dict[str, User]) -> None:
    first = listing.page(user=base["owner"], filters=Filters())

    assert listing.page(user=base["owner"], filters=Filters(), after=10**17).rows == first.rows


def test_counts_stop_where_they_are_told(base: dict[str, User]) -> None:
    assert listing.count(user=base["owner"], filters=Filters()) == listing.Count(60, is_exact=True)
    assert listing.count(user=base["owner"], filters=Filters(), most=59) == listing.Count(59, is_exact=False)
    assert listing.count_all(user=base["owner"], filters=Filters()) == 60


def test_a_page_costs_the_same_few_queries_however_many_rows(base: dict[str, User]) -> None:
    def queries(size: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as spent:
            for client in listing.page(user=base["owner"], filters=Filters(), size=size).rows:
                _shown = client.responsible, getattr(client, "standing", None), client.main_points
        return len(spent)

    assert queries(3) == queries(40) <= 3


def test_cities_are_the_commonest_that_the_user_sees(base: dict[str, User]) -> None:
    load(*({"full_name": f"Город {n}", "city": "Самара" if n % 3 else "Пермь"} for n in range(6)), source="cities")
    secret = Client.objects.filter(city="Пермь")
    secret.update(responsible=base["clara"])

    assert listing.cities(user=base["owner"]) == ["Самара", "Пермь"]
    assert listing.cities(user=base["anna"]) == ["Самара"]
