"""How much is recovered from comments: `python -m bench.recover --seed 7 --comments 20000`.

Comments are of one to four remarks, with and without something to be found (see `bench/remarks.py`). With `--faults`
what was missed and what was wrongly proposed is shown.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import django
import polars as pl

from bench.remarks import PHRASES, TODAY, Facts, Remark, comment

_LITTLE_MORE = 25  # letters of a phrase beside the words that matter


@dataclass
class Score:
    """What was found, missed and wrongly proposed, by field."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def precision(self) -> float:
        """The share of proposals that are right."""
        return self.found.total() / max(1, self.found.total() + self.wrong.total())

    @property
    def recall(self) -> float:
        """The share of facts that were found."""
        return self.found.total() / max(1, self.found.total() + self.missed.total())


def drawn(*, seed: int, comments: int, share: float) -> list[Remark]:
    """Return so many comments of a seed with what they hold."""
    draw = random.Random(seed)
    return [comment(draw, share=share) for _ in range(comments)]


def score(*, seed: int, comments: int, share: float = 0.5) -> Score:
    """Draw comments, find what they hold and count it."""
    from zhivo.quality.clean import clean
    from zhivo.quality.recover import finds

    remarks = drawn(seed=seed, comments=comments, share=share)
    rows = clean(pl.DataFrame({"row": range(len(remarks))}), today=TODAY)
    texts = pl.Series([text for text, _facts in remarks])
    total, begun = Score(), time.process_time()
    found = finds(texts, clean=rows, today=TODAY)
    total.seconds = time.process_time() - begun
    by_row: dict[int, list[tuple[str, str, str | None]]] = {}
    for index, name, value, on in found.select("index", "field", "value", "on").iter_rows():
        by_row.setdefault(index, []).append((name, value, on))
    for at, (text, facts) in enumerate(remarks):
        count(total, text, facts, by_row.get(at, []))
    return total


def count(total: Score, text: str, facts: Facts, found: Facts) -> None:
    """Count what was found in one comment."""
    left = list(found)
    for fact in dict.fromkeys(facts):
        right = next((one for one in left if is_right(one, fact)), None)
        if right:
            left.remove(right)
            total.found[fact[0]] += 1
        else:
            total.missed[fact[0]] += 1
            total.faults.append(f"missed {fact[0]} {fact[1]!r} {fact[2] or ''} in {text!r}")
    for one in left:
        total.wrong[one[0]] += 1
        total.faults.append(f"WRONG {one[0]} {one[1]!r} {one[2] or ''} in {text!r}")


def is_right(found: tuple[str, str, str | None], fact: tuple[str, str, str | None]) -> bool:
    """Say whether a find is this fact: exactly, or for a phrase with few letters more."""
    if (found[0], found[2]) != (fact[0], fact[2]):
        return False
    if fact[0] in PHRASES:
        return fact[1].lower() in found[1].lower() and len(found[1]) <= len(fact[1]) + _LITTLE_MORE
    return found[1].lower().replace("ё", "е") == fact[1].lower().replace("ё", "е")


def main(arguments: list[str] | None = None) -> int:
    """Print precision, recall and the number of wrong proposals, by field and together."""
    parser = argparse.ArgumentParser(prog="python -m bench.recover", description="Values recovered from comments.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--comments", type=int, default=20_000)
    parser.add_argument("--share", type=float, default=0.5, help="of the remarks that hold something")
    parser.add_argument("--faults", type=int, default=0, help="so many mistakes are shown")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhivo.settings")
    django.setup()
    total = score(seed=asked.seed, comments=asked.comments, share=asked.share)
    for name in sorted(total.found | total.missed | total.wrong):
        right, missed, wrong = total.found[name], total.missed[name], total.wrong[name]
        sys.stdout.write(
            f"{name:16} precision {right / max(1, right + wrong):.4f}  recall {right / max(1, right + missed):.4f}"
        )
        sys.stdout.write(f"  of {right + missed}, {wrong} wrong\n")
    sys.stdout.write(f"together: precision {total.precision:.4f}, recall {total.recall:.4f}, ")
    sys.stdout.write(f"{total.wrong.total()} wrong of {(total.found + total.wrong).total()} proposals ")
    sys.stdout.write(f"in {asked.comments} comments, {total.seconds:.2f} CPU s\n")
    for fault in total.faults[: asked.faults]:
        sys.stdout.write(f"  {fault}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
