"""Preflights: what the files of a drop will do to the base, asked for, reckoned by a worker, told and forgotten.

Nothing is written to the base. The numbers are those that the import answers with, and the rows behind every number lie
in files of the data folder (`foretold.py`) until the drop is discarded or written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone

from zhivo import VERSION
from zhivo.intake import batches
from zhivo.intake.models import Meaning, Preflight
from zhivo.sources.models import Drop

State = Preflight.State
Report = Callable[[Preflight], None]
IsOver = Callable[[], bool]


@dataclass(frozen=True)
class Foretold:
    """One row of the files with what will become of it.

    `client` is the id of the client of the base, and `other` the batch and row of the files, that the row joins, or of
    a held row that it may be the same as; both None where it makes a client of its own, or none.
    """

    place: int  # to be handed on as `after`
    batch: int
    number: int  # as the user counts it in the file
    cells: list[str]
    outcome: int  # sources.models.Outcome
    why: str  # as `Membership.why` will say it; of a held row why it is asked
    client: int | None
    other: tuple[int, int] | None
    reasons: list[str]


def mark_of(drop: Drop) -> str:
    """Return the digest of all that the numbers depend on besides the base: files, readings, mappings, meanings."""
    files = drop.batches.order_by("pk")
    columns = ("pk", "what", "source_id", "file_digest", "sheet", "reading", "mapping")
    meanings = Meaning.objects.filter(source__batches__drop=drop).distinct().order_by("pk")
    said = [list(files.values_list(*columns)), list(meanings.values_list("source_id", "field", "said", "means"))]
    return sha256(json.dumps([VERSION, *said], sort_keys=True).encode()).hexdigest()


def of(drop: Drop) -> Preflight | None:
    """Return the preflight of a drop; None where none was asked for since its files, columns or meanings changed."""
    return Preflight.objects.filter(drop=drop, mark=mark_of(drop)).first()


def ask(*, drop: Drop) -> Preflight:
    """Ask a worker to reckon the drop and return its preflight.

    One that is on its way already and up to date stays; any other is replaced.
    """
    raise NotImplementedError


def run(drop_id: int, *, report: Report | None = None, is_over: IsOver | None = None) -> Preflight | None:
    """Reckon what is asked for of a drop and return the preflight as it ended; None where none is asked for.

    Behind every piece `report` is called with it and `is_over` is asked whether to leave the work to another process,
    which begins it anew. Safe to call again and from several processes: whoever holds the drop's lock works, the others
    return at once.
    """
    raise NotImplementedError


def stop(drop: Drop) -> None:
    """Ask for the reckoning to be given up behind the piece in hand."""
    if not Preflight.objects.filter(drop=drop, state=State.QUEUED).update(
        state=State.CANCELLED, finished_at=timezone.now()
    ):
        Preflight.objects.filter(drop=drop, state=State.RUNNING).update(stop_asked_at=timezone.now())


def forget(drop: Drop) -> None:
    """Remove the preflight of a drop and its files, as when the drop is discarded or has been written."""
    raise NotImplementedError


def progress(preflight: Preflight) -> batches.Progress:
    """Return how far the reckoning is."""
    return batches.progress(preflight)


def rows(drop: Drop, *, of: str, batch: int | None = None, after: int = 0, limit: int = 50) -> list[Foretold]:
    """Return up to `limit` rows behind a number of the preflight, those behind the place `after`, in file order.

    `of` is "all", "created", "joined", "held", "refused", "unchanged", "companies" (the rows that make a firm beside a
    person), "in_files" (that join another row of the files), "reachable", "next_actions", a reason ("phone:invalid"),
    or "placeholders": these are counted by value, so a row with two of them comes twice. All of one batch, or of the
    drop. Nothing where there is no preflight that is up to date.
    """
    raise NotImplementedError
