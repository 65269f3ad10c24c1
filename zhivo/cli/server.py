"""The long processes: `web` serves the screens, `worker` does the jobs."""

import argparse
import os
import signal
import threading
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.utils.translation import gettext_lazy as _
from gunicorn.app.base import BaseApplication

from zhivo.cli.commands import argument, command
from zhivo.cli.database import refuse_unprepared
from zhivo.lib import running, static_files
from zhivo.lib.worker import run_worker

PORT = 8000
# `zhivo run` hands its children the reading end of a pipe that nobody writes to: it closes when the parent dies,
# however it dies.
PARENT = "ZHIVO_PARENT"

HOST = argument("--host", default="127.0.0.1", help=_("address to listen on (default: this machine only)"))


@command(
    group="start",
    help=_("Serve the screens"),
    examples=("zhivo web", "zhivo web --host 0.0.0.0 --port 8080"),
    arguments=(
        HOST,
        argument("--port", type=int, default=PORT, help=_("port (default: 8000)")),
        argument("--workers", type=int, default=2, help=_("processes (default: 2)")),
    ),
)
def web(options: argparse.Namespace) -> None:
    """Serve with gunicorn until stopped."""
    refuse_unprepared()
    static_files.gather()
    import_module(settings.ROOT_URLCONF)  # what is broken stops us here, and the serving processes share the memory
    connections.close_all()  # the serving processes are forked from this one, and a connection cannot be shared
    leave_with_parent()
    address = f"{options.host}:{options.port}"
    with running.noted("web", address=address):
        _Gunicorn(
            bind=address,
            workers=options.workers,
            worker_class="gthread",
            threads=8,
            timeout=120,
            graceful_timeout=20,
            logconfig_dict=_logging(),
            control_socket_disable=True,
        ).run()


@command(group="start", help=_("Do the jobs: imports, matching, timers"), examples=("zhivo worker",))
def worker(options: argparse.Namespace) -> None:
    """Work until stopped; on SIGTERM the jobs in hand get time to end."""
    refuse_unprepared()
    leave_with_parent()
    alone = not running.processes("worker")
    with running.noted("worker"):
        run_worker(alone=alone)


def leave_with_parent() -> None:
    """Stop this process as by SIGTERM when the `zhivo run` that started it dies, even of kill -9."""
    pipe = os.environ.pop(PARENT, "")
    if pipe:

        def watch() -> None:
            os.read(int(pipe), 1)
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=watch, daemon=True).start()


def _logging() -> dict[str, Any]:
    # gunicorn's own would write whole errors, which may quote a client.
    ours = {"level": "WARNING", "handlers": [], "propagate": True}
    return settings.LOGGING | {
        "loggers": settings.LOGGING["loggers"] | {"gunicorn.error": ours, "gunicorn.access": ours}
    }


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    """gunicorn inside this process, with the settings given here and none from elsewhere."""

    def __init__(self, **chosen: Any) -> None:
        self._chosen = chosen
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()
