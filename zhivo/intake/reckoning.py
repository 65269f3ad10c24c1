"""A preflight being reckoned: the batches of a drop read in their order, piece by piece, over the base as it will be.

What outlives the process is numbers and files of rows, so a run that was cut off is begun anew.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import polars as pl
from django.db import DatabaseError, transaction
from django.utils import timezone

from zhivo.clients import store
from zhivo.intake import asks, batches, drops, fields, foretold, prepared, reading
from zhivo.intake import report as reports
from zhivo.intake.files import stored
from zhivo.intake.foreseen import Foreseen
from zhivo.intake.foretell import Also, foretell
from zhivo.intake.load import Interrupted, Stopped, claimed
from zhivo.intake.models import Preflight
from zhivo.intake.patience import is_disk_full, is_there
from zhivo.intake.preflight import UNDER_WAY, IsOver, Report, State, folder_of, remove_files
from zhivo.intake.purchases import ready
from zhivo.intake.purchases.foretell import foretell as foretell_purchases
from zhivo.sources.models import Batch, Source

log = logging.getLogger(__name__)
LOCK_CLASS = 0x7072  # advisory locks of preflights, by the id of the drop


def run(drop_id: int, *, report: Report | None = None, is_over: IsOver | None = None) -> Preflight | None:
    """As `preflight.run`."""
    with claimed(drop_id, lock_class=LOCK_CLASS) as is_mine:
        # One that is replaced meanwhile leaves another to be reckoned.
        while is_mine and (asked := Preflight.objects.filter(drop=drop_id, state__in=UNDER_WAY).first()):
            try:
                _Reckoning(asked, report=report, is_over=is_over).run()
            except Interrupted:
                break
    return Preflight.objects.filter(drop=drop_id).first()


class _Reckoning:
    """One run of a preflight, with what it has come to so far."""

    def __init__(self, preflight: Preflight, *, report: Report | None, is_over: IsOver | None) -> None:
        self.preflight, self.report, self.is_over = preflight, report, is_over
        self.batches = [batch for batch in drops.batches(preflight.drop) if batch.state in drops.TO_START]
        self.sizes: dict[Batch, int] = {}
        self.base = Foreseen()
        self.words: dict[Source, pl.DataFrame] = {}  # that may need an answer
        self.begun = time.monotonic()
        self.bytes_read = 0

    def run(self) -> None:
        """Reckon all batches and note how it ended. Raises Interrupted, and DatabaseError when the database goes."""
        try:
            shutil.rmtree(folder_of(self.preflight.pk))
            self.sizes = {batch: stored(batch).stat().st_size for batch in self.batches}
            self._note(state=State.RUNNING, rows=0, rows_total=None, counts={}, fault=None)
            for batch in self.batches:
                self._reckon(batch)
            asked = [one for source, words in self.words.items() for one in asks.told(words, source=source)]
            self._end(State.FAILED if self.preflight.fault else State.DONE, asks=asked, rows_total=self.preflight.rows)
        except Stopped:
            self._end(State.CANCELLED)
            remove_files(self.preflight.pk)
        except Interrupted:
            raise
        except Exception as error:
            if isinstance(error, DatabaseError) and not is_there():
                raise
            log.exception("Preflight %s broke", self.preflight)
            code = "disk_full" if is_disk_full(error) else "not_reckoned"
            self._end(State.FAILED, fault={"batch": None, "code": code, "data": {}})

    def _reckon(self, batch: Batch) -> None:
        """Foretell a batch to its end, or to where its file turns out to be unreadable, as its import would go."""
        spool, also, fault, begun = folder_of(self.preflight.pk) / "spool", Also(), None, time.monotonic()
        try:
            if batch.what not in FORETELLERS:
                raise reading.Refused("not_foretold")
            first = batch.pieces.count()
            with closing(batches.spool(batch, into=spool, first_piece=first, is_foretold=True)) as pieces_read:
                for step in pieces_read:
                    self._foretell(batch, step, also)
                    self._note_progress(bytes_read=self.bytes_read + step.share * self.sizes[batch])
            batches.note(batch, spool)
        except reading.Refused as refused:
            fault = {"batch": batch.pk, "code": refused.code, "data": refused.data}
        shutil.rmtree(spool, ignore_errors=True)
        self.bytes_read += self.sizes[batch]
        told = {"seconds": time.monotonic() - begun, "fault": fault}
        counts = {**reports.numbers(batch), **also.as_dict(), **told}
        self._note(counts={**self.preflight.counts, str(batch.pk): counts}, fault=self.preflight.fault or fault)

    def _foretell(self, batch: Batch, step: reading.Progress, also: Also) -> None:
        with transaction.atomic():
            store.look_up_by_index()
            rows = FORETELLERS[batch.what](self, batch, step, also)
        foretold.put(rows, into=folder_of(self.preflight.pk), batch=batch.pk, first=self.preflight.rows)
        self.preflight.rows += rows.height
        prepared.remove(step.piece)

    def _note_progress(self, *, bytes_read: float) -> None:
        whole = sum(self.sizes.values())
        self._note(
            rows=self.preflight.rows,
            rows_total=round(self.preflight.rows * whole / bytes_read) if bytes_read else None,
            seconds=time.monotonic() - self.begun,
        )
        if self.report is not None:
            self.report(self.preflight)
        if self.is_over is not None and self.is_over():
            raise Interrupted

    def _note(self, **found: Any) -> None:
        """Save how far it is; raises Stopped where that was asked for, or the preflight is gone or replaced."""
        for name, value in found.items():
            setattr(self.preflight, name, value)
        if not Preflight.objects.filter(pk=self.preflight.pk, stop_asked_at=None).update(**found):
            raise Stopped

    def _end(self, state: State, **found: Any) -> None:
        found |= {"state": state, "finished_at": timezone.now(), "seconds": time.monotonic() - self.begun}
        Preflight.objects.filter(pk=self.preflight.pk).update(**found)


def _clients(run: _Reckoning, batch: Batch, step: reading.Progress, also: Also) -> pl.DataFrame:
    """Foretell a piece of clients and gather its words that need an answer; return its rows told."""
    piece = prepared.take(step.piece, number=step.number)
    known = run.words.get(batch.source, pl.DataFrame(schema=asks.SCHEMA))
    run.words[batch.source] = asks.merged([known, asks.of_piece(piece, mapping=batch.mapping)])
    return foretell(batch, piece, base=run.base, also=also)


def _purchases(run: _Reckoning, batch: Batch, step: reading.Progress, also: Also) -> pl.DataFrame:
    """Foretell a piece of purchases; return its rows told."""
    piece = ready.take(step.piece, number=step.number)
    ready.remove(step.piece)
    return foretell_purchases(batch, piece, base=run.base)


# How a piece is foretold, by what its batch holds.
Foreteller = Callable[[_Reckoning, Batch, reading.Progress, Also], pl.DataFrame]
FORETELLERS: dict[str, Foreteller] = {fields.CLIENTS: _clients, fields.PURCHASES: _purchases}
