"""Preflights: what the files of a drop will do to the base, asked for, told and forgotten.

Nothing is written to the base. The numbers are those that the import answers with, and the rows behind every number lie
in files of the data folder until the drop is discarded or written.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from zhivo import VERSION
from zhivo.intake import batches, drops, foretold, meanings, report
from zhivo.intake.foretold import Foretold
from zhivo.intake.models import Meaning, Preflight
from zhivo.lib.home import folder
from zhivo.sources.models import Batch, Drop

__all__ = ["Foretold", "as_written", "ask", "begin", "forget", "mark_of", "of", "progress", "rows", "run", "stop"]

LEFT_OVER_SECONDS = 3600
State = Preflight.State
UNDER_WAY = (State.QUEUED, State.RUNNING)
Report = Callable[[Preflight], None]
IsOver = Callable[[], bool]


def mark_of(drop: Drop) -> str:
    """Return the digest of all that the numbers depend on besides the base: files, columns, meanings, the team."""
    files = [
        [batch.pk, batch.what, batch.file_digest, batch.reading, asdict(meanings.ready_for(batch))]
        for batch in drops.batches(drop)
    ]
    left = Meaning.objects.filter(source__batches__drop=drop, means=None).distinct().order_by("pk")
    said = [VERSION, files, list(left.values_list("pk", flat=True))]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def of(drop: Drop) -> Preflight | None:
    """Return the preflight of a drop; None where none was asked for since its files, columns or meanings changed."""
    return Preflight.objects.filter(drop=drop, mark=mark_of(drop)).first()


def ask(*, drop: Drop) -> Preflight:
    """Ask a worker to reckon the drop and return its preflight.

    One that is on its way already and up to date stays; any other is replaced.
    """
    from zhivo.intake.jobs import foretell_later

    with transaction.atomic():
        preflight, is_new = begin(drop)
        if is_new:
            foretell_later(drop.pk)
    return preflight


def begin(drop: Drop) -> tuple[Preflight, bool]:
    """Return the preflight of a drop that `run` is to reckon, and whether it is a new one; no worker is asked."""
    with transaction.atomic():
        Drop.objects.select_for_update().get(pk=drop.pk)
        there = of(drop)
        if there is not None and there.state in UNDER_WAY and there.stop_asked_at is None:
            return there, False
        forget(drop)
        return Preflight.objects.create(drop=drop, mark=mark_of(drop)), True


def run(drop_id: int, *, report: Report | None = None, is_over: IsOver | None = None) -> Preflight | None:
    """Reckon what is asked for of a drop and return its preflight as it is then; None where none is asked for.

    Behind every piece `report` is called with it and `is_over` is asked whether to leave the work to another process,
    which begins it anew. Safe to call again and from several processes: whoever holds the drop's lock works, the others
    return at once. Raises DatabaseError when the database goes away.
    """
    from zhivo.intake import reckoning

    return reckoning.run(drop_id, report=report, is_over=is_over)


def stop(drop: Drop) -> None:
    """Ask for the reckoning to be given up behind the piece in hand."""
    mine = Preflight.objects.filter(drop=drop)
    if not mine.filter(state=State.QUEUED).update(state=State.CANCELLED, finished_at=timezone.now()):
        mine.filter(state=State.RUNNING).update(stop_asked_at=timezone.now())


def as_written(batch: Batch, *, done: Preflight) -> Batch:
    """Return a draft with the numbers that its import will leave on it. It is not to be saved."""
    told = done.counts[str(batch.pk)]
    report.put_numbers(batch, told)
    batch.notes = {**batch.notes, "skipped": told["skipped"], "notes": told["notes"]}
    batch.started_at = timezone.now()
    batch.finished_at = batch.started_at + timedelta(seconds=told["seconds"])
    return batch


def forget(drop: Drop) -> None:
    """Remove the preflight of a drop and its files, as when the drop is discarded or has been written."""
    for preflight in Preflight.objects.filter(drop=drop):
        preflight_id = preflight.pk
        preflight.delete()
        remove_files(preflight_id)


def forget_written(drop: Drop | None) -> None:
    """Remove the preflight of a drop of which nothing is left to be written."""
    left = (Batch.State.DRAFT, *drops.BEING_WRITTEN)
    if drop is not None and not drops.batches(drop).filter(state__in=left).exists():
        forget(drop)


def folder_of(preflight_id: int) -> Path:
    """Return where the files of a preflight lie."""
    return folder("preflight", str(preflight_id))


def remove_files(preflight_id: int) -> None:
    """Remove the files of a preflight."""
    shutil.rmtree(folder("preflight") / str(preflight_id), ignore_errors=True)


def unfinished() -> list[int]:
    """Return the ids of the drops that are still to be reckoned."""
    asked = Preflight.objects.filter(state__in=UNDER_WAY).order_by("pk")
    return list(asked.values_list("drop_id", flat=True))


def remove_left_over() -> None:
    """Remove files whose preflight is gone for an hour: the process that wrote them died, or had not heard of it."""
    there = {str(pk) for pk in Preflight.objects.values_list("pk", flat=True)}
    for path in folder("preflight").iterdir():
        if path.name not in there and path.stat().st_mtime < time.time() - LEFT_OVER_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def progress(preflight: Preflight) -> batches.Progress:
    """Return how far the reckoning is."""
    return batches.progress(preflight)


def rows(drop: Drop, *, of: str, batch: int | None = None, after: int = 0, limit: int = 50) -> list[Foretold]:
    """Return up to `limit` rows behind a number of the preflight, those behind the place `after`, in file order.

    `of` is "all", "created", "joined", "held", "refused", "unchanged", "companies" (the rows that make a firm beside a
    person), "in_files" (that join another row of the files), "reachable", "next_actions", a reason ("phone:invalid"),
    "placeholders" (counted by value: a row may hold several), or "questions" (that need a person: refused, held, or
    with a value that is doubtful). All of one batch, or of the drop. Nothing where there is no preflight.
    """
    preflight = Preflight.objects.filter(drop=drop).first()
    if preflight is None:
        return []
    try:
        return foretold.find(folder_of(preflight.pk), of=of, batch=batch, after=after, limit=limit)
    except FileNotFoundError:  # it was replaced in this moment
        return []
