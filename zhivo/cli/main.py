"""The command `zhivo`: reads the words, opens the database, runs the command, and says what went wrong in one line."""

import argparse
import importlib
import json
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import django
from django.conf import settings
from django.utils.translation import activate, gettext_lazy
from django.utils.translation import gettext as _

from zhivo.lib import home
from zhivo.lib.logs import describe
from zhivo.lib.refusal import Refusal

NOT_COMMANDS = {"main", "commands"}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 refused or failed, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhivo.settings")
    wants_json = "--json" in (sys.argv if words is None else words)
    try:
        django.setup()
        activate(settings.LANGUAGE_CODE)
        return _run(words)
    except Refusal as refusal:
        _say(refusal, as_json=wants_json)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe (`zhivo export ... | head`) has seen enough; nothing is left to say and nowhere to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if os.environ.get("ZHIVO_DEBUG"):
            raise
        _say(_broken(error), as_json=wants_json)
    return 1


def _run(words: Sequence[str] | None) -> int:
    from zhivo.cli.commands import COMMANDS

    _load_commands()
    options = parser().parse_args(words)
    chosen = COMMANDS[options.command]
    if not chosen.needs_database:
        return chosen.run(options) or 0
    from zhivo.cli.database import database

    with database():
        return chosen.run(options) or 0


def _load_commands() -> None:
    import zhivo.cli

    for module in pkgutil.iter_modules(zhivo.cli.__path__):
        if module.name not in NOT_COMMANDS:
            importlib.import_module(f"zhivo.cli.{module.name}")


def parser() -> argparse.ArgumentParser:
    """The parser of all commands, with help in groups and examples for each."""
    from zhivo import VERSION
    from zhivo.cli.commands import COMMANDS, GROUPS

    lines = []
    for group, label in GROUPS.items():
        inside = [one for one in COMMANDS.values() if one.group == group]
        lines += ["", f"{label}:", *(f"  {one.name:<12} {one.help}" for one in inside)] if inside else []
    whole = argparse.ArgumentParser(
        prog="zhivo",
        description="\n".join([_("A base of clients that is cleaned, joined, understood and worked."), *lines]),
        epilog=_("More about a command: zhivo COMMAND --help"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=_("zhivo COMMAND [...]"),
    )
    whole.add_argument("--version", action="version", version=f"zhivo {VERSION}", help=argparse.SUPPRESS)
    each = whole.add_subparsers(dest="command", required=True, metavar="COMMAND", help=argparse.SUPPRESS)
    for one in COMMANDS.values():
        # What is handed on to another parser is not read here: no letter begins an option.
        hands_on = any(how.get("nargs") == argparse.REMAINDER for _names, how in one.arguments)
        sub = each.add_parser(
            one.name,
            description=str(one.help),
            epilog="\n  ".join([_("Examples:"), *one.examples]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=not hands_on,
            prefix_chars="\0" if hands_on else "-",
        )
        for names, how in one.arguments:
            helped = {"help": str(how["help"]).replace("%", "%%")} if "help" in how else {}
            sub.add_argument(*names, **(how | helped))
    return whole


def _say(refusal: Refusal, *, as_json: bool) -> None:
    if not settings.configured:  # they are what is wrong, and without them there are no words
        settings.configure(LANGUAGE_CODE="ru", LOCALE_PATHS=[str(home.PACKAGE / "locale")])
        django.setup()
    print(f"{refusal} {refusal.hint}".strip(), file=sys.stderr)
    if as_json:
        error = {"code": refusal.code, "message": str(refusal), "hint": refusal.hint}
        print(json.dumps({"error": error}, ensure_ascii=False))


def _broken(error: Exception) -> Refusal:
    """Put what broke into a file, without the message, which may quote a client; tell the user where it is."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    place: dict[str, object] = {"file": Path(where.filename).name, "line": where.lineno or 0}
    values = place | {"kind": type(error).__name__}
    sentence = gettext_lazy("Something broke inside: %(kind)s (%(file)s, line %(line)d).")
    try:
        path = home.folder("log") / "errors.log"
        with path.open("a", encoding="utf-8") as file:
            file.write("\n".join(["", " ".join(sys.argv[:2]), *describe(error), ""]))
    except (Refusal, OSError):
        return Refusal("broken", sentence, values=values)
    return Refusal(
        "broken", sentence, hint=gettext_lazy("The details are in %(path)s."), values=values | {"path": path}
    )


if __name__ == "__main__":
    sys.exit(main())
