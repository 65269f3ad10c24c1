"""The list of commands: a function becomes one by the decorator `command`, in any file of this folder."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUPS: dict[str, str | Promise] = {
    "start": _("Start and stop"),
    "base": _("The base"),
    "insight": _("What the base tells"),
    "care": _("Care and operation"),
}

Run = Callable[[argparse.Namespace], int | None]
Argument = tuple[tuple[str, ...], dict[str, Any]]


@dataclass(frozen=True)
class Command:
    """One command: what help says of it, its arguments, and the function that does it."""

    name: str
    group: str
    help: str | Promise
    examples: tuple[str, ...]
    arguments: tuple[Argument, ...]
    needs_database: bool
    run: Run


COMMANDS: dict[str, Command] = {}


def argument(*names: str, **settings: Any) -> Argument:
    """An argument of a command, said as to argparse's add_argument."""
    return names, settings


JSON = argument("--json", action="store_true", help=_("print one JSON object"))


def command(
    *,
    group: str,
    help: str | Promise,  # noqa: A002
    examples: tuple[str, ...],
    arguments: tuple[Argument, ...] = (),
    needs_database: bool = True,
) -> Callable[[Run], Run]:
    """Make a function the command of its name ("import_" is `import`, "call_lists" is `call-lists`).

    The function gets the parsed options and returns the exit code (None is 0). It runs with PostgreSQL started
    and checked unless `needs_database` is false. What it refuses it raises as a Refusal.
    """

    def add(run: Run) -> Run:
        name = run.__name__.rstrip("_").replace("_", "-")
        if name in COMMANDS:
            raise ValueError(f"two commands are named {name}")
        if group not in GROUPS:
            raise ValueError(f"no group {group}; there are {', '.join(GROUPS)}")
        COMMANDS[name] = Command(name, group, help, examples, arguments, needs_database, run)
        return run

    return add
