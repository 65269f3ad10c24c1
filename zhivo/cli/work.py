"""The command line works on a batch itself, or waits for the worker that has it in hand."""

from __future__ import annotations

import time
from collections.abc import Callable

from zhivo.sources.models import Batch


def to_the_end(batch: Batch, *, report: Callable[[Batch], None] | None = None) -> Batch:
    """Work on the batch until it ends; while a worker has it in hand, wait for him, and take over should he die."""
    from zhivo.intake import jobs

    while (batch := jobs.work_on(batch.pk, report=report)).is_active:
        time.sleep(0.5)
    return batch
