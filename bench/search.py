"""How fast a client is found and whether it is the one that was meant, beside a plain ILIKE on the names."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection
from django.db.models import prefetch_related_objects

from bench.measure import Measure, quantile
from bench.queries import MIX, Query, draw
from zhivo.clients.find import find
from zhivo.clients.models import Client
from zhivo.team.models import User

QUERIES = 1000
LIMIT = 10
PLAIN_QUERIES = 40  # each of them reads every name of the base
SEED = 11


def run(*, queries: int = QUERIES) -> Measure:
    """Search the base at hand as its owner; times are in milliseconds, shares of all queries."""
    owner = User.objects.get(roles__contains=["owner"])
    drawn = draw(count=queries, seed=SEED)
    for query in drawn[:20]:
        find(text=query.text, user=owner, limit=LIMIT)  # a server that has just started is not what is measured
    taken: list[float] = []
    found: dict[str, list[tuple[bool, bool]]] = {kind: [] for kind in MIX}
    for query in drawn:
        begun = time.perf_counter()
        hits = find(text=query.text, user=owner, limit=LIMIT)
        taken.append(time.perf_counter() - begun)
        found[query.kind].append(_judged(query, hits))
    plain = [_plainly(query.text) for query in drawn[:PLAIN_QUERIES]]
    return Measure(
        "search",
        Client.objects.count(),
        sum(taken),
        "ILIKE '%…%' on the column of names (medians)",
        quantile(taken, 0.5) / quantile(plain, 0.5),
        per_second=len(taken) / sum(taken),
        more={"queries": len(drawn), **_times(taken), **_shares(found)},
    )


def _judged(query: Query, hits: list[Client]) -> tuple[bool, bool]:
    """Whether the very client is among the hits, and whether he or as many as are shown whom the words fit as well."""
    is_there = any(client.pk == query.client for client in hits)
    return is_there, is_there or (len(hits) == LIMIT and all(_fits(query, client) for client in hits))


def _fits(query: Query, client: Client) -> bool:
    prefetch_related_objects([client], "contact_points")
    points = [point.value for point in client.contact_points.all()]
    known = [client.name, client.company, client.city, client.inn, *points]
    text = " ".join(part for part in known if part).lower().replace("ё", "е")
    return all(word in text for part in query.parts for word in part.lower().replace("ё", "е").split())


def _times(taken: list[float]) -> dict[str, float]:
    shares = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99, "max_ms": 1.0}
    return {name: round(quantile(taken, share) * 1000, 1) for name, share in shares.items()}


def _shares(found: dict[str, list[tuple[bool, bool]]]) -> dict[str, Any]:
    every = [one for kind in found.values() for one in kind]
    return {
        "found": _share([there for there, _ in every]),
        "found_or_ten_fit": _share([fits for _, fits in every]),
        "by_kind": {
            kind: [_share([there for there, _ in judged]), _share([fits for _, fits in judged])]
            for kind, judged in found.items()
            if judged
        },
    }


def _share(answers: list[bool]) -> float:
    return round(sum(answers) / len(answers), 4) if answers else 0.0


def _plainly(text: str) -> float:
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM clients_client WHERE name ILIKE %s LIMIT %s", [f"%{text}%", LIMIT])
        cursor.fetchall()
    return time.perf_counter() - begun
