"""A question about one value of a client laid out: what is proposed, where it stands, what is known already."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.clients import origin
from zhivo.clients.models import Client
from zhivo.clients.origin import Fact, Origin
from zhivo.quality import dadata, proposals
from zhivo.quality.enrichers import enrichers
from zhivo.quality.models import ValueQuestion
from zhivo.quality.reasons import words
from zhivo.web.clients.words import label_of, shown

Kind = ValueQuestion.Kind
KINDS: dict[str, str | Promise] = {
    Kind.FOUND: gettext_lazy("Proposed"),
    Kind.CONFLICT: gettext_lazy("Rows disagree"),
    Kind.UNREADABLE: gettext_lazy("Not understood"),
}
COMMENT_LONGEST = 1500


@dataclass(frozen=True)
class Way:
    """One of the values that the rows of a client say."""

    value: str
    words: str
    origin: Origin
    is_present: bool


class Value:
    """A question as the page shows it."""

    def __init__(self, question: ValueQuestion) -> None:
        self.question = question
        self.kind = question.kind
        self.field = question.field
        self.label = label_of(question.field)
        self.proposed = shown(question.field, question.value or "")

    @cached_property
    def client(self) -> Client:
        """Return the client that the value goes to."""
        return proposals.holder(self.question)

    @property
    def line(self) -> str:
        """Return the question in a few words, for the list."""
        if self.kind == Kind.UNREADABLE:
            return f"{self.label}: {self.raw}" if self.raw else f"{self.label}: {self.why}"
        return f"{self.label}: {self.proposed if self.kind == Kind.FOUND else self.question.value}"

    @property
    def why(self) -> str:
        """Return what is wrong with a value that was not understood."""
        return str(words(f"{self.field}:{self.question.code}")[1])

    @property
    def how(self) -> str:
        """Return where a proposed value comes from."""
        if self.question.code == dadata.CODE:
            return _("Said by DaData")
        enricher = enrichers.get(self.question.code) if self.question.code else None
        return _("Concluded %(how)s") % {"how": enricher.how} if enricher else _("Found in a comment")

    @cached_property
    def raw(self) -> str:
        """Return the cell that was not understood, as the file has it."""
        record = self.question.record
        return origin.raw_of(record, field=self.field) if record is not None else ""

    @cached_property
    def parts(self) -> tuple[str, str, str]:
        """Return the comment before the words in which the value was found, these words, and what follows them."""
        record, quote = self.question.record, self.question.quote or ""
        whole = origin.raw_of(record, field="comment", longest=COMMENT_LONGEST) if record is not None else ""
        before, found, behind = whole.partition(quote)
        return (before, found, behind) if found else ("", quote, "")

    @cached_property
    def facts(self) -> list[Fact]:
        """Return what the client has in this field now."""
        return [fact for fact in origin.facts(self.client, said=self._said) if fact.field == self.field]

    @property
    def present(self) -> list[tuple[str, Fact]]:
        """Return what the client has in this field now, in words."""
        return [(shown(fact.field, fact.value), fact) for fact in self.facts]

    @cached_property
    def ways(self) -> list[Way]:
        """Return the values that rows and people say, each with the newest that says it."""
        found: dict[str, Way] = {}
        present = {fact.value for fact in self.facts}
        for one in origin.sayings(self.field, self._said):
            if one.value and one.value not in found:
                found[one.value] = Way(one.value, shown(self.field, one.value), one, one.value in present)
        return list(found.values())[:9]

    @cached_property
    def _said(self) -> origin.Said:
        return origin.said_of(self.client)
