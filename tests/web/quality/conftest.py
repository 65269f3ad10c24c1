"""These screens are tested in English, the language of the source."""

import pytest


@pytest.fixture
def language() -> str:
    """The cast reads English here, and so does the test."""
    return "en"
