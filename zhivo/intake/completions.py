"""A file of the rows that an import did not write, come back corrected: it completes that import.

Its first column says why each row was not written, and the header of that column which import it was. However the file
is saved and its columns are put, the header stays; the other columns are those of the file that came first, so a row
that is right now is the row that it would have been.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from zhivo.intake.fields import PURCHASES
from zhivo.intake.readers import Choice
from zhivo.sources.models import Batch, Outcome, Record

HEADER = _("Why it was not written (import %(number)s)")
ASKED = _("What to look at (import %(number)s)")  # of rows that are not written yet


@dataclass(frozen=True)
class Completion:
    """What a file of refused rows says of itself: its columns without the reasons, and the import if it is known.

    `columns` are their places, in the order of the import's own columns where it is known.
    """

    columns: list[int]
    completes: Batch | None

    def choice(self, choice: Choice, *, sheet: str) -> Choice:
        """Return how the file is read as the one that came first."""
        return replace(choice, sheet=sheet or None, columns=self.columns)


def header(batch: Batch) -> str:
    """Return the header of the column of reasons; rows that come back twice still name the import that was first."""
    words = ASKED if batch.state == Batch.State.DRAFT else HEADER
    return str(words) % {"number": batch.notes.get("completes", batch.pk)}


def recognised(names: Sequence[str]) -> Completion | None:
    """Return what the columns of a file say of what it completes; None for a file like any other."""
    marks = [(place, found) for place, name in enumerate(names) if (found := _pattern().fullmatch(_plain(name)))]
    if not marks:
        return None
    place, found = marks[0]
    number = next(text for text in found.groups() if text)
    others = [at for at in range(len(names)) if at != place]
    batch = Batch.objects.select_related("source").filter(pk=int(number)).exclude(state=Batch.State.DRAFT).first()
    columns = _in_order(names, others, batch.columns) if batch else None
    return Completion(columns or others, batch if columns else None)


def _in_order(names: Sequence[str], places: list[int], wanted: list[str]) -> list[int] | None:
    """Return the places in the order of the columns wanted, what has no name behind them; None if one is missing."""
    left, found = list(places), []
    for name in wanted:
        place = next((at for at in left if _plain(names[at]) == _plain(name)), None)
        if place is None:
            return None
        found.append(place)
        left.remove(place)
    return [*found, *left] if not any(names[at].strip() for at in left) else None


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


@cache
def _pattern() -> re.Pattern[str]:
    """The headers in every language of ours, whoever made the file."""
    texts = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts += [re.escape(_plain(str(words) % {"number": "№"})) for words in (HEADER, ASKED)]
    return re.compile("|".join(text.replace("№", r"(\d{1,18})") for text in dict.fromkeys(texts)))


def of(batch: Batch) -> Batch | None:
    """Return the import that this one completes, if it does and that one is of the same source."""
    number = batch.notes.get("completes")
    return Batch.objects.filter(pk=number, source=batch.source_id).first() if number else None


def completed(batch: Batch) -> list[tuple[Batch, int]]:
    """Return the imports that completed this one and stand, each with how many rows came right with it."""
    later = Batch.objects.filter(source=batch.source_id, notes__completes=batch.pk).order_by("pk")
    over = later.filter(state__in=(Batch.State.DONE, Batch.State.FAILED, Batch.State.CANCELLED))
    return [(one, rows) for one in over if (rows := _came_right(one))]


def _came_right(batch: Batch) -> int:
    blocks = Q(pk__in=[])
    for first, count in batch.pieces.filter(is_undone=False).values_list("first_record", "records"):
        blocks |= Q(pk__range=(first, first + count - 1))
    records = Record.objects.filter(blocks, batch=batch)
    if batch.what == PURCHASES:  # whose purchases they are is a record of its own there
        return records.filter(outcome__in=(Outcome.BOUGHT, Outcome.CHANGED)).count()
    return records.exclude(outcome=Outcome.REFUSED).count()
