"""What the operator sets from outside: environment variables, each also as NAME_FILE with a path to the value."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from zhivo.lib.refusal import Refusal


def text(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE names, or the default."""
    value = os.environ.get(name, "")
    path = os.environ.get(f"{name}_FILE", "")
    if not value and path:
        try:
            value = Path(path).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            raise Refusal(
                "unreadable_setting",
                _("The file %(path)s that %(name)s_FILE names cannot be read."),
                values={"path": path, "name": name},
            ) from None
    return value.strip() or default


def flag(name: str) -> bool:
    """Whether NAME says yes: 1, true, yes or on."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """The whole number that NAME says, or the default; raises Refusal if it says something else."""
    value = text(name)
    if value and not value.isdecimal():
        raise Refusal("bad_setting", _("%(name)s must be a number."), values={"name": name})
    return int(value) if value else default


def words(name: str) -> list[str]:
    """The comma-separated parts of NAME."""
    return [word.strip() for word in text(name).split(",") if word.strip()]
