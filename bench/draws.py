"""Random draws that are a pure function of a seed, an id and a name, so that any row can be made without the others."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Indexes = NDArray[np.int64]


def mix(values: Numbers) -> Numbers:
    """Return values scattered over 64 bits (the finisher of splitmix64; overflow is meant)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


class Draws:
    """Draws for an array of ids: the same seed, id and name give the same draw in every run."""

    def __init__(self, ids: Indexes, *, seed: int) -> None:
        self.base = mix(ids.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed))

    def raw(self, name: str) -> Numbers:
        """Return 64 random bits an id."""
        return mix(self.base + np.uint64(crc32(name.encode()) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF))

    def share(self, name: str) -> NDArray[np.float64]:
        """Return numbers from 0 up to 1."""
        return (self.raw(name) >> np.uint64(11)).astype(np.float64) / float(1 << 53)

    def below(self, name: str, end: int | Indexes) -> Indexes:
        """Return whole numbers from 0 up to `end`, which may differ from id to id."""
        return np.asarray(self.share(name) * end, dtype=np.int64)

    def chance(self, name: str, share: float) -> NDArray[np.bool_]:
        """Return True for this share of ids."""
        return self.share(name) < share

    def pick(self, name: str, weights: list[float]) -> Indexes:
        """Return indexes of the weights, each as often as it weighs."""
        ends = np.cumsum(np.asarray(weights, dtype=np.float64))
        found = np.searchsorted(ends, self.share(name) * ends[-1], side="right")
        return np.asarray(np.minimum(found, len(weights) - 1), dtype=np.int64)
