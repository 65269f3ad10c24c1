"""What a list of clients is narrowed to: a typed, closed set of conditions, each a narrowing of a set of clients."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from zhivo.clients import conditions
from zhivo.clients.models import Client, ClientTag, Kind, Membership, Relation, Standing
from zhivo.clients.queries import ClientQuerySet
from zhivo.clients.search import hash_of
from zhivo.sources.models import Outcome, Piece
from zhivo.team.models import User

NOBODY = "none"
YES, NO = "yes", "no"
SORTS = ("name", "newest")
LONGEST_CITY = 100
COLUMN_SIGN = "~"  # stays as it is in an address
LONGEST_COLUMNS = 1000
FEW_QUESTIONS = 3000  # whose clients are sorted in a moment
MOST_ID = 2**63 - 1


@dataclass(frozen=True)
class Filters:
    """What a list of clients is narrowed to; an empty value narrows nothing."""

    kind: str = ""  # person, company
    care: str = ""  # where the client is: Standing.Care
    responsible: str = ""  # a user's id, or NOBODY
    phone: str = ""  # YES, NO
    email: str = ""  # YES, NO
    city: str = ""
    source: str = ""  # a source's id
    batch: str = ""  # a batch's id
    outcome: str = ""  # created, joined, held: of the rows of that batch
    tag: str = ""  # a tag's id
    question: str = ""  # YES: an open question, by its client or about it
    own: str = ""  # conditions on the company's own fields (`conditions.py`)
    sort: str = "name"
    columns: str = ""  # keys of the fields that are shown, parted by COLUMN_SIGN; empty: the usual ones
    view: str = ""  # the id of the saved list that this one was begun from

    def asked(self) -> dict[str, str]:
        """Return what is set, by key, in the order of the fields: the query of a link to this very list.

        Of a list begun from a saved one the order is always said: without anything else the address is the saved one.
        """
        said = {f.name for f in fields(self) if getattr(self, f.name) != f.default}
        said |= {"sort"} if self.view else set()
        return {f.name: str(getattr(self, f.name)) for f in fields(self) if f.name in said}

    def changed(self, **values: str) -> Filters:
        """Return the same filters with some of them set or, by "", taken away."""
        return replace(self, **values)

    @property
    def conditions(self) -> Filters:
        """Return what decides who is in the list, without its order and its looks."""
        return self.changed(sort="name", columns="", view="")

    @property
    def is_narrow(self) -> bool:
        """Say whether anything narrows the list."""
        return bool(self.conditions.asked())


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20 and 0 < int(text) <= MOST_ID


_ALLOWED: dict[str, Callable[[str], bool]] = {
    "kind": lambda text: text in Kind.values,
    "care": lambda text: text in Standing.Care.values,
    "responsible": lambda text: text == NOBODY or _is_id(text),
    "phone": lambda text: text in (YES, NO),
    "email": lambda text: text in (YES, NO),
    "city": lambda text: len(text) <= LONGEST_CITY and text.isprintable(),
    "source": _is_id,
    "batch": _is_id,
    "outcome": lambda text: text in ("created", "joined", "held"),
    "tag": _is_id,
    "question": lambda text: text == YES,
    "own": lambda text: conditions.read(text) is not None,
    "sort": lambda text: text in SORTS,
    "columns": lambda text: len(text) <= LONGEST_COLUMNS and text.isprintable(),
    "view": _is_id,
}
KEYS = frozenset(_ALLOWED)


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


def _care(clients: ClientQuerySet, filters: Filters) -> ClientQuerySet:
    standings = Standing.objects.filter(client=OuterRef("pk"))
    if filters.care != Standing.Care.UNCOVERED:
        return clients.filter(Exists(standings.filter(care=filters.care)))
    # Whoever belongs to a firm is covered through it.
    through_firm = Relation.objects.filter(person=OuterRef("pk"))
    return clients.exclude(Exists(standings.exclude(care=Standing.Care.UNCOVERED))).exclude(Exists(through_firm))


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


def _own(clients: ClientQuerySet, filters: Filters) -> ClientQuerySet:
    asked = conditions.read(filters.own)
    return clients.none() if asked is None else conditions.narrow(clients, asked)


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


def _asked_about(user: User, *, for_page: bool) -> Q:
    """Clients of an open question; one about a client that the user does not see tells him nothing."""
    seen = Client.objects.visible_to(user)
    sides = (("questions", "other"), ("questions_about", "client"))
    everybody = [_open_side(seen, side, beyond if user.sees_clients_of() is not None else "") for side, beyond in sides]
    if not for_page or everybody[0][: FEW_QUESTIONS + 1].count() <= FEW_QUESTIONS:
        return Q(pk__in=everybody[0].union(everybody[1]))
    # Of many the list is walked and each client is looked up: fifty are met long before all are sorted. Not Exists,
    # which the planner would turn into the set of all of them.
    asking, asked = (Subquery(clients.filter(pk=OuterRef("pk"))[:1]) for clients in everybody)
    return Q(IsNull(asking, False)) | Q(IsNull(asked, False))


def _open_side(seen: ClientQuerySet, side: str, beyond: str) -> Any:
    clients = seen.filter(**{f"{side}__state": "open"})
    return (clients.filter(**{f"{side}__{beyond}__in": seen}) if beyond else clients).values("pk")


_NARROW: dict[str, Callable[[ClientQuerySet, Filters], ClientQuerySet]] = {
    "kind": lambda clients, filters: clients.filter(kind=filters.kind),
    "care": _care,
    "responsible": _responsible,
    "phone": _medium("phone"),
    "email": _medium("email"),
    "city": lambda clients, filters: clients.filter(_with_token(f"city:{filters.city.lower()}")),
    "source": _source,
    "batch": _batch,
    "tag": lambda clients, filters: clients.filter(
        Exists(ClientTag.objects.filter(client=OuterRef("pk"), tag=int(filters.tag)))
    ),
    "own": _own,
}


def find(*, user: User, filters: Filters, for_page: bool = False) -> ClientQuerySet:
    """Return the clients that the user sees and the filters keep, in no order.

    `for_page` asks in a way that finds the first fifty of an order soon, and all of them slowly.
    """
    clients = Client.objects.visible_to(user)
    for key, narrow in _NARROW.items():
        if getattr(filters, key):
            clients = narrow(clients, filters)
    return clients.filter(_asked_about(user, for_page=for_page)) if filters.question else clients
