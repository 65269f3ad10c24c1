"""The quality of the base on one page: who can be reached, what could bring more, rubbish by kind, shared sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.clients import tally
from zhivo.clients.models import ValueMark
from zhivo.quality import jobs, mechanics, readings
from zhivo.quality.models import Goal, Reading
from zhivo.quality.readings import Reach
from zhivo.quality.reasons import words
from zhivo.sources.models import Source
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.words import source_name
from zhivo.web.pages import page
from zhivo.web.quality.line import Line, line_of

DAYS = 90  # of the past that the lines show
COLUMNS_MOST = 6  # sources or people side by side; the others are one column
LABELS: dict[str, str | Promise] = {"phone": _("Phone"), "email": _("E-mail")}


@dataclass(frozen=True)
class Step:
    """A step of a funnel: its words, how many clients come so far, and where they are to be seen."""

    words: str | Promise
    n: int
    share: float
    url: str = ""


@dataclass(frozen=True)
class Channel:
    """A medium: its funnel, the goal, what could bring more, and how it went."""

    medium: str
    label: str | Promise
    steps: list[Step]
    reachable: int
    goal: int | None
    ways: list[tuple[str | Promise, int, int | None, str]]
    line: Line | None

    @property
    def of_goal(self) -> float:
        """Return the share of the goal that is reached, at most 1."""
        return min(1.0, self.reachable / self.goal) if self.goal else 0.0

    @property
    def missing(self) -> int:
        """Return how many clients are missing to the goal."""
        return max(0, (self.goal or 0) - self.reachable)


@dataclass(frozen=True)
class Rubbish:
    """How often a reason was found, altogether and by column."""

    field: object
    words: object
    total: int
    cells: list[int]


@allow("clients.view")
def quality(request: Request) -> HttpResponse:
    """Show the last count, and have the base counted anew where it is of an older state."""
    reading = current()
    if reading is None:
        return page(request, "quality/counting.html")
    by = "people" if request.GET.get("by") == "people" else "sources"
    columns, rubbish = _rubbish(readings.rubbish(reading, user=request.user), by=by)
    context: dict[str, Any] = {
        "reading": reading,
        "is_current": readings.is_current(reading),
        "channels": [_channel(medium, reading, request.user) for medium in readings.MEDIA],
        "columns": columns,
        "rubbish": rubbish,
        "by": by,
        "marks": _marks(),
        "overlap": _overlap(reading) if request.user.sees_clients_of() is None else [],
        "may_fill": request.user.can("clients.edit"),
        "may_load": request.user.can("imports.run"),
        "may_set": request.user.can("settings.manage"),
    }
    return page(request, "quality/quality.html", context)


def current() -> Reading | None:
    """Return the newest reading: of a small base always of its present state, of a large one soon."""
    reading = readings.newest()
    if readings.is_current(reading):
        return reading
    jobs.ask()
    return readings.count() if tally.version().is_small else reading


def _channel(medium: str, reading: Reading, user: User) -> Channel:
    found = readings.reach(reading, user=user, medium=medium)
    goal = Goal.objects.filter(medium=medium).values_list("clients", flat=True).first()
    counted = readings.ways(reading, user=user, medium=medium)
    ways = [(one.label, *counted[one.key], _where(one.key, medium)) for one in mechanics.MECHANICS]
    past = readings.past(user=user, medium=medium, days=DAYS)
    return Channel(medium, LABELS[medium], _steps(found, medium), found.reachable, goal, ways, line_of(past))


def _steps(found: Reach, medium: str) -> list[Step]:
    clients = reverse("clients:list")
    has = _("with a phone") if medium == "phone" else _("with an e-mail")
    named: list[tuple[str | Promise, int, str]] = [
        (_("clients"), found.clients, clients),
        (has, found.written, ""),
        (_("right, no dummies"), found.valid, f"{clients}?{medium}=yes"),
        (_("can be reached"), found.reachable, ""),
    ]
    return [Step(said, n, n / found.clients if found.clients else 0.0, url) for said, n, url in named]


def _where(key: str, medium: str) -> str:
    if key == "twins":
        return reverse("questions:list")
    if key == "form":
        return f"{reverse('clients:list')}?{medium}=no"
    return f"{reverse('questions:values')}?kind={key}&field={medium}"


def _rubbish(counts: Counter[tuple[int, int | None, str]], *, by: str) -> tuple[list[str], list[Rubbish]]:
    """Return the columns, the fullest first, and a line a reason, the commonest first."""
    by_column: Counter[int | None] = Counter()
    by_reason: Counter[str] = Counter()
    cells: Counter[tuple[str, int | None]] = Counter()
    for (source, responsible, reason), n in counts.items():
        column = responsible if by == "people" else source
        by_column[column] += n
        by_reason[reason] += n
        cells[reason, column] += n
    shown = [column for column, _n in by_column.most_common(COLUMNS_MOST)]
    lines = [
        Rubbish(*words(reason), total, [cells[reason, column] for column in shown])
        for reason, total in by_reason.most_common()
    ]
    return _names(shown, by=by), lines


def _names(columns: list[int | None], *, by: str) -> list[str]:
    if by == "people":
        people = dict(User.objects.filter(pk__in=[one for one in columns if one]).values_list("pk", "name"))
        return [people.get(one, str(_("nobody's"))) if one else str(_("nobody's")) for one in columns]
    sources = Source.objects.in_bulk([one for one in columns if one])
    return [source_name(sources[one]) if one in sources else "" for one in columns]


def _marks() -> Counter[str]:
    return Counter(ValueMark.objects.values_list("kind", flat=True))


def _overlap(reading: Reading) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return of each source how many clients it has, and with which others it shares the most."""
    single, shared = readings.overlap(reading)
    names = {one.pk: source_name(one) for one in Source.objects.filter(pk__in=single)}
    both = Counter({(a, b): n for pair, n in shared.items() for a, b in (pair, pair[::-1])})
    return [
        (names.get(source, ""), n, [(names.get(b, ""), many) for (a, b), many in both.most_common() if a == source][:4])
        for source, n in single.most_common(20)
    ]
