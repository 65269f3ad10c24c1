"""What was counted of the whole base: reach by medium, rubbish by kind, sources that share clients; kept day by day.

The counts are split by responsible person and by what a client has, so that everybody's page is a sum of a few hundred
rows, whatever the base holds. A reading says of which state of the base it is; an older one is counted anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from zhivo.clients import tally
from zhivo.clients.models import ValueMark
from zhivo.clients.queries import YES
from zhivo.quality import mechanics, nobodys
from zhivo.quality.models import Reading
from zhivo.quality.portrait import portraits, rates
from zhivo.team.models import User

LATE = timedelta(hours=1)  # a change may be committed, or be overtaken by a look, so much later than its time says
MEDIA = ("phone", "email")
SHAPE = "1"  # of what a reading holds; a reading of another shape is counted anew
WRITTEN, VALID, REACHABLE = 1, 2, 4  # bits of a medium; those of the second stand three further left
_SHIFT = {medium: 3 * place for place, medium in enumerate(MEDIA)}

# What is written in a column and was not understood, or is a placeholder, is written all the same.
_REACH = """
SELECT c.kind, c.responsible_id,
       CASE WHEN c.values ->> 'do_not_contact' = ANY(%(yes)s) THEN coalesce(b.bits, 0) & ~(4 | 32)
            ELSE coalesce(b.bits, 0) END AS bits, count(*)
  FROM clients_client c
  LEFT JOIN (SELECT client_id, bit_or(bits) AS bits FROM (
       SELECT p.client_id,
              (1 | CASE WHEN m.kind = 'dummy' THEN 0 WHEN m.kind = 'dead' THEN 2 ELSE 6 END)
              << CASE p.medium WHEN 'phone' THEN 0 ELSE 3 END AS bits
         FROM clients_contactpoint p
         LEFT JOIN clients_valuemark m ON m.value = p.value AND m.medium = p.medium
       UNION ALL
       SELECT r.client_id, CASE WHEN n.phone THEN 1 ELSE 0 END | CASE WHEN n.email THEN 8 ELSE 0 END
         FROM (SELECT record_id, reasons && %(phone)s::text[] AS phone, reasons && %(email)s::text[] AS email
                 FROM clients_clean WHERE reasons && %(either)s::text[]) n
         JOIN clients_membership r USING (record_id)) AS each GROUP BY 1) b ON b.client_id = c.id
 WHERE c.merged_into_id IS NULL
 GROUP BY 1, 2, 3
"""
_RUBBISH = """
SELECT r.source_id, c.responsible_id, reason, count(*)
  FROM (SELECT record_id, unnest(reasons) AS reason FROM clients_clean WHERE reasons IS NOT NULL) n
  JOIN sources_record r ON r.id = n.record_id
  LEFT JOIN clients_membership m ON m.record_id = n.record_id
  LEFT JOIN clients_client c ON c.id = m.client_id
 WHERE reason LIKE '%%:placeholder' OR reason = ANY(%(rubbish)s)
 GROUP BY 1, 2, 3
"""
_OVERLAP = """
SELECT sources, count(*) FROM (
       SELECT m.client_id, array_agg(DISTINCT r.source_id ORDER BY r.source_id) AS sources
         FROM clients_membership m JOIN sources_record r ON r.id = m.record_id GROUP BY 1) AS each
 GROUP BY 1
