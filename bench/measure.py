"""What a benchmark says: a name, rows, seconds, memory, and how it compares with something plain in the same run."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import psutil

SAMPLES_A_SECOND = 20
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Measure:
    """One result. `versus` is what it is compared with, `ratio` how many times as long as that it took."""

    name: str
    rows: int
    seconds: float
    versus: str
    ratio: float
    peak_mb: float | None = None
    more: dict[str, Any] = field(default_factory=dict)
    per_second: float | None = None  # where it is not rows that are done

    def as_dict(self) -> dict[str, Any]:
        """Return the result as `zhivo bench --json` prints it."""
        speed = self.per_second if self.per_second is not None else self.rows / self.seconds if self.seconds else 0.0
        return {
            "name": self.name,
            "rows": self.rows,
            "seconds": round(self.seconds, 3),
            "rows_per_second": round(speed, 1),
            "peak_mb": None if self.peak_mb is None else round(self.peak_mb),
            "vs": {"what": self.versus, "ratio": round(self.ratio, 3)},
            **self.more,
        }


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies, the nearest one; 0 of no values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Stopwatch:
    """Seconds of a block, and the most memory this process and its children held meanwhile.

    The memory is what the system calls resident, added up over the processes; PostgreSQL's is not ours.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.peak_mb = 0.0
        self._over = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._sampler.start()
        self._begun = time.perf_counter()
        return self

    def __exit__(self, *error: object) -> None:
        self.seconds = time.perf_counter() - self._begun
        self._over.set()
        self._sampler.join()

    def _sample(self) -> None:
        own = psutil.Process()
        while True:
            held = sum(map(_resident, [own, *own.children(recursive=True)]))
            self.peak_mb = max(self.peak_mb, held / MEGABYTE)
            if self._over.wait(1 / SAMPLES_A_SECOND):
                return


def _resident(process: psutil.Process) -> int:
    try:
        return 0 if process.name().startswith("postgres") else int(process.memory_info().rss)
    except psutil.Error:
        return 0
