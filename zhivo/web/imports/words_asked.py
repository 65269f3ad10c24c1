"""Questions about words of a drop: what the page asks, field by field, and what its form answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.intake import fields, meanings
from zhivo.intake.meanings import Answer, NotAMeaning
from zhivo.intake.models import Meaning, Preflight
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Source
from zhivo.team.models import User

LEAVE = "-"
SHOWN = 6  # of a group; the others unfold

_MEANS: dict[str, str | Promise] = {
    "m": _("a man"),
    "f": _("a woman"),
    "person": _("a person"),
    "company": _("a company"),
    "да": _("yes"),
    "нет": _("no"),
}
_WHY: dict[str, str | Promise] = {
    "responsible": _("Nobody of the team is called so. Who is it?"),
    "email": _("It looks like a slip of a well-known mail service."),
    "birthday": _("There is no such birthday."),
    "created_on": _("There is no such day."),
    "next_action_on": _("There is no such day."),
    "status": _("It looks like a slip of a commoner word."),
    "heat": _("It looks like a slip of a commoner word."),
}


@dataclass(frozen=True)
class Ask:
    """One word: how the file writes it, in how many rows, what it may mean and what we propose."""

    said: str
    written: str
    rows: int
    proposed: str
    options: list[tuple[str, str | Promise]]
    chosen: str = ""
    fault: str = ""  # why what was chosen is refused

    @property
    def proposed_words(self) -> str | Promise:
        """What is proposed, as the choice of it reads."""
        return dict(self.options).get(self.proposed, "")


@dataclass
class Group:
    """The words of one field; `more` rows hold others, which are too many to be asked about."""

    key: str
    label: str | Promise
    why: str | Promise
    asks: list[Ask] = field(default_factory=list)
    more: int = 0

    @property
    def first(self) -> list[Ask]:
        """The words that are shown at once."""
        return self.asks[:SHOWN]

    @property
    def rest(self) -> list[Ask]:
        """The words that unfold."""
        return self.asks[SHOWN:]

    @property
    def is_unfolded(self) -> bool:
        """Say whether something was refused among the words that unfold."""
        return any(ask.fault for ask in self.rest)

    @property
    def is_day(self) -> bool:
        """Say whether a day is to be typed."""
        return self.key in meanings.DAYS

    @property
    def rows(self) -> int:
        """The rows of all words of the group."""
        return sum(ask.rows for ask in self.asks) + self.more

    @property
    def fixable(self) -> int:
        """The rows of the words that have a proposal."""
        return sum(ask.rows for ask in self.asks if ask.proposed)

    @property
    def is_all_fixable(self) -> bool:
        """Say whether the proposals answer the whole group."""
        return self.fixable == self.rows


def groups(found: Preflight, *, chosen: dict[tuple[str, str], str], refusal: Refusal | None = None) -> list[Group]:
    """Return what is not answered yet by field; `chosen`: what the form said that was refused, and why it was."""
    wrong = (refusal.field, refusal.said) if isinstance(refusal, NotAMeaning) else None
    team = [(user.email, user.name) for user in User.objects.filter(is_active=True).order_by("name", "pk")]
    made: dict[str, Group] = {}
    for (name, said), ask in _open(found).items():
        group = made.setdefault(name, Group(name, fields.get(name).label, _WHY.get(name, _("What does it mean?"))))
        if said is None:
            group.more += ask["rows"]
            continue
        proposed = ask.get("proposed") or ""
        options = _options(name, proposed, team)
        written, was = ask.get("written") or said, chosen.get((name, said), "")
        fault = refusal.message if refusal is not None and wrong == (name, said) else ""
        group.asks.append(Ask(said, written, ask["rows"], proposed, options, was, fault))
    return [made[name] for name in meanings.FIELDS if name in made and made[name].asks]


def _open(found: Preflight) -> dict[tuple[str, str | None], dict[str, Any]]:
    """Words that wait, each once for all sources that say it."""
    sources = {one.get("source") for one in found.asks}
    # An older answer that is still asked about has lost its sense: the person it names may have left.
    since = Meaning.objects.filter(Q(means=None) | Q(at__gt=found.asked_at), source__in=sources)
    answered = set(since.values_list("source_id", "field", "said"))
    waiting: dict[tuple[str, str | None], dict[str, Any]] = {}
    for one in found.asks:
        if one["field"] not in meanings.FIELDS or (one.get("source"), one["field"], one["said"]) in answered:
            continue
        known = waiting.setdefault((one["field"], one["said"]), {**one, "rows": 0, "sources": []})
        known["rows"] += one["rows"]
        known["sources"].append(one.get("source"))
    return waiting


def _options(name: str, proposed: str, team: list[tuple[str, str]]) -> list[tuple[str, str | Promise]]:
    if name == "responsible":
        found = sorted(team, key=lambda one: one[0] != proposed)
        return [*found, (LEAVE, _("nobody, keep the word"))]
    if name in meanings.LISTED:
        return [*((key, _MEANS[key]) for key in meanings.LISTED[name]), (LEAVE, _("leave as it is"))]
    return [*([(proposed, proposed)] if proposed else []), (LEAVE, _("leave as it is"))]


def typed(post: QueryDict) -> dict[tuple[str, str], str]:
    """Return what the form says of each word, where it says something."""
    said = zip(*(post.getlist(name) for name in ("field", "said", "means")), strict=False)
    return {(name, word): means.strip() for name, word, means in said if means.strip()}


def given(post: QueryDict, found: Preflight) -> list[Answer]:
    """Return the answers of the form, then those of a button that answers for a whole field, to words that wait."""
    waiting = _open(found)
    answered = typed(post)
    whole, _colon, way = post.get("all", "").partition(":")
    for (name, word), ask in waiting.items():
        means = {"leave": LEAVE, "fix": ask.get("proposed") or ""}.get(way, "")
        if name == whole and word is not None and means:
            answered.setdefault((name, word), means)
    sources = Source.objects.in_bulk({source for ask in waiting.values() for source in ask["sources"]})
    return [
        Answer(sources[source], name, word, None if means == LEAVE else means)
        for (name, word), means in answered.items()
        for source in waiting.get((name, word), {"sources": []})["sources"]
        if source in sources
    ]
