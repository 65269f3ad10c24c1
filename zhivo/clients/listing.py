"""The list of the base by pages: found by their edge rows and not by offsets; counts that never take long.

A page is found from its edge row (`sort_name`, `id`), so the thousandth page costs what the first does. Ordered by name
a list is a merge of ordered branches, each served by an index of its own: the clients that are nobody's, and everybody
else's or, for who sees the clients of a few people only, one branch for each of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import OperationalError, connection, transaction
from django.db.models import F, Func, Prefetch, Q, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan
from psycopg.errors import QueryCanceled

from zhivo.clients.filters import MOST_ID, Filters, find
from zhivo.clients.models import Client, ContactPoint
from zhivo.clients.queries import ClientQuerySet
from zhivo.team.models import User

PAGE_ROWS = 50
COUNT_MOST = 10_000  # beyond this the page says «more than»; the exact number comes after it
COUNT_SECONDS = 0.1  # what a page may spend on the number
BRANCHES_MOST = 20  # more people than this see most of the base, and one walk by name meets their clients soon
_ORDERS: dict[str, tuple[str, ...]] = {"name": ("sort_name", "pk"), "newest": ("-pk",)}
_COMMONEST_SQL = "SELECT city FROM ({named}) AS named GROUP BY city ORDER BY count(*) DESC, city LIMIT %s"


@dataclass(frozen=True)
class Page:
    """Rows of a list, and the ids to go on from (None: there is nothing on that side)."""

    rows: list[Client]
    before: int | None
    after: int | None


def page(
    *,
    user: User,
    filters: Filters,
    after: int | None = None,
    before: int | None = None,
    around: int | None = None,
    size: int = PAGE_ROWS,
) -> Page:
    """Return a page of the list: from its start, after or before a client, or with a client in its middle.

    A client that there is not gives the first page.
    """
    edge = _edge(user, next((pk for pk in (after, before, around) if pk), None))
    if edge is None:
        ids = _ids(user, filters, size + 1)
        return _loaded(user, ids[:size], more_before=False, more_after=len(ids) > size)
    if around:
        above = _ids(user, filters, size // 2 + 1, edge=edge, forward=False)
        below = _ids(user, filters, size - size // 2 + 1, edge=edge, with_edge=True)
        here = [*reversed(above[: size // 2]), *below[: size - size // 2]]
        return _loaded(user, here, more_before=len(above) > size // 2, more_after=len(below) > size - size // 2)
    ids = _ids(user, filters, size + 1, edge=edge, forward=before is None)
    if before is None:
        return _loaded(user, ids[:size], more_before=True, more_after=len(ids) > size)
    return _loaded(user, ids[:size][::-1], more_before=len(ids) > size, more_after=True)


def neighbours(*, user: User, filters: Filters, client: Client) -> tuple[int | None, int | None]:
    """Return the ids of the clients before and after this one in the list."""
    edge = (client.sort_name, client.pk)
    previous = _ids(user, filters, 1, edge=edge, forward=False)
    following = _ids(user, filters, 1, edge=edge)
    return (previous[0] if previous else None), (following[0] if following else None)


def place_of(*, user: User, filters: Filters, client: Client) -> int:
    """Return which row of the list the client is, from 1; ask only of lists that were counted to the end."""
    before = _beyond(find(user=user, filters=filters), filters, (client.sort_name, client.pk), forward=False)
    return before.count() + 1


@dataclass(frozen=True)
class Count:
    """How many clients a list holds; not exact means «more than», and more than 0 that it was not known in time."""

    number: int
    is_exact: bool


def count(*, user: User, filters: Filters, most: int = COUNT_MOST) -> Count:
    """Count the list, but no further than `most` and no longer than COUNT_SECONDS."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{COUNT_SECONDS * 1000:.0f}"])
            found = find(user=user, filters=filters).order_by()[: most + 1].count()
            cursor.execute("SELECT set_config('statement_timeout', '0', true)")
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        return Count(0, is_exact=False)
    return Count(min(found, most), is_exact=found <= most)


def ordered(*, user: User, filters: Filters) -> ClientQuerySet:
    """Return the whole list in the order of its pages."""
    return find(user=user, filters=filters).order_by(*_ORDERS[filters.sort])


def count_all(*, user: User, filters: Filters) -> int:
    """Count the list to its end."""
    return find(user=user, filters=filters).count()


def cities(*, user: User, most: int = 40) -> list[str]:
    """Return the commonest cities among the first 20,000 clients that the user sees: suggestions, not a catalogue."""
    named = Client.objects.visible_to(user).exclude(city=None).values("city")[:20_000]
    sql, params = named.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_COMMONEST_SQL.format(named=sql), [*params, most])
        return [city for (city,) in cursor.fetchall()]


Edge = tuple[str, int]


def _edge(user: User, pk: int | None) -> Edge | None:
    # Through the user: where the list goes on behind a client tells where his name stands.
    if not pk or pk > MOST_ID:
        return None
    return Client.objects.visible_to(user).filter(pk=pk).values_list("sort_name", "pk").first()


def _loaded(user: User, ids: list[int], *, more_before: bool, more_after: bool) -> Page:
    main = Prefetch("contact_points", ContactPoint.objects.filter(position=0), to_attr="main_points")
    clients = Client.objects.visible_to(user).filter(pk__in=ids).defer("tokens")
    found = {client.pk: client for client in clients.select_related("responsible", "standing").prefetch_related(main)}
    rows = [found[pk] for pk in ids if pk in found]
    return Page(rows, ids[0] if ids and more_before else None, ids[-1] if ids and more_after else None)


def _ids(
    user: User, filters: Filters, size: int, *, edge: Edge | None = None, forward: bool = True, with_edge: bool = False
) -> list[int]:
    clients = find(user=user, filters=filters, for_page=True)
    if edge is not None:
        clients = _beyond(clients, filters, edge, forward=forward, with_edge=with_edge)
    keys = _ORDERS[filters.sort]
    order = keys if forward else tuple(key.removeprefix("-") if "-" in key else f"-{key}" for key in keys)
    parts = [part.order_by(*order).values_list("pk", "sort_name")[:size] for part in _branches(clients, user, filters)]
    if len(parts) > 1:
        merged = parts[0].union(*parts[1:], all=True).order_by(*(key.replace("pk", "id") for key in order))
        return [pk for pk, _name in merged[:size]]
    return [pk for pk, _name in parts[0]]


def _branches(clients: ClientQuerySet, user: User, filters: Filters) -> list[ClientQuerySet]:
    people = user.sees_clients_of()
    if filters.responsible or (people is not None and not people):
        return [clients]
    if people is not None and len(people) <= BRANCHES_MOST and not filters.question:
        return [clients.filter(responsible=None), *(clients.filter(responsible=person) for person in people)]
    return list(clients.halves()) if filters.sort == "name" else [clients]


def _beyond(
    clients: ClientQuerySet, filters: Filters, edge: Edge, *, forward: bool, with_edge: bool = False
) -> ClientQuerySet:
    name, pk = edge
    itself = Q(pk=pk) if with_edge else Q(pk__in=[])
    if filters.sort == "newest":
        return clients.filter((Q(pk__lt=pk) if forward else Q(pk__gt=pk)) | itself)
    if with_edge:  # ids are whole numbers, so «from this id on» is «after the one before it»
        pk += -1 if forward else 1
    here = Func(F("sort_name"), F("pk"), function="ROW", output_field=TextField())
    there = Func(Value(name), Value(pk), function="ROW", output_field=TextField())
    return clients.filter(GreaterThan(here, there) if forward else LessThan(here, there))
