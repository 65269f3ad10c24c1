"""`zhivo init`, `run` and `stop`: from an empty folder to a page in the browser, and back."""

import argparse
import contextlib
import http.client
import importlib
import os
import signal
import socket
import sys
import threading
import time
import webbrowser

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhivo.cli.commands import argument, command
from zhivo.cli.database import is_prepared, prepare
from zhivo.cli.server import HOST, PORT
from zhivo.cli.supervision import Family
from zhivo.lib import home, postgres, running, static_files
from zhivo.lib.refusal import Refusal

OWNER = "owner@localhost"
STOP_SECONDS = 40


@command(
    group="start",
    help=gettext_lazy("Make the database and the first user"),
    examples=("zhivo init", "zhivo init --demo", "zhivo init --admin anna@example.ru"),
    arguments=(
        argument("--demo", action="store_true", help=gettext_lazy("fill the empty base with a made-up company")),
        argument("--admin", metavar="EMAIL", default=OWNER, help=gettext_lazy("log-in name of the first user")),
    ),
)
def init(options: argparse.Namespace) -> None:
    """Prepare the base and say how to log in."""
    _furnish(demo=options.demo, email=options.admin)
    print(_("Ready. Start with: zhivo run"))
    _say_how_to_enter(settings.PUBLIC_URL or f"http://localhost:{PORT}")


@command(
    group="start",
    help=gettext_lazy("Start everything and open the browser"),
    examples=("zhivo run", "zhivo run --empty --port 8080"),
    arguments=(
        argument("--empty", action="store_true", help=gettext_lazy("do not load the demo base at the first start")),
        argument("--port", type=int, default=PORT, help=gettext_lazy("port (default: 8000), or the next free one")),
        HOST,
    ),
)
def run(options: argparse.Namespace) -> int:
    """Start the web and the worker, and keep them until Ctrl-C."""
    for other in running.processes("run"):
        raise Refusal(
            "already_running",
            gettext_lazy("Zhivo already runs: %(address)s"),
            hint=gettext_lazy("Stop it with: zhivo stop"),
            values={"address": other.address},
        )
    _furnish(demo=not options.empty, email=OWNER)
    static_files.gather()
    connections.close_all()
    port = _free_port(options.host, options.port)
    address = f"http://{'localhost' if options.host in ('127.0.0.1', '0.0.0.0') else options.host}:{port}"  # noqa: S104
    with running.noted("run", address=address):
        family = Family({"web": ["web", "--host", options.host, "--port", str(port)], "worker": ["worker"]})
        return family.live(once_up=lambda: _welcome(address, port), beside=_keep_database)


def _keep_database(until: threading.Event) -> None:
    if settings.EMBEDDED_DATABASE:
        postgres.keep_running(home.home(), until=until)


@command(
    group="start",
    help=gettext_lazy("Stop what runs on this data folder"),
    examples=("zhivo stop",),
    needs_database=False,
)
def stop(options: argparse.Namespace) -> None:
    """Stop run, web, worker and the embedded PostgreSQL."""
    found = running.processes()
    # A child stopped before its parent would be started again.
    for one in sorted(found, key=lambda one: one.what != "run"):
        with contextlib.suppress(ProcessLookupError):
            os.kill(one.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while running.processes() and time.monotonic() < deadline:
        time.sleep(0.1)
    had_database = settings.EMBEDDED_DATABASE and postgres.stop(home.home())
    print(_("Stopped.") if found or had_database else _("Nothing was running."))


def _furnish(*, demo: bool, email: str) -> None:
    """Migrations, and for a base without people: the demo company if wanted, and an owner."""
    if not is_prepared():
        print(_("Preparing the base…"), flush=True)
        prepare()
    people = get_user_model()._default_manager
    if people.exists():
        return
    if demo:
        _load_demo()
    if not people.filter(roles__contains=["owner"]).exists():
        people.create_user(email, None, name=_("Owner"), roles=["owner", "administrator"])


def _load_demo() -> None:
    with contextlib.suppress(ModuleNotFoundError):
        demo = importlib.import_module("zhivo.cli.demo")
        print(_("Loading the demo base…"), flush=True)
        demo.load()


def _free_port(host: str, wanted: int) -> int:
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
        if port != wanted:
            print(_("Port %(wanted)d is busy, taking %(port)d.") % {"wanted": wanted, "port": port})
        return port
    raise Refusal("no_free_port", gettext_lazy("A hundred ports from %(port)d on are busy."), values={"port": wanted})


def _welcome(address: str, port: int) -> None:
    """Wait for the first page, then say where it is and how to get in; open it where there is somebody to see."""
    if not _page_opens(port):
        print(_("The first page does not open; the lines above say why."), file=sys.stderr)
        return
    print(_("Zhivo works: %(address)s") % {"address": address})
    entrance = _say_how_to_enter(settings.PUBLIC_URL or address)
    connections.close_all()  # those of this thread
    print(_("Ctrl-C stops everything."), flush=True)
    has_screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.stdout.isatty() and has_screen:
        webbrowser.open(entrance or address)


def _page_opens(port: int) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            asking.request("GET", "/login/", headers={"Host": "localhost"})
            return asking.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        time.sleep(0.05)
    return False


def _say_how_to_enter(address: str) -> str:
    link = _login_link(address)
    if link:
        print(_("Log in (the link works once): %(link)s") % {"link": link})
    return link


def _login_link(address: str) -> str:
    """A link that logs the owner in once; none where nobody may."""
    try:
        login_links = importlib.import_module("zhivo.team.login_links")
    except ModuleNotFoundError:
        return ""
    owner = get_user_model()._default_manager.filter(roles__contains=["owner"], is_active=True).order_by("pk").first()
    return address + login_links.make(owner) if owner else ""
