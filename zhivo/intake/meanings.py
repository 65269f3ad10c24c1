"""What words of a source mean: people's answers, remembered for its next files, and their place in reading a batch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes
from zhivo.intake import people
from zhivo.intake.fields import CLIENTS
from zhivo.intake.models import Meaning
from zhivo.intake.reading import ReadyFor
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Source
from zhivo.team.models import User

DAYS = ("birthday", "created_on", "next_action_on")
LISTED: dict[str, tuple[str, ...]] = {  # fields whose words can mean a few things only
    "sex": ("m", "f"),
    "kind": ("person", "company"),
    "consent": ("да", "нет"),
    "do_not_contact": ("да", "нет"),
}
FREE = ("status", "heat")  # what a firm calls its own states
FIELDS = ("responsible", "email", *DAYS, *LISTED, *FREE)
LONGEST = 200
_NAMED = 3  # of the words of an answer, in its sentence
_DOMAIN = re.compile(r"(?:[a-zа-яё0-9](?:[a-zа-яё0-9-]*[a-zа-яё0-9])?\.)+[a-zа-яё]{2,24}")


@dataclass(frozen=True)
class Answer:
    """What a word of a source's field means; None leaves it as it is."""

    source: Source
    field: str
    said: str
    means: str | None


class NotAMeaning(Refusal):
    """A word cannot mean what was answered."""

    def __init__(self, code: str, message: object, *, answer: Answer) -> None:
        super().__init__(code, message)
        self.field, self.said = answer.field, answer.said


def of(source: Source) -> dict[str, dict[str, str]]:
    """Return what is known of the words of a source: field -> word -> what it means."""
    found: dict[str, dict[str, str]] = {}
    answered = Meaning.objects.filter(source=source, means__isnull=False).order_by("pk")
    for field, said, means in answered.values_list("field", "said", "means"):
        found.setdefault(field, {})[said] = str(means)
    return found


def ready_for(batch: Batch) -> ReadyFor:
    """Return what the rows of a batch are made ready for: its source, columns, words and the team as it is now."""
    team = sorted(people.by_name()) if "responsible" in batch.mapping else None
    asked = {field: words for field, words in of(batch.source).items() if field in batch.mapping}
    return ReadyFor(
        origin=str(batch.source_id),
        mapping=batch.mapping,
        meanings=asked,
        people=team,
        attributes=attributes.typed(batch.mapping) if batch.what == CLIENTS else {},
        what=batch.what,
    )


def answer(*, answers: Sequence[Answer], by: User | None) -> Operation:
    """Remember what words mean and return the operation that takes these answers back.

    What is being imported already is not read anew. Raises Refusal for no answer, NotAMeaning for one that cannot be.
    """
    given = {(one.source.pk, one.field, said_as(one.said)): _checked(one) for one in answers}
    if not given:
        raise Refusal("no_answer", _("Nothing is answered yet."))
    with transaction.atomic():
        sources = {source for source, _field, _said in given}
        known = Meaning.objects.select_for_update().filter(source__in=sources)
        before = {(one.source_id, one.field, one.said): one.means for one in known}
        now = timezone.now()
        _keep(
            Meaning(source_id=source, field=field, said=said, means=means, by=by, at=now)
            for (source, field, said), means in given.items()
        )
        words = [
            {"source": key[0], "field": key[1], "said": key[2], "means": means, "before": _before(key, before)}
            for key, means in given.items()
        ]
        data = {"source": answers[0].source.name, "said": _said(words), "words": words}
        return Operation.objects.create(kind=answered.key, by=by, data=data)


def said_as(text: str) -> str:
    """Return a word as it is remembered."""
    return text.replace("\x00", "").strip().lower()[:LONGEST]


def _keep(meanings: Any) -> None:
    Meaning.objects.bulk_create(
        meanings,
        update_conflicts=True,
        unique_fields=["source", "field", "said"],
        update_fields=["means", "by", "at"],
    )


def _before(key: tuple[int, str, str], before: dict[tuple[int, str, str], str | None]) -> list[str | None]:
    """What was answered before as a list of one; empty where nothing was."""
    return [before[key]] if key in before else []


def _said(words: list[dict[str, Any]]) -> str:
    told = [f"{word['said']} → {word['means']}" if word["means"] else word["said"] for word in words]
    told = list(dict.fromkeys(told))
    return ", ".join(told[:_NAMED]) + (f" +{len(told) - _NAMED}" if len(told) > _NAMED else "")


def _checked(one: Answer) -> str | None:
    if one.field not in FIELDS or not said_as(one.said):
        raise NotAMeaning("no_such_field", _("There is no field «%(field)s».") % {"field": one.field[:60]}, answer=one)
    if one.means is None:
        return None
    means = one.means.replace("\x00", "").strip()[:LONGEST]
    if one.field in DAYS:
        return _day(one, means)
    if one.field == "responsible":
        means = means.lower()
        if not User.objects.filter(email=means, is_active=True).exists():
            message = _("Nobody of the team has the e-mail «%(means)s».") % {"means": means}
            raise NotAMeaning("no_such_person", message, answer=one)
    elif one.field == "email" and not _DOMAIN.fullmatch(means := means.lower()):
        raise NotAMeaning("no_domain", _("«%(means)s» is no domain of e-mails.") % {"means": means}, answer=one)
    elif not means or means not in LISTED.get(one.field, (means,)):
        raise NotAMeaning("no_meaning", _("«%(said)s» cannot mean that.") % {"said": one.said[:60]}, answer=one)
    return means


def _day(one: Answer, means: str) -> str:
    import polars as pl

    from zhivo.quality.clean import clean

    found = clean(pl.DataFrame({"row": [1], one.field: [means]}))[one.field][0]
    if found is None:
        raise NotAMeaning("bad_day", _("There is no such date. Write it like 31.05.1980."), answer=one)
    return str(found)


def _undo(operation: Operation) -> Kept:
    """Take answers back; one that was given anew since stays."""
    for word in operation.data["words"]:
        found = Meaning.objects.filter(source=word["source"], field=word["field"], said=word["said"])
        found = found.filter(means=word["means"]) if word["means"] is not None else found.filter(means=None)
        if word["before"]:
            found.update(means=word["before"][0])
        else:
            found.delete()
    return []


answered = kinds.add(
    OperationKind("words.answered", _("Words of a file"), "message-question", _("«%(source)s»: %(said)s"), undo=_undo)
)
