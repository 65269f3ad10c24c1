"""Fixtures that read a file in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.readers.found import Found, Read, read


@pytest.fixture
def read_file() -> Read:
    return read


@pytest.fixture
def read_text(tmp_path: Path) -> Read:
    """Read a text, or bytes, as the content of a csv file."""

    def read_it(text: str | bytes, **options: object) -> Found:
        path = tmp_path / "file.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path, **options)  # type: ignore[arg-type]

    return read_it
