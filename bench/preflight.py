"""How long it takes to say what an import would do, beside the import that then does it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import imports
from bench.measure import Measure, Stopwatch
from zhivo.intake import drafts, drops, preflight, report


@dataclass(frozen=True)
class Foretold:
    """What a preflight said of the list, and how long it took."""

    numbers: dict[str, Any]
    watch: Stopwatch


def run(file: Path) -> Foretold:
    """Reckon the list over the base at hand; the base stays as it is."""
    with Stopwatch() as watch:
        batch = imports.receive(file)
        drop = drops.of(batch)
        preflight.begin(drop)
        done = preflight.run(drop.pk)
    if done is None or done.state != preflight.State.DONE:
        raise RuntimeError(f"the preflight ended as {done and done.state}: {done and done.fault}")
    numbers = done.counts[str(batch.pk)]
    batch.refresh_from_db()
    drafts.discard(batch=batch)
    return Foretold(numbers, watch)


def measured(foretold: Foretold, imported: imports.Imported) -> Measure:
    """Compare it with the import that followed; raises RuntimeError where a number is another."""
    did = report.numbers(imported.batch)
    differ = {name: (foretold.numbers[name], did[name]) for name in did if foretold.numbers[name] != did[name]}
    if differ:
        raise RuntimeError(f"foretold and done differ: {differ}")
    rows, watch, took = imported.measure.rows, foretold.watch, imported.measure.seconds
    return Measure("preflight", rows, watch.seconds, "the import", watch.seconds / took, watch.peak_mb)
