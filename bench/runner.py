"""Runs the benchmarks one after another on one made-up base."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from bench import answers, imports, pages, preflight, purchases, search, undo
from bench.measure import Measure
from bench.scratch import scratch

NAMES = (
    "purchases",
    "import",
    "preflight",
    "search",
    "pages",
    "answers",
    "undo",
)  # in this order: the last one takes the base away


def run(name: str, *, rows: int) -> Iterator[Measure]:
    """Yield the results of one benchmark, or of `all`, as they come. The user's own base is not touched."""
    wanted = NAMES if name == "all" else (name,)
    if "purchases" in wanted:
        with scratch() as folder:
            yield purchases.run(rows=rows, folder=folder)
    if wanted == ("purchases",):
        return
    with scratch() as folder:
        file = folder / "clients.csv"
        imports.make_list(rows=rows, out=file)
        imports.hire()
        foretold = preflight.run(file) if "preflight" in wanted else None  # of a base that is as empty as the import's
        imported = imports.run(file)
        if "import" in wanted:
            yield imported.measure
        if foretold:
            yield preflight.measured(foretold, imported)
        _settle()
        if "search" in wanted:
            yield search.run()
        if "pages" in wanted:
            yield from pages.run()
        if "answers" in wanted:
            yield from answers.run()
        if "undo" in wanted:
            yield undo.run(imported)


def _settle() -> None:
    """Do what the server does by itself some minutes after an import."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
