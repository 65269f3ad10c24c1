"""`zhivo import --preflight`: what files would do to the base, with nothing of it left behind."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zhivo.cli import imports
from zhivo.cli.several import summed
from zhivo.cli.told import tell
from zhivo.intake.models import Preflight
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch, Drop

Answer = Callable[[], dict[str, Any]]
Taken = tuple[list[Batch], dict[str, Any]]  # the drafts of a file, and what is said of its other sheets


@contextmanager
def foretold(options: argparse.Namespace) -> Iterator[list[Answer]]:
    """Reckon what the files would do one after another; yields what answers for each of them, or raises Refusal."""
    from zhivo.intake import drafts, drops

    drop = drops.create(by=None)
    try:
        taken = [_take(Path(name), options, drop) for name in options.files]
        done = _reckoned(drop, options)
        yield [partial(_answer, one, done, options) for one in taken]
    finally:
        for batch in drops.batches(drop):
            drafts.discard(batch=batch)
        Drop.objects.filter(pk=drop.pk).delete()


def _take(path: Path, options: argparse.Namespace, drop: Drop) -> Taken | Refusal:
    try:
        batches, left_out = imports.receive(path, options)
    except Refusal as refusal:
        return refusal
    sheets = {batch.drop_id for batch in batches if batch.drop_id is not None}
    for batch in batches:
        batch.drop = drop
        batch.save(update_fields=["drop"])
    Drop.objects.filter(pk__in=sheets).delete()
    return batches, left_out


def _reckoned(drop: Drop, options: argparse.Namespace) -> Preflight:
    """Reckon the drop; while a worker has it in hand, wait for him, and take over should he die."""
    from zhivo.intake import jobs, preflight

    done, _is_new = preflight.begin(drop)
    while (done := jobs.foretell(drop.pk, report=imports.shower(options)) or done).state in preflight.UNDER_WAY:
        time.sleep(0.5)
    return done


def _answer(taken: Taken | Refusal, done: Preflight, options: argparse.Namespace) -> dict[str, Any]:
    if isinstance(taken, Refusal):
        raise taken
    drafts, left_out = taken
    answer = _of_one(drafts[0], done, options) if len(drafts) == 1 else _of_sheets(drafts, done, options)
    if not options.json:
        print(_("Nothing was written."))
    return answer | left_out


def _of_sheets(drafts: list[Batch], done: Preflight, options: argparse.Namespace) -> dict[str, Any]:
    from zhivo.intake import drops

    told: list[dict[str, Any]] = []
    for batch in drafts:
        try:
            told.append({"sheet": batch.sheet, **_of_one(batch, done, options, name=drops.title(batch))})
        except Refusal as refusal:
            print(f"{drops.title(batch)}: {refusal}", file=sys.stderr)
            told.append({"sheet": batch.sheet, "error": {"code": refusal.code, "message": str(refusal)}})
    return summed(told, operation=None)


def _of_one(batch: Batch, done: Preflight, options: argparse.Namespace, *, name: str = "") -> dict[str, Any]:
    from zhivo.intake import batches, preflight

    not_reached = {"fault": done.fault or {"code": "not_reckoned", "data": {}}}
    fault = done.counts.get(str(batch.pk), not_reached)["fault"]
    if fault:
        raise imports.refusal_of(fault)
    before = batches.already_loaded(batch)
    foreseen = preflight.as_written(batch, done=done)
    return tell(foreseen, options, name=name or batch.file_name, before=before)
