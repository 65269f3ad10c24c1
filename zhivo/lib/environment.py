"""What the operator sets from outside: environment variables, each also as NAME_FILE with a path to the value."""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE names, or the default."""
    value = os.environ.get(name, "")
    path = os.environ.get(f"{name}_FILE", "")
    if not value and path:
        value = Path(path).read_text("utf-8")
    return value.strip() or default


def flag(name: str) -> bool:
    """Whether NAME says yes: 1, true, yes or on."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """The comma-separated parts of NAME."""
    return [word.strip() for word in text(name).split(",") if word.strip()]
