"""The worker's side of quality: counting the whole base when it has changed."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

READ = "quality.read"


@app.task(name=READ, queueing_lock=READ)
def read(**_more: object) -> None:
    """Count the base anew where its last reading is of an older state."""
    from zhivo.quality import enriching, readings

    if not readings.is_current(readings.newest()):
        enriching.propose()
        readings.take()


@app.periodic(cron="7 * * * *")
@app.task(name="quality.read_hourly", queueing_lock="quality.read_hourly")
def read_hourly(timestamp: int) -> None:
    """Count once an hour, so that every day has its reading whether anybody looks or not."""
    read()


def ask() -> None:
    """Have the base counted soon."""
    try:
        read.defer()
    except AlreadyEnqueued:
        return
