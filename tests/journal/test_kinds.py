"""What an operation says of itself."""

from __future__ import annotations

from django.utils import translation

from zhivo.journal.kinds import OperationKind
from zhivo.journal.models import Operation

KIND = OperationKind("rows.counted", "Count", "plus", "%(name)s: %(rows)s of %(file)s")


def test_a_number_in_the_sentence_is_written_as_the_language_does() -> None:
    operation = Operation(kind="rows.counted", data={"rows": 1_234_567, "file": "2024.csv"})

    with translation.override("ru"):
        assert KIND.sentence(operation) == ": 1\u00a0234\u00a0567 of 2024.csv"
    with translation.override("en"):
        assert KIND.sentence(operation) == ": 1,234,567 of 2024.csv"
