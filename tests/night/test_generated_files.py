"""Five thousand made-up lists, read cell by cell as they were written.

`.venv/bin/pytest tests/night/test_generated_files.py -p no:randomly -s -m night` (GENERATED=20000 for more).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.intake.readers.test_generated import failures

pytestmark = pytest.mark.night
IN_ALL = int(os.environ.get("GENERATED", "5000"))


def test_no_row_of_thousands_of_lists_differs_and_no_encoding_is_mistaken(tmp_path: Path) -> None:
    found = failures(range(IN_ALL), folder=tmp_path)
    print({wrong: len(lists) for wrong, lists in found.items()} or f"{IN_ALL} lists, nothing wrong")

    at_one_row = found.pop("encoding, 1 rows", [])
    assert found == {}
    assert len(at_one_row) <= IN_ALL * 0.005
