"""What the card of a client shows: sections of facts with their origin, the feed, raw rows, what stands at the right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhivo.clients import listing, origin, timeline
from zhivo.clients.edit import COLUMNS, VALUES
from zhivo.clients.models import Client, Membership, Relation, Tag
from zhivo.clients.origin import Fact
from zhivo.intake import fields
from zhivo.team.models import User
from zhivo.web.clients import feed, pairs, sentence
from zhivo.web.clients.preview import described
from zhivo.web.clients.words import label_of, local_time, shown, standing_of, why_words
from zhivo.web.imports.reasons import reason_words

SECTIONS = ("contacts", "who", "company", "place", "portrait", "work", "origin", "own")
# Kept with the client, shown elsewhere on the card or of no use on it.
HIDDEN = frozenset({"full_name", "kind", "tags", "responsible", "time_zone", "company_form", "source_id", "age"})
EDITABLE = frozenset((*COLUMNS, *VALUES))
_MISSING = {
    "person": (
        "phone email telegram whatsapp vk max last_name first_name patronymic sex birthday company position inn city"
        " address convenient_time occupation comment"
    ).split(),
    "company": (
        "phone email telegram whatsapp company company_form inn kpp ogrn legal_address activity size hours head city"
        " address comment"
    ).split(),
}
PANES = ("data", "feed", "more")
ROWS_MOST = 50
PEOPLE_MOST = 20
OTHERS_MOST = 4


@dataclass(frozen=True)
class Line:
    """A fact as the card shows it; `key` names it in the address while it is edited."""

    key: str
    field: str
    label: str
    text: str
    fact: Fact
    note: str = ""  # small, under the value
    url: str = ""  # what a press on the value opens besides the edit
    may_edit: bool = False

    @property
    def before(self) -> str:
        """Return which of several values this is: of a phone or an e-mail the value itself."""
        return self.fact.value if self.field in origin.MEDIA else ""

    @property
    def typing(self) -> str:
        """Return the value as one would type it."""
        if self.field == "birthday":
            return date.fromisoformat(self.fact.value).strftime("%d.%m.%Y")
        return shown(self.field, self.fact.value).replace("\u00a0", " ") if self.field == "phone" else self.fact.value

    @property
    def others(self) -> list[str]:
        """Return what other rows say instead."""
        return [shown(self.field, other.value) for other in self.fact.others[:OTHERS_MOST]]


@dataclass(frozen=True)
class RawRow:
    """A row of a file as it came, cell by cell, and why it belongs to this client."""

    row: Membership
    why: str
    cells: list[tuple[str, str]]
    doubts: list[str]


class Card:
    """The card of one client as one person sees it at one address."""

    def __init__(self, client: Client, *, query: QueryDict, user: User) -> None:
        self.client = client
        self.user = user
        self.query = query
        self.filters, _refused = listing.read(query)

    @cached_property
    def said(self) -> origin.Said:
        """Return what was said of the client."""
        return origin.said_of(self.client)

    @cached_property
    def lines(self) -> list[Line]:
        """Return the facts in the order of the sections."""
        facts = [fact for fact in origin.facts(self.client, said=self.said) if fact.field not in HIDDEN]
        return [self._line(fact) for fact in facts]

    @property
    def sections(self) -> list[tuple[str, str, list[Line]]]:
        """Return the sections that hold something: key, label, lines."""
        by_group: dict[str, list[Line]] = {}
        for line in self.lines:
            by_group.setdefault(_group_of(line.field), []).append(line)
        return [(key, str(fields.GROUPS[key]), by_group[key]) for key in SECTIONS if key in by_group]

    def _line(self, fact: Fact) -> Line:
        field, client = fact.field, self.client
        note, url = "", ""
        if field in origin.MEDIA:
            note = described(field, fact.value)
            url = f"tel:{fact.value.split(';')[0]}" if field == "phone" else f"mailto:{fact.value}"
        elif field == "city":
            note = local_time(client.time_zone)
        label = _("Name") if field == "company" and client.kind == "company" else label_of(field)
        text = shown(field, fact.value)
        if field == "company" and client.company_form:
            text = f"{client.company_form} «{text}»"
        key = f"{field}:{fact.value}" if field in origin.MEDIA else field
        return Line(key, field, label, text, fact, note, url, may_edit=self.may_edit and _is_editable(field))

    @cached_property
    def may_edit(self) -> bool:
        """Say whether this person may change the card."""
        return self.user.can("clients.edit")

    @property
    def letters(self) -> str:
        """Return the letters of the square mark."""
        words = self.client.sort_name.split()
        return "".join(word[0] for word in words[:2] if word[0].isalnum()).upper()

    @property
    def tags(self) -> list[Tag]:
        """Return the tags of the client."""
        return list(Tag.objects.filter(clienttag__client=self.client).distinct().order_by("name"))

    @property
    def sources(self) -> list[tuple[str, int]]:
        """Return the sources of the client's rows, each with how many came from it."""
        return Counter(row.record.batch.source.name for row in self.said.rows).most_common()

    @cached_property
    def missing(self) -> list[tuple[str, str]]:
        """Return the fields that can be added: key and label."""
        there = {line.field for line in self.lines} - set(origin.MEDIA)
        return [(key, label_of(key)) for key in _MISSING[self.client.kind] if key not in there]

    @property
    def adds(self) -> bool:
        """Say whether the address asks for the form of a field that is not there yet."""
        return self.query.get("edit", "") in dict(self.missing)

    @property
    def doubts(self) -> list[tuple[str, str, origin.Doubt]]:
        """Return what was not believed: label of the field, the reason in words, the doubt."""
        found = []
        for doubt in origin.doubts(self.said):
            field = doubt.reason.partition(":")[0]
            found.append((label_of(field), reason_words(doubt.reason), doubt))
        return found[:10]

    @cached_property
    def entries(self) -> list[timeline.Entry]:
        """Return the feed."""
        return timeline.entries(self.client)

    @property
    def feed_kind(self) -> str:
        """Return what the feed is narrowed to: a kind, `rows` for the raw rows, "" for everything."""
        asked = self.query.get("feed", "")
        return asked if asked in timeline.KINDS or asked == "rows" else ""

    @property
    def feed_kinds(self) -> list[tuple[str, str, int]]:
        """Return the kinds of lines there are: key, label, how many."""
        counted = [(key, str(label), sum(entry.kind == key for entry in self.entries)) for key, label in timeline.KINDS.items()]
        return [("", _("Everything"), len(self.entries)), *(kind for kind in counted if kind[2])]

    @property
    def days(self) -> list[Any]:
        """Return the lines of the feed by day."""
        chosen = [entry for entry in self.entries if self.feed_kind in ("", entry.kind)]
        return feed.days(feed.lines(chosen[: timeline.MOST], user=self.user))

    @cached_property
    def rows_count(self) -> int:
        """Return how many rows of files the client is made of."""
        return Membership.objects.filter(client=self.client).count()

    @property
    def raw_rows(self) -> list[RawRow]:
        """Return the newest rows as they came."""
        return [_raw(clean.record.membership, clean.reasons or [], self.client) for clean in self.said.rows[:ROWS_MOST]]

    @property
    def relations(self) -> list[tuple[Client, str]]:
        """Return the firms of a person or the people of a firm that this user sees, each with the position."""
        mine, other = ("person", "company") if self.client.kind == "person" else ("company", "person")
        related = Relation.objects.filter(**{mine: self.client}).select_related(other).order_by("-pk")
        seen = Client.objects.visible_to(self.user).values("pk")
        found: dict[int, tuple[Client, str]] = {}
        for relation in related.filter(**{f"{other}__in": seen})[: PEOPLE_MOST * 3]:
            found.setdefault(getattr(relation, f"{other}_id"), (getattr(relation, other), relation.position or ""))
        return list(found.values())[:PEOPLE_MOST]

    @property
    def people_count(self) -> int:
        """Return how many people of a firm this user sees."""
        seen = Client.objects.visible_to(self.user).values("pk")
        return Relation.objects.filter(company=self.client, person__in=seen).values("person").distinct().count()

    def context(self) -> dict[str, Any]:
        """Return what the template needs."""
        client, filters = self.client, self.filters
        previous, following = listing.neighbours(user=self.user, filters=filters, client=client)
        here = sentence.url_of(filters)
        pane = self.query.get("pane", "")
        return {
            "card": self,
            "client": client,
            "standing": standing_of(client),
            "here": here,
            "sep": "&" if here != "?" else "",
            "list_name": sentence.name_of(filters),
            "list_url": sentence.url_of(filters, around=client.pk),
            "previous": previous,
            "following": following,
            "place": self._place(),
            "edit": self.query.get("edit", "") if self.may_edit else "",
            "edit_label": label_of(self.query.get("edit", "").partition(":")[0]),
            "pairs": pairs.open_of(client, user=self.user),
            "main_phone": next((line for line in self.lines if line.field == "phone"), None),
            "main_email": next((line for line in self.lines if line.field == "email"), None),
            "pane": pane if pane in PANES else PANES[0],
            "people": _responsibles(self.user),
        }

    def _place(self) -> tuple[int, int] | None:
        """Return which of how many the client is in a list of a size that is counted in a moment."""
        size = listing.count(user=self.user, filters=self.filters)
        if not size.is_exact or not size.number:
            return None
        return listing.place_of(user=self.user, filters=self.filters, client=self.client), size.number


def _responsibles(user: User) -> list[User]:
    return list(User.objects.filter(is_active=True).order_by("name")) if user.can("clients.assign") else []


def _group_of(field: str) -> str:
    try:
        return fields.get(field).group
    except ValueError:
        return "own"


def _is_editable(field: str) -> bool:
    return field in EDITABLE or field.startswith(fields.ATTRIBUTE)


def _raw(row: Membership, reasons: list[str], client: Client) -> RawRow:
    batch = row.record.batch
    cells = [(header, cell) for header, cell in zip(batch.columns, row.record.values, strict=False) if cell.strip()]
    return RawRow(row, why_words(row), cells, [reason_words(reason) for reason in reasons])
