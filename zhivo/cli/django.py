"""Django's own commands, for developers: makemigrations, shell, check."""

import argparse
import traceback

from django.core.management import execute_from_command_line
from django.utils.translation import gettext_lazy as _

from zhivo.cli.commands import argument, command


@command(
    group="care",
    help=_("Run a command of Django (for developers)"),
    examples=("zhivo django makemigrations", "zhivo django shell"),
    arguments=(argument("words", nargs=argparse.REMAINDER),),
)
def django(options: argparse.Namespace) -> int:
    """Forward the words to Django's management; what breaks is shown whole, for a developer asked."""
    try:
        execute_from_command_line(["zhivo django", *options.words])
    except Exception:  # noqa: BLE001
        traceback.print_exc()
        return 1
    return 0
