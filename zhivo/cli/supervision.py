"""Our children: started, watched, started again when they die, and stopped together."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from django.utils.translation import gettext as _

from zhivo.cli.server import PARENT

GRACE_SECONDS = 30
# A child that dies so often within a minute will not get better by itself.
MOST_DEATHS = 5


@dataclass
class Family:
    """Processes named by what they do, each a `zhivo` command with its words."""

    commands: dict[str, list[str]]
    _children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _deaths: list[float] = field(default_factory=list)
    _asked_to_stop: threading.Event = field(default_factory=threading.Event)

    def live(self, *, once_up: Callable[[], None], beside: Callable[[threading.Event], None]) -> int:
        """Keep the children alive until SIGINT or SIGTERM; return 0, or 1 if they would not live.

        `once_up` and `beside` run in threads of their own, the second until the event it is given.
        """
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asked, self._stop_soon)
        reading, self._writing = os.pipe()
        self._reading = reading
        for name in self.commands:
            self._start(name)
        threading.Thread(target=once_up, daemon=True).start()
        threading.Thread(target=beside, args=[self._asked_to_stop], daemon=True).start()
        try:
            while not self._asked_to_stop.wait(0.2):
                if not self._look_after():
                    return 1
        finally:
            self._asked_to_stop.set()
            self._stop_all()
        return 0

    def _stop_soon(self, number: int, frame: FrameType | None) -> None:
        if self._asked_to_stop.is_set():  # the second Ctrl-C: no more patience
            for child in self._children.values():
                _signal_group(child, signal.SIGKILL)
        self._asked_to_stop.set()

    def _start(self, name: str) -> None:
        self._children[name] = subprocess.Popen(
            [sys.executable, "-m", "zhivo", *self.commands[name]],
            env=os.environ | {PARENT: str(self._reading)},
            pass_fds=[self._reading],
            stdin=subprocess.DEVNULL,
            # Ctrl-C is for us; we tell the children, in their own group, what to do.
            process_group=0,
        )

    def _look_after(self) -> bool:
        for name, child in self._children.items():
            code = child.poll()
            if code is None:
                continue
            _signal_group(child, signal.SIGKILL)
            now = time.monotonic()
            self._deaths = [at for at in self._deaths if now - at < 60] + [now]
            if len(self._deaths) > MOST_DEATHS:
                _say(_("%(name)s stops again and again (code %(code)d), so everything is stopped."), name, code)
                return False
            _say(_("%(name)s stopped (code %(code)d) and is started again."), name, code)
            self._start(name)
        return True

    def _stop_all(self) -> None:
        for child in self._children.values():
            _signal_group(child, signal.SIGTERM, only_leader=True)
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self._children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
            _signal_group(child, signal.SIGKILL)


def _say(sentence: str, name: str, code: int) -> None:
    print(sentence % {"name": name, "code": code}, file=sys.stderr, flush=True)


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals, *, only_leader: bool = False) -> None:
    with contextlib.suppress(ProcessLookupError):
        if only_leader:
            child.send_signal(number)
        else:
            os.killpg(child.pid, number)
