"""The list of the base: typed filters, pages by keys and not by offsets, counts that never take long.

A page is found from its edge row (`sort_name`, `id`), so the thousandth page costs what the first does. A manager sees
his own clients and the unassigned; ordered by name that is a merge of ordered branches, one for each person whose
clients he sees and one for nobody's, each served by an index of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Prefetch, Q, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan

from zhivo.clients.models import Client, ClientTag, ContactPoint, Kind, Membership
from zhivo.clients.queries import ClientQuerySet
from zhivo.clients.search import hash_of
from zhivo.sources.models import Outcome, Piece
from zhivo.team.models import User

PAGE_ROWS = 50
COUNT_MOST = 10_000  # beyond this the page says «more than»; the exact number comes after it
BRANCHES_MOST = 20  # more people than this see most of the base, and one walk by name meets their clients soon
NOBODY = "none"
YES, NO = "yes", "no"
SORTS = ("name", "newest")
LONGEST_CITY = 100
_TOO_BIG = 2**63


@dataclass(frozen=True)
class Filters:
    """What a list of clients is narrowed to; an empty value narrows nothing."""

    kind: str = ""  # person, company
    responsible: str = ""  # a user's id, or NOBODY
    phone: str = ""  # YES, NO
    email: str = ""  # YES, NO
    city: str = ""
    source: str = ""  # a source's id
    batch: str = ""  # a batch's id
    outcome: str = ""  # created, joined, held: of the rows of that batch
    tag: str = ""  # a tag's id
    question: str = ""  # YES: an open question, by its client or about it
    sort: str = "name"

    def asked(self) -> dict[str, str]:
        """Return what is set, by key, in the order of the fields: the query of a link to this very list."""
        return {f.name: str(getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) != f.default}

    def changed(self, **values: str) -> Filters:
        """Return the same filters with some of them set or, by "", taken away."""
        return replace(self, **values)

    @property
    def is_narrow(self) -> bool:
        """Say whether anything narrows the list."""
        return bool(self.changed(sort="name").asked())


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text[:20]) < _TOO_BIG and len(text) < 20


_ALLOWED: dict[str, Callable[[str], bool]] = {
    "kind": lambda text: text in Kind.values,
    "responsible": lambda text: text == NOBODY or _is_id(text),
    "phone": lambda text: text in (YES, NO),
    "email": lambda text: text in (YES, NO),
    "city": lambda text: len(text) <= LONGEST_CITY and text.isprintable(),
    "source": _is_id,
    "batch": _is_id,
    "outcome": lambda text: text in ("created", "joined", "held"),
    "tag": _is_id,
    "question": lambda text: text == YES,
    "sort": lambda text: text in SORTS,
}


def read(asked: Mapping[str, Any]) -> tuple[Filters, list[str]]:
    """Make filters of a query; return them and the keys whose values make no sense and narrow nothing."""
    found: dict[str, str] = {}
    refused = []
    for key, allows in _ALLOWED.items():
        text = str(asked.get(key, "")).strip()
        if text and allows(text):
            found[key] = text
        elif text:
            refused.append(key)
    if "outcome" in found and "batch" not in found:
        del found["outcome"]
        refused.append("outcome")
    return Filters(**found), refused


def _with_token(word: str) -> Q:
    return Q(tokens__contains=[hash_of(word)])


def _medium(medium: str) -> Callable[[ClientQuerySet, Filters], ClientQuerySet]:
    def narrow(clients: ClientQuerySet, filters: Filters) -> ClientQuerySet:
        has = _with_token(f"has:{medium}")
        return clients.filter(has if getattr(filters, medium) == YES else ~has)

    return narrow


def _responsible(clients: ClientQuerySet, filters: Filters) -> ClientQuerySet:
    return clients.filter(responsible=None if filters.responsible == NOBODY else int(filters.responsible))


def _source(clients: ClientQuerySet, filters: Filters) -> ClientQuerySet:
    return _with_rows_of(clients, Piece.objects.filter(batch__source=int(filters.source)))


def _batch(clients: ClientQuerySet, filters: Filters) -> ClientQuerySet:
    pieces = Piece.objects.filter(batch=int(filters.batch))
    if filters.outcome == "created":
        return clients.filter(_inside("pk", blocks(pieces, of="client")))
    return _with_rows_of(clients, pieces, outcome=filters.outcome)


def _with_rows_of(clients: ClientQuerySet, pieces: Any, *, outcome: str = "") -> ClientQuerySet:
    rows = Membership.objects.filter(_inside("record_id", blocks(pieces, of="record")), client=OuterRef("pk"))
    if outcome:
        rows = rows.filter(record__outcome=Outcome[outcome.upper()])
    return clients.filter(Exists(rows))


def blocks(pieces: Any, *, of: str) -> list[tuple[int, int]]:
    """Return the id ranges (first, last) that the pieces took "of" records or clients; neighbours are one range."""
    ranges: list[tuple[int, int]] = []
    taken = pieces.filter(is_undone=False, **{f"{of}s__gt": 0}).order_by(f"first_{of}")
    for first, many in taken.values_list(f"first_{of}", f"{of}s"):
        if ranges and ranges[-1][1] == first - 1:
            ranges[-1] = (ranges[-1][0], first + many - 1)
        else:
            ranges.append((first, first + many - 1))
    return ranges


def _inside(column: str, ranges: list[tuple[int, int]]) -> Q:
    inside = Q(pk__in=[])
    for first, last in ranges:
        inside |= Q(**{f"{column}__gte": first, f"{column}__lte": last})
    return inside


def _asked_about(user: User) -> Q:
    """Clients of an open question; one about a client that the user does not see tells him nothing."""
    seen = Client.objects.visible_to(user)
    asking, asked = seen.filter(questions__state="open"), seen.filter(questions_about__state="open")
    if user.sees_clients_of() is not None:
        asking = asking.filter(questions__other__in=seen)
        asked = asked.filter(questions_about__client__in=seen)
    return Q(pk__in=asking.values("pk").union(asked.values("pk")))


_NARROW: dict[str, Callable[[ClientQuerySet, Filters], ClientQuerySet]] = {
    "kind": lambda clients, filters: clients.filter(kind=filters.kind),
    "responsible": _responsible,
    "phone": _medium("phone"),
    "email": _medium("email"),
    "city": lambda clients, filters: clients.filter(_with_token(f"city:{filters.city.lower()}")),
    "source": _source,
    "batch": _batch,
    "tag": lambda clients, filters: clients.filter(
        Exists(ClientTag.objects.filter(client=OuterRef("pk"), tag=int(filters.tag)))
    ),
}


def find(*, user: User, filters: Filters) -> ClientQuerySet:
    """Return the clients that the user sees and the filters keep, in no order."""
    clients = Client.objects.visible_to(user)
    for key, narrow in _NARROW.items():
        if getattr(filters, key):
            clients = narrow(clients, filters)
    return clients.filter(_asked_about(user)) if filters.question else clients


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
    edge = _edge(next((pk for pk in (after, before, around) if pk), None))
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
    """How many clients a list holds; not exact means «more than»."""

    number: int
    is_exact: bool


def count(*, user: User, filters: Filters, most: int = COUNT_MOST) -> Count:
    """Count the list, but no further than `most`."""
    found = find(user=user, filters=filters).order_by()[: most + 1].count()
    return Count(min(found, most), is_exact=found <= most)


def count_all(*, user: User, filters: Filters) -> int:
    """Count the list to its end."""
    return find(user=user, filters=filters).count()


def cities(*, user: User, most: int = 40) -> list[str]:
    """Return the commonest cities among the first 20,000 clients that the user sees: suggestions, not a catalogue."""
    named = Client.objects.visible_to(user).exclude(city=None).values("city")[:20_000]
    sql, params = named.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT city FROM ({sql}) AS n GROUP BY city ORDER BY count(*) DESC, city LIMIT {most:d}", params)  # noqa: S608
        return [city for (city,) in cursor.fetchall()]


Edge = tuple[str, int]


def _edge(pk: int | None) -> Edge | None:
    return Client.objects.filter(pk=pk).values_list("sort_name", "pk").first() if pk and pk < _TOO_BIG else None


def _loaded(user: User, ids: list[int], *, more_before: bool, more_after: bool) -> Page:
    main = Prefetch("contact_points", ContactPoint.objects.filter(position=0), to_attr="main_points")
    clients = Client.objects.visible_to(user).filter(pk__in=ids).defer("tokens")
    found = {client.pk: client for client in clients.select_related("responsible", "standing").prefetch_related(main)}
    rows = [found[pk] for pk in ids if pk in found]
    return Page(rows, ids[0] if ids and more_before else None, ids[-1] if ids and more_after else None)


def _ids(
    user: User, filters: Filters, size: int, *, edge: Edge | None = None, forward: bool = True, with_edge: bool = False
) -> list[int]:
    clients = find(user=user, filters=filters)
    if edge is not None:
        clients = _beyond(clients, filters, edge, forward=forward, with_edge=with_edge)
    keys = ("sort_name", "pk") if filters.sort == "name" else ("-pk",)
    order = keys if forward else tuple(key.removeprefix("-") if "-" in key else f"-{key}" for key in keys)
    parts = [part.order_by(*order).values_list("pk", "sort_name")[:size] for part in _branches(clients, user, filters)]
    if len(parts) > 1:
        merged = parts[0].union(*parts[1:], all=True).order_by(*(key.replace("pk", "id") for key in order))
        return [pk for pk, _name in merged[:size]]
    return [pk for pk, _name in parts[0]]


def _branches(clients: ClientQuerySet, user: User, filters: Filters) -> list[ClientQuerySet]:
    people = user.sees_clients_of()
    settled = filters.responsible or filters.question  # one branch, or few clients however they are found
    if people is None or settled or not 0 < len(people) <= BRANCHES_MOST:
        return [clients]
    return [clients.filter(responsible=None), *(clients.filter(responsible=person) for person in people)]


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
