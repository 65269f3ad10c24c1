"""The numbers of a preflight as the page of consequences shows them, each with the address of its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from zhivo.intake import drops, people, report
from zhivo.intake.models import Preflight
from zhivo.lib.numbers import number
from zhivo.quality.reasons import parted
from zhivo.web.imports import reasons
from zhivo.web.imports.outcome import Sum, lines_gone

MOST = 8  # tiles; doubtful values and skipped rows, the last of them, are told further down as well
UNREAD_PHONE = "phone:invalid"
_NUMBERS = ("rows", "clients_created", "clients_joined", "held", "refused", "unchanged", "companies_created")
_BOUGHT = ("purchases_created", "purchases_updated", "lines_gone")
_CLIENTS = ("clients_created", "clients_joined", "held", "companies_created")
_MORE = ("placeholders", "in_files", "reachable", "next_actions", "recovered")


@dataclass(frozen=True)
class Forecast:
    """What all files of a drop will do together."""

    numbers: Counter[str]
    reasons: Counter[str]
    desks: int  # of the people who get a next action
    skipped: int
    rowless: frozenset[str] = (
        frozenset()
    )  # numbers with clients in them whom purchases name: no rows stand behind those
    notes: list[str] = field(default_factory=list)  # what the reader skipped and noticed, a sentence each

    @property
    def written(self) -> int:
        """The rows that a client comes of."""
        return self.numbers["rows"] - self.numbers["refused"]


def of(preflight: Preflight) -> Forecast:
    """Add up what the batches of a drop will do."""
    counts: list[dict[str, Any]] = list(preflight.counts.values())
    numbers: Counter[str] = Counter()
    doubts: Counter[str] = Counter()
    desks: set[int] = set()
    team = people.by_name()
    for one in counts:
        numbers.update({name: int(one.get(name) or 0) for name in (*_NUMBERS, *_BOUGHT, *_MORE)})
        doubts.update(one.get("reasons") or {})
        desks |= {team[said] for name in one.get("responsible") or {} if (said := name.strip().lower()) in team}
    skipped = sum(part.get("count", 0) for one in counts for part in (one.get("skipped") or {}).values())
    bought = [one for one in counts if _BOUGHT[0] in one]
    rowless = frozenset(name for one in bought for name in _CLIENTS if one.get(name))
    return Forecast(numbers, doubts, len(desks), skipped, rowless, _notes(preflight))


def _notes(preflight: Preflight) -> list[str]:
    """What the readers said, each with its file where there are several."""
    files = {str(batch.pk): drops.title(batch) for batch in drops.batches(preflight.drop)}
    said = {pk: reasons.sentences_of(one) for pk, one in preflight.counts.items()}
    if len(files) == 1:
        return [sentence for sentences in said.values() for sentence in sentences]
    return [f"{files.get(pk, '')}: {sentence}" for pk, sentences in said.items() for sentence in sentences]


class Rows:
    """Addresses of the rows behind numbers; empty for those who may not see them."""

    def __init__(self, drop: int, *, sees: bool) -> None:
        self.root = reverse("imports:foretold", args=[drop]) if sees else ""

    def of(self, what: str) -> str:
        """Return the address of the rows behind one number."""
        return self.root and f"{self.root}?{urlencode({'of': what})}"


def sums(found: Forecast, rows: Rows) -> list[Sum]:
    """Return the numbers that are worth a tile; the first two stand always."""
    n = found.numbers
    tiles = [
        Sum(
            n["clients_created"],
            npgettext("beside its number", "new client", "new clients", n["clients_created"]),
            _of_them_reachable(n["reachable"]) if n["clients_created"] else _("nobody new"),
            "" if "clients_created" in found.rowless else rows.of("created"),
        ),
        Sum(
            n["clients_joined"],
            ngettext("to a known client", "to known clients", n["clients_joined"]),
            _repeats(n),
            "" if "clients_joined" in found.rowless else rows.of("joined"),
        ),
        Sum(
            n["placeholders"],
            ngettext("dummy", "dummies", n["placeholders"]),
            _("“no”, “test”, 1@mail.ru"),
            rows.of("placeholders"),
        ),
        Sum(
            n["next_actions"],
            ngettext("next action", "next actions", n["next_actions"]),
            _on_desks(found.desks),
            rows.of("next_actions"),
        ),
        Sum(
            n["held"],
            ngettext("pair alike", "pairs alike", n["held"]),
            _("to the queue, we join nobody ourselves"),
            "" if "held" in found.rowless else rows.of("held"),
            "c-warn",
        ),
        Sum(
            found.reasons[UNREAD_PHONE],
            ngettext("phone not understood", "phones not understood", found.reasons[UNREAD_PHONE]),
            _("kept as they came"),
            rows.of(UNREAD_PHONE),
            "c-warn",
        ),
        Sum(
            n["recovered"],
            ngettext("value in comments", "values in comments", n["recovered"]),
            _("proposed to you with their words"),
            rows.of("recovered"),
        ),
        Sum(
            n["refused"],
            ngettext("row not written", "rows not written", n["refused"]),
            _("each with its reason") if n["purchases_created"] or found.rowless else _("nothing to know a client by"),
            rows.of("refused"),
            "c-warn",
        ),
        Sum(
            n["companies_created"],
            ngettext("firm beside persons", "firms beside persons", n["companies_created"]),
            _("named in their rows"),
            "" if "companies_created" in found.rowless else rows.of("companies"),
        ),
        *_doubtful_and_skipped(found),
    ]
    tiles = _purchases(n, rows) + tiles
    return [one for place, one in enumerate(tiles) if one.n or place < 2][:MOST]


def _purchases(n: Counter[str], rows: Rows) -> list[Sum]:
    """Two tiles where there are purchases among the files, and one of the lines that are gone if any are."""
    new, changed, gone = (n[name] for name in _BOUGHT)
    if not new and not changed:
        return []
    return [
        Sum(new, ngettext("row of new purchases", "rows of new purchases", new), "", rows.of("bought")),
        Sum(
            changed,
            ngettext("row of changed purchases", "rows of changed purchases", changed),
            _repeats(n) if n["unchanged"] else "",
            rows.of("changed"),
        ),
        *lines_gone(gone),
    ]


def _doubtful_and_skipped(found: Forecast) -> list[Sum]:
    doubtful = report.doubtful(found.reasons) - found.reasons[UNREAD_PHONE]
    skipped = found.skipped
    return [
        Sum(doubtful, ngettext("doubtful value", "doubtful values", doubtful), _("kept as they came"), "#doubts"),
        Sum(skipped, ngettext("row skipped", "rows skipped", skipped), _("blank, totals, headings"), "#skipped"),
    ]


def _of_them_reachable(clients: int) -> str:
    if not clients:
        return _("nobody like them was here")
    words = ngettext("%(n)s can be reached", "%(n)s can be reached", clients)
    return words % {"n": number(clients)}


def _repeats(n: Counter[str]) -> str:
    if n["in_files"]:
        words = ngettext("%(n)s repeat within the files", "%(n)s repeats within the files", n["in_files"])
        return words % {"n": number(n["in_files"])}
    if n["unchanged"]:
        words = ngettext("%(n)s row is the same to the letter", "%(n)s rows are the same to the letter", n["unchanged"])
        return words % {"n": number(n["unchanged"])}
    return _("by the phone, e-mail, INN")


def _on_desks(people: int) -> str:
    if not people:
        return _("nobody is named to do them")
    words = ngettext("for the desk of %(n)s manager", "for the desks of %(n)s managers", people)
    return words % {"n": number(people)}


def doubts(found: Forecast, rows: Rows) -> list[tuple[report.Doubt, object, object, str]]:
    """Return the doubtful values by reason, the commonest first: the doubt, its field and words, where its rows are."""
    every = [report.Doubt(*parted(reason), n) for reason, n in found.reasons.items() if n]
    every.sort(key=lambda doubt: (-doubt.rows, doubt.reason))
    return [(doubt, *reasons.words(doubt.reason), rows.of(doubt.reason)) for doubt in every]
