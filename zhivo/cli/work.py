"""The command line works on a batch itself, or waits for the worker that has it in hand."""

from __future__ import annotations

import time
from collections.abc import Callable

from zhivo.sources.models import Batch


def to_the_end(batch: Batch, *, report: Callable[[Batch], None] | None = None) -> Batch:
    """Work on the batch until it ends; while a worker has it in hand, wait for him, and take over should he die.

    What has to end before it, of files that were handed in together, is worked on first.
    """
    from zhivo.intake import drops, jobs

    while (batch := jobs.work_on(batch.pk, report=report)).is_active:
        first = drops.in_front(batch)
        if first is not None:
            to_the_end(first, report=report)
        else:
            time.sleep(0.5)
    return batch