"""
_WRONG = {
    "phone": ["phone:invalid", "phone:placeholder", "phone:no_code", "phone:lost_digits"],
    "email": ["email:invalid", "email:placeholder"],
}
RUBBISH = ["email:role", "phone:invalid", "email:invalid", "phone:no_code", "phone:lost_digits"]
RUBBISH += ["inn:check_digits", "email:domain_typo", "birthday:not_a_date", "birthday:out_of_range"]


@dataclass(frozen=True)
class Reach:
    """How far the clients of a set can be reached by one medium; each number is a part of the one before."""

    clients: int
    written: int
    valid: int
    reachable: int


def newest() -> Reading | None:
    """Return the last reading, of whatever state of the base, that holds all that is counted today."""
    return Reading.objects.filter(of__0=SHAPE).order_by("-on").first()


def is_current(reading: Reading | None) -> bool:
    """Say whether nothing has changed since the reading."""
    return reading is not None and reading.of == _version()


def concluded_at(by: Sequence[str]) -> datetime | None:
    """Return since when a change may be unseen by these enrichers; None: they have not gone over the base yet."""
    last = Reading.objects.filter(counts__concluded=list(by)).order_by("-on").first()
    return last.at - LATE if last else None


def take(*, concluded: Sequence[str] = ()) -> Reading:
    """Count the whole base and keep it as the reading of today; some seconds at a million clients.

    Values that have become nobody's are marked before, so that they do not count as a way to reach anybody.
    `concluded`: the enrichers that have gone over this state (`jobs.read`).
    """
    nobodys.mark()
    counted = count()
    kept = {"at": counted.at, "of": counted.of, "counts": {**counted.counts, "concluded": list(concluded)}}
    return Reading.objects.update_or_create(on=counted.on, defaults=kept)[0]


def count() -> Reading:
    """Count the whole base as it is now; nothing is kept."""
    of = _version()
    counts: dict[str, Any] = {"reach": _rows(_REACH), "rubbish": _rows(_RUBBISH), "overlap": _rows(_OVERLAP)}
    counts["ways"] = mechanics.count(MEDIA)
    counts["portrait"] = rates.count(rates.fields_of(portraits.every())).as_json()
    return Reading(on=timezone.localdate(), at=timezone.now(), of=of, counts=counts)


def _version() -> list[str]:
    marks = ValueMark.objects.aggregate(newest=Max("at"), last=Max("pk"))
    return [SHAPE, *(str(mark) for mark in (*tally.version().marks[:4], marks["newest"], marks["last"]))]


def _rows(sql: str) -> list[list[Any]]:
    told = {"yes": YES, "rubbish": RUBBISH, **_WRONG, "either": [*_WRONG["phone"], *_WRONG["email"]]}
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return [list(row) for row in cursor.fetchall()]


def reach(reading: Reading, *, user: User, medium: str) -> Reach:
    """Return the funnel of a medium over the clients that the user sees."""
    return _reach(reading.counts["reach"], user, medium)


def _reach(rows: list[list[Any]], user: User, medium: str) -> Reach:
    counts: Counter[int] = Counter()
    clients = 0
    for _kind, _responsible, bits, n in tally.seen(rows, user=user, responsible=itemgetter(1)):
        clients += n
        counts.update({bit: n for bit in (WRITTEN, VALID, REACHABLE) if bits >> _SHIFT[medium] & bit})
    return Reach(clients, counts[WRITTEN], counts[VALID], counts[REACHABLE])


def ways(reading: Reading, *, user: User, medium: str) -> dict[str, tuple[int, int | None]]:
    """Return by way of filling a medium how many of the user's clients it could give one, and how many it gave.

    What it gave is known of the whole company only: None for who does not see all.
    """
    is_all = user.sees_clients_of() is None
    return {
        key: (
            sum(n for _responsible, n in tally.seen(one["could"], user=user, responsible=itemgetter(0))),
            one["brought"] if is_all else None,
        )
        for key, one in reading.counts["ways"][medium].items()
    }


def past(*, user: User, medium: str, days: int) -> list[tuple[date, int]]:
    """Return how many of the user's clients could be reached by a medium on each of the last days, oldest first."""
    kept = Reading.objects.order_by("-on").values_list("on", "counts__reach")[:days]
    return [(on, _reach(rows, user, medium).reachable) for on, rows in reversed(kept)]


def rubbish(reading: Reading, *, user: User) -> Counter[tuple[int, int | None, str]]:
    """Return how often each reason stands in the rows that the user sees, by source and responsible person."""
    rows = tally.seen(reading.counts["rubbish"], user=user, responsible=itemgetter(1))
    return Counter({(source, responsible, reason): n for source, responsible, reason, n in rows})


def overlap(reading: Reading) -> tuple[Counter[int], Counter[tuple[int, int]]]:
    """Return how many clients each source has, and how many each pair of them shares."""
    single: Counter[int] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for sources, n in reading.counts["overlap"]:
        single.update(dict.fromkeys(sources, n))
        shared.update({(a, b): n for at, a in enumerate(sources) for b in sources[at + 1 :]})
    return single, shared
