"""`zhivo bench`: how fast this machine is at what matters, as ratios to something plain measured in the same run."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.cli.commands import argument, command
from zhivo.lib.refusal import Refusal


@command(
    group="care",
    help=gettext_lazy("Measure imports, search, pages and undo on a made-up base"),
    examples=("zhivo bench all --rows 100000", "zhivo bench search --rows 1000000 --json"),
    arguments=(
        argument("what", choices=["import", "preflight", "purchases", "search", "pages", "answers", "undo", "all"]),
        argument("--rows", type=int, default=100_000, help=gettext_lazy("rows of the made-up list (default: 100000)")),
        argument("--json", action="store_true", help=gettext_lazy("print one JSON list")),
    ),
)
def bench(options: argparse.Namespace) -> None:
    """Run a benchmark, or all, on a database of its own; the user's base stays as it is."""
    if options.rows < 1000:
        raise Refusal("too_few_rows", _("A benchmark needs 1,000 rows or more."))
    try:
        from bench import runner
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("bench"):
            raise
        raise Refusal("no_bench", _("The benchmarks come with the source code of Zhivo only.")) from None
    results = []
    for measure in runner.run(options.what, rows=options.rows):
        results.append(measure.as_dict())
        if not options.json:
            _print(results[-1])
    if options.json:
        print(json.dumps(results, ensure_ascii=False))


def _print(result: dict[str, Any]) -> None:
    print(
        f"{result['name']:<26}{result['rows']:>10,}{result['seconds']:>10.2f} s{result['rows_per_second']:>12,.0f}/s"
        f"{result['vs']['ratio']:>9.2f} × {result['vs']['what']}"
    )
    known = {"name", "rows", "seconds", "rows_per_second", "vs"}
    more = [f"{key} {value}" for key, value in result.items() if key not in known and value is not None]
    if more:
        print(f"{'':<26}{', '.join(more)}")
