"""What the values of a column have in common, judged on a sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

from zhivo.intake import header_values as values

_ROWS = 200
_JUDGED = 40  # different values: a page waits for the answer
_MANY = 8  # values, to tell numbers of one kind from those of another
_LENGTH = 120
_LIST = re.compile(r"\s*[,;|]\s*|\s+(?=#)")
_LONGEST_TAG = 24
_BLANKS = """
- -- — – . нет нету н/д н/у n/a na null none nan неизвестно
"""
_BLANK = frozenset([*_BLANKS.split(), "", "не указан", "не указано", "не задан", "не задано", "не известно"])


class Look:
    """The filled values of one column of the sample; blanks and «нет» do not count."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.rows = len(cells[:_ROWS])
        tidy = [value.strip().replace("\u00a0", " ")[:_LENGTH] for value in cells[:_ROWS]]
        self.values = [cell for cell in tidy if cell.lower() not in _BLANK]

    @property
    def filled(self) -> int:
        """How many values there are."""
        return len(self.values)

    @cached_property
    def is_unique(self) -> bool:
        """True when every row of the sample has a value and none comes twice."""
        return self.filled == self.rows and len(set(self.values)) == self.rows

    @cached_property
    def is_counter(self) -> bool:
        """True when the values only number the rows: 1, 2, 3."""
        return self.values == [str(number) for number in range(1, self.filled + 1)]

    def share(self, test: Callable[[str], bool]) -> float:
        """Return the share of values that pass the test, 0 when there are none."""
        return sum(times for value, times in self._judged if test(value)) / self._weight if self.filled else 0.0

    @cached_property
    def are_codes(self) -> bool:
        """True when every value is a code, none like another, each greater than the one before."""
        if self.filled < _MANY or not self.is_unique or self.is_counter or not all(map(values.is_code, self.values)):
            return False
        pairs = list(pairwise((len(value), value) for value in self.values))
        return all(one < other for one, other in pairs) or all(
            "-" in value and len(value) == 36 for value in self.values
        )

    @cached_property
    def are_ages(self) -> bool:
        """True when the values are ages, and as different and as mixed as those of people."""
        numbers = sorted(int(value) for value in self.values if values.is_age(value))
        if len(numbers) < _MANY or len(numbers) < 0.95 * self.filled or self.values == sorted(self.values):
            return False
        return 20 <= numbers[len(numbers) // 2] <= 65 and len(set(numbers)) > 5 and numbers[-1] - numbers[0] >= 15

    @cached_property
    def _judged(self) -> list[tuple[str, int]]:
        return self._counted[:_JUDGED]

    @cached_property
    def _weight(self) -> int:
        return sum(times for _value, times in self._judged)

    @cached_property
    def with_digits(self) -> float:
        """Return the share of values with a digit in them."""
        return self.share(values.has_digit)

    @property
    def variety(self) -> float:
        """Return how many different values there are for one that is filled."""
        return len(self._counted) / self.filled if self.filled else 0.0

    @cached_property
    def are_lists(self) -> bool:
        """True when many values are short words with signs between them, the same words again and again."""
        lists = [_LIST.split(value) for value in self.values]
        parts = [part.lower() for one in lists for part in one]
        if sum(len(one) > 1 or one[0].startswith("#") for one in lists) < 0.3 * self.filled or len(
            set(parts)
        ) > 0.6 * len(parts):
            return False
        return all(0 < len(part) <= _LONGEST_TAG and not values.has_digit(part) and "@" not in part for part in parts)

    @cached_property
    def _counted(self) -> list[tuple[str, int]]:
        return list(Counter(self.values).items())
