"""The worker's side of quality: counting the whole base when it has changed, writing values of a field anew."""

from __future__ import annotations

import logging
from contextlib import suppress

from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

READ = "quality.read"
log = logging.getLogger(__name__)


@app.task(name=READ, queueing_lock=READ)
def read(**_more: object) -> None:
    """Propose what follows from what clients have and count the base, where that was not done of its present state."""
    from zhivo.quality import enriching, readings

    newest, by = readings.newest(), enriching.keys()
    if newest is None or newest.counts.get("concluded") != by or not readings.is_current(newest):
        enriching.propose(since=readings.concluded_at(by))
        readings.take(concluded=by)


@app.periodic(cron="7 * * * *")
@app.task(name="quality.read_hourly", queueing_lock="quality.read_hourly")
def read_hourly(timestamp: int) -> None:
    """Count once an hour, so that every day has its reading whether anybody looks or not."""
    read()


@app.periodic(cron="20 2 * * *")
@app.task(name="quality.dadata", queueing_lock="quality.dadata")
def ask_dadata(timestamp: int = 0) -> None:
    """Ask DaData once a night about those who lack something; nothing without a key."""
    from zhivo.quality.dadata import asking

    if asking.is_on():
        asking.ask()


def ask() -> None:
    """Have the base counted soon."""
    with suppress(AlreadyEnqueued), transaction.atomic():  # a job that waits already must not spoil what is open
        read.defer()


@app.task(name="quality.rewrite", queue="import", pass_context=True)
def rewrite(context: JobContext, /, operation_id: int, **_more: object) -> None:
    """Write the values of a field anew, or give them back; a worker that is told to stop leaves the rest."""
    from zhivo.quality import rewriting

    rewriting.run(operation_id, is_over=context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="quality.go_on", queue="import", queueing_lock="quality.go_on", pass_context=True)
def go_on(context: JobContext, /, timestamp: int, **_more: object) -> None:
    """Go on with what a worker left or died of; what another one is at is left alone by its lock."""
    from zhivo.quality import rewriting

    for operation_id in rewriting.unfinished():
        try:
            rewriting.run(operation_id, is_over=context.should_abort)
        except Exception:
            log.exception("The values of operation %s were not written anew", operation_id)


def rewrite_later(operation_id: int) -> None:
    """Ask a worker to go on with the operation once the open transaction has been committed."""
    transaction.on_commit(lambda: rewrite.defer(operation_id=operation_id))
