"""What the card of a client shows: facts with their origin, the feed, raw rows, what stands beside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhivo.clients import attributes, listing, origin, timeline
from zhivo.clients.models import Client, Consent, Membership, Relation, Tag
from zhivo.clients.views import read
from zhivo.team.models import User
from zhivo.web.clients import feed, pairs, sentence
from zhivo.web.clients.bulk import TAGS_MOST
from zhivo.web.clients.known import Line, lines_of, missing_of, sections_of, wanting_of
from zhivo.web.clients.money import Bought, bought_by
from zhivo.web.clients.own_form import CardForm, Words, consents_of, form_of
from zhivo.web.clients.people import heirs
from zhivo.web.clients.portrait import Ring, ring_of
from zhivo.web.clients.words import label_of, source_name, standing_of, why_words
from zhivo.web.fields.controls import drawn, typing
from zhivo.web.imports.reasons import reason_words

PANES = ("data", "feed", "more")
ROWS_MOST = 50
PEOPLE_MOST = 20


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
        self.filters, _refused = read(query, user=user)

    @cached_property
    def said(self) -> origin.Said:
        """Return what was said of the client."""
        return origin.said_of(self.client)

    @cached_property
    def lines(self) -> list[Line]:
        """Return the facts."""
        return lines_of(self.client, said=self.said, may_edit=self.may_edit)

    @property
    def sections(self) -> list[tuple[str, str, list[Line]]]:
        """Return the facts by sections; the one that the asked field will stand in is there before it."""
        return sections_of([*self.lines, *self.wanting], asked=self.asked_in)

    @cached_property
    def wanting(self) -> list[Line]:
        """Return the required fields of the company that are empty."""
        return wanting_of(self.client, lines=self.lines, may_edit=self.may_edit)

    @cached_property
    def ring(self) -> Ring:
        """Return how full the portrait is, and what to ask next."""
        return ring_of(self.client)

    @property
    def asked_in(self) -> str:
        """Return the section of the field to be asked for, "" where nothing is or this person may not fill it."""
        return self.ring.next.section if self.ring.next and self.may_edit else ""

    @cached_property
    def may_edit(self) -> bool:
        """Say whether this person may change the card."""
        return self.user.can("clients.edit")

    @property
    def letters(self) -> str:
        """Return the letters of the square mark."""
        words = self.client.sort_name.split()
        return "".join(word[0] for word in words[:2] if word[0].isalnum()).upper()

    @cached_property
    def tags(self) -> list[Tag]:
        """Return the tags of the client."""
        return list(Tag.objects.filter(clienttag__client=self.client).distinct().order_by("name"))

    @property
    def tags_offered(self) -> list[str]:
        """Return the tags that there are, for who is to choose one."""
        return list(Tag.objects.order_by("name").values_list("name", flat=True)[:TAGS_MOST])

    @cached_property
    def form(self) -> CardForm:
        """Return what the card says of the client's own form."""
        return form_of(self.client)

    @property
    def consents(self) -> list[tuple[Consent, Words, Words]]:
        """Return the consents that hold."""
        return consents_of(self.client)

    @property
    def sources(self) -> list[tuple[str, int]]:
        """Return the sources of the client's rows, each with how many came from it."""
        return Counter(
            source_name(row.record.batch.source) for row in [*self.said.rows, *self.said.named]
        ).most_common()

    @cached_property
    def missing(self) -> list[tuple[str, str]]:
        """Return the fields that can be added: key and label."""
        return missing_of(self.client, lines=[*self.lines, *self.wanting])

    @property
    def adds(self) -> bool:
        """Say whether the address asks for the form of a field that is not there yet."""
        asked = self.query.get("edit", "")
        return asked in dict(self.missing) or bool(self.ring.next and asked == self.ring.next.field)

    @property
    def doubts(self) -> list[tuple[str, str, origin.Doubt]]:
        """Return what was not believed: label of the field, the reason in words, the doubt."""
        found = []
        for doubt in origin.doubts(self.said):
            field = doubt.reason.rpartition(":")[0]
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
        return asked if asked in timeline.KINDS or (asked == "rows" and self.rows_count) else ""

    @cached_property
    def bought(self) -> Bought:
        """Return what the purchases come to."""
        return bought_by(self.client)

    @property
    def feed_kinds(self) -> list[tuple[str, str, int]]:
        """Return the kinds of lines there are: key, label, how many."""
        many = Counter(entry.kind for entry in self.entries)
        many["purchase"] = self.bought.count  # the feed holds the newest ones
        there = [(key, str(label), many[key]) for key, label in timeline.KINDS.items() if many[key]]
        return [("", _("Everything"), many.total()), *there]

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
        return [_raw(clean.record.membership, clean.reasons or []) for clean in self.said.rows[:ROWS_MOST]]

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
        edited = self.query.get("edit", "")
        own = attributes.find(edited) if self.may_edit else None
        pane = self.query.get("pane") or ("feed" if "feed" in self.query else "")
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
            "edit_label": label_of(_field_of(edited)),
            "edit_own": own,
            "own_input": drawn(own, value=typing(own, client.values.get(edited, ""))) if own else "",
            "pairs": pairs.open_of(client, user=self.user),
            "main_phone": next((line for line in self.lines if line.field == "phone"), None),
            "main_email": next((line for line in self.lines if line.field == "email"), None),
            "pane": pane if pane in PANES else PANES[0],
            "people": heirs(self.user),
        }

    def _place(self) -> tuple[int, int] | None:
        """Return which of how many the client is in a list of a size that is counted in a moment."""
        size = listing.count(user=self.user, filters=self.filters)
        if not size.is_exact or not size.number:
            return None
        return listing.place_of(user=self.user, filters=self.filters, client=self.client), size.number


def _field_of(key: str) -> str:
    """Return the field that the key of a line names: of a contact the value stands behind it."""
    medium, _sign, _value = key.partition(":")
    return medium if medium in origin.MEDIA else key


def _raw(row: Membership, reasons: list[str]) -> RawRow:
    batch = row.record.batch
    cells = [(header, cell) for header, cell in zip(batch.columns, row.record.values, strict=False) if cell.strip()]
    return RawRow(row, why_words(row), cells, [reason_words(reason) for reason in reasons])
