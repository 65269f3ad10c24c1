"""The filters of a list as a sentence: words, each part replaceable, and the choices behind a part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.clients import listing
from zhivo.clients.filters import NO, NOBODY, YES, Filters
from zhivo.clients.models import Standing, Tag
from zhivo.sources.models import Batch, Source
from zhivo.team.models import User
from zhivo.web.clients import own
from zhivo.web.clients.words import source_name

CHOICES_MOST = 50
# What «+ condition» offers, in this order; the kind is the first word of the sentence.
CONDITIONS: dict[str, str | Promise] = {
    "care": gettext_lazy("Where now"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "city": gettext_lazy("City"),
    "responsible": gettext_lazy("Responsible"),
    "source": gettext_lazy("Source"),
    "batch": gettext_lazy("Import"),
    "tag": gettext_lazy("Tag"),
    "question": gettext_lazy("Open question"),
}
_KINDS: dict[str, str | Promise] = {
    "": gettext_lazy("Clients"),
    "person": gettext_lazy("People"),
    "company": gettext_lazy("Companies"),
}
_WORDS: dict[tuple[str, str], str | Promise] = {
    ("care", Standing.Care.UNCOVERED): gettext_lazy("uncovered"),
    ("care", Standing.Care.IN_WORK): gettext_lazy("in work"),
    ("care", Standing.Care.IN_TOUCH): gettext_lazy("in a sequence"),
    ("care", Standing.Care.ARCHIVED): gettext_lazy("in the archive"),
    ("phone", YES): gettext_lazy("with a phone"),
    ("phone", NO): gettext_lazy("without a phone"),
    ("email", YES): gettext_lazy("with an e-mail"),
    ("email", NO): gettext_lazy("without an e-mail"),
    ("responsible", NOBODY): gettext_lazy("with nobody responsible"),
    ("question", YES): gettext_lazy("with an open question"),
}
_LEADS: dict[tuple[str, str], str | Promise] = {
    ("city", ""): gettext_lazy("in the city of"),
    ("responsible", ""): gettext_lazy("led by"),
    ("source", ""): gettext_lazy("from the source"),
    ("batch", ""): gettext_lazy("from the import"),
    ("batch", "created"): gettext_lazy("new from the import"),
    ("batch", "joined"): gettext_lazy("joined from the import"),
    ("batch", "held"): gettext_lazy("with a question from the import"),
    ("tag", ""): gettext_lazy("with the tag"),
}


@dataclass(frozen=True)
class Choice:
    """One value that a part may take, as a link."""

    label: str
    url: str
    is_on: bool = False


@dataclass(frozen=True)
class Part:
    """A replaceable part: the plain words before it, its own words, and where its choices open."""

    key: str
    lead: str
    words: str
    url: str


def url_of(filters: Filters, **more: object) -> str:
    """Return the query of a link to this list, with other fields of the address beside the filters."""
    asked = {**filters.asked(), **{key: str(value) for key, value in more.items() if value}}
    return f"?{urlencode(asked)}"


def head(filters: Filters) -> Part:
    """Return the first word of the sentence."""
    return Part("kind", "", str(_KINDS[filters.kind]), url_of(filters, part="kind"))


def parts(filters: Filters) -> list[Part]:
    """Return the parts after the first word, in the order of CONDITIONS."""
    found = []
    for key in CONDITIONS:
        value = getattr(filters, key)
        if value:
            found.append(Part(key, *_words(key, value, filters), url_of(filters, part=key)))
    return [*found, *(Part(key, lead, words, url_of(filters, part=key)) for key, lead, words in own.parts(filters))]


def name_of(filters: Filters) -> str:
    """Return the whole sentence without its links: what a list is called from the outside."""
    said = ", ".join(" ".join(filter(None, (part.lead, part.words))) for part in parts(filters))
    return " ".join(filter(None, (str(_KINDS[filters.kind]), said)))


def addable(filters: Filters) -> list[Choice]:
    """Return the conditions that the list does not have yet, each a link that opens its choices."""
    ours = [(key, str(label)) for key, label in CONDITIONS.items() if not getattr(filters, key)]
    return [Choice(label, url_of(filters, part=key)) for key, label in (*ours, *own.addable(filters))]


def choices(key: str, filters: Filters, *, user: User) -> list[Choice]:
    """Return what the part may become; the last one takes it out."""
    attribute = own.field_of(key)
    if attribute is not None:
        return [Choice(label, url_of(changed), is_on) for label, changed, is_on in own.choices(attribute, filters)]
    offered = _OFFERS[key](user)
    found = [
        Choice(label, url_of(_with(filters, key, value)), is_on=getattr(filters, key) == value)
        for value, label in offered
    ]
    if key != "kind" and getattr(filters, key):
        found.append(Choice(_("Take out"), url_of(_with(filters, key, ""))))
    return found


def _with(filters: Filters, key: str, value: str) -> Filters:
    return filters.changed(**{key: value}) if key != "batch" else filters.changed(batch=value, outcome="")


def _words(key: str, value: str, filters: Filters) -> tuple[str, str]:
    said = _WORDS.get((key, value))
    if said is not None:
        return "", str(said)
    lead = _LEADS[key, filters.outcome if key == "batch" else ""]
    return str(lead), _NAMES[key](value)


def _name_of_user(value: str) -> str:
    return User.objects.filter(pk=int(value)).values_list("name", flat=True).first() or "?"


def _name_of_source(value: str) -> str:
    source = Source.objects.filter(pk=int(value)).first()
    return source_name(source) if source else "?"


def _name_of_batch(value: str) -> str:
    return Batch.objects.filter(pk=int(value)).values_list("file_name", flat=True).first() or "?"


def _name_of_tag(value: str) -> str:
    return Tag.objects.filter(pk=int(value)).values_list("name", flat=True).first() or "?"


_NAMES: dict[str, Callable[[str], str]] = {
    "city": str,
    "responsible": _name_of_user,
    "source": _name_of_source,
    "batch": _name_of_batch,
    "tag": _name_of_tag,
}


def _said(key: str) -> Callable[[User], Iterable[tuple[str, str]]]:
    return lambda user: [(value, str(words)) for (part, value), words in _WORDS.items() if part == key]


def _people(user: User) -> Iterable[tuple[str, str]]:
    people = User.objects.filter(is_active=True).order_by("name")
    seen = user.sees_clients_of()
    if seen is not None:
        people = people.filter(pk__in=seen)
    named = [(str(pk), name) for pk, name in people.values_list("pk", "name")[:CHOICES_MOST]]
    return [(NOBODY, str(_WORDS["responsible", NOBODY])), *named]


def _sources(user: User) -> Iterable[tuple[str, str]]:
    return [(str(source.pk), source_name(source)) for source in Source.objects.order_by("name")[:CHOICES_MOST]]


def _batches(user: User) -> Iterable[tuple[str, str]]:
    newest = Batch.objects.filter(pieces__isnull=False).exclude(source__kind="hand").distinct().order_by("-created_at")
    return [(str(pk), name) for pk, name in newest.values_list("pk", "file_name")[:CHOICES_MOST]]


def _tags(user: User) -> Iterable[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Tag.objects.order_by("name").values_list("pk", "name")[:CHOICES_MOST]]


_OFFERS: dict[str, Callable[[User], Iterable[tuple[str, str]]]] = {
    "care": _said("care"),
    "kind": lambda user: [(kind, str(words)) for kind, words in _KINDS.items()],
    "phone": _said("phone"),
    "email": _said("email"),
    "city": lambda user: [(city, city) for city in listing.cities(user=user)],
    "responsible": _people,
    "source": _sources,
    "batch": _batches,
    "tag": _tags,
    "question": _said("question"),
}
EDITABLE = frozenset(_OFFERS)


def is_editable(key: str) -> bool:
    """Say whether there is such a part of the sentence."""
    return key in EDITABLE or own.field_of(key) is not None


def opened(key: str, filters: Filters, *, user: User) -> dict[str, Any]:
    """Return what the sentence needs to show the choices of a part."""
    attribute = own.field_of(key)
    return {
        "part": key,
        "choices": choices(key, filters, user=user),
        "is_new": key != "kind" and key not in [part.key for part in parts(filters)],
        "part_label": attribute.label if attribute else CONDITIONS.get(key, ""),
        "own_form": own.form(attribute, filters) if attribute else None,
    }
