"""The reading process as its parent sees it: what it is asked, what it answers, and what its death means."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from zhivo.intake.readers import Refused

log = logging.getLogger(__name__)
_ROOT = Path(__file__).parent.parent.parent.parent


class Child:
    """A running reader; leaving the context ends it."""

    def __init__(self, job: dict[str, Any], *, silence: float) -> None:
        self.silence = silence
        self.is_late = False
        self.errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self.process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "zhivo.intake.readers.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=_environment(),
            cwd=tempfile.gettempdir(),
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )
        self._tell(json.dumps(job))

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            with suppress(OSError):
                if stream:
                    stream.close()

    def take(self) -> None:
        """Let the reader go on by one piece."""
        self._tell("")

    def answers(self) -> Iterator[dict[str, Any]]:
        """Answers until there are no more; raises Refused for a refusal and for a death."""
        while line := self._line():
            answer: dict[str, Any] = json.loads(line)
            if "refused" in answer:
                if answer.get("fault"):
                    log.warning("A reader failed: %s", answer["fault"])
                raise Refused(answer["refused"], answer["data"])
            yield answer
        raise self._death()

    def _line(self) -> str:
        stuck = threading.Timer(self.silence, self._give_up)
        stuck.daemon = True
        stuck.start()
        try:
            return self.process.stdout.readline() if self.process.stdout else ""
        finally:
            stuck.cancel()

    def _tell(self, line: str) -> None:
        with suppress(OSError, ValueError):  # a dead reader is noticed when it is listened to
            if self.process.stdin:
                self.process.stdin.write(line + "\n")
                self.process.stdin.flush()

    def _give_up(self) -> None:
        self.is_late = True
        self._kill()

    def _kill(self) -> None:
        with suppress(OSError):
            if sys.platform == "win32":
                self.process.kill()
            elif self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)

    def _death(self) -> Refused:
        ended = self.process.wait()
        said = self._last_words()
        log.warning("A reader ended with %s: %s", ended, said or "no word")
        if self.is_late or ended == -getattr(signal, "SIGXCPU", 0):
            return Refused("too_slow")
        if "memory allocation" in said or "MemoryError" in said or ended == -signal.SIGKILL:
            return Refused("too_big")
        return Refused("parser_died")

    def _last_words(self) -> str:
        """Where a library panicked; nothing else, as messages may quote the file."""
        self.errors.seek(0, 2)
        self.errors.seek(max(0, self.errors.tell() - 4_096))
        lines = self.errors.read().decode("utf-8", "replace").splitlines()
        known = ("panicked at", "memory allocation of", "MemoryError", "No module named")
        return " | ".join(line[:200] for line in lines if any(word in line for word in known))


def _environment() -> dict[str, str]:
    """Little of ours: no secrets reach a process that reads what strangers send."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "LANG", "TZ") if name in os.environ
    }
    limits = {"POLARS_MAX_THREADS": "1", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "2"}
    return kept | limits | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
