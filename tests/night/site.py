"""The whole of Zhivo running on a data folder of its own, and a browser of few words that is logged in."""

from __future__ import annotations

import re
import signal
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import psutil

from tests.night.homes import command

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_LINK = re.compile(r"http://\S+/log\S+")


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the page, and its address behind all redirects."""

    status: int
    text: str
    url: str


class Browser:
    """Gets pages and sends forms, with its cookies."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))
        self._token = ""

    def get(self, path: str) -> Answer:
        return self._ask(path)

    def post(self, path: str, **fields: str) -> Answer:
        form = urlencode(fields | {"csrfmiddlewaretoken": self._token}).encode()
        return self._ask(path, form)

    def send(self, path: str, file: bytes, *, name: str) -> Answer:
        """Send a file as a form with `files` does."""
        edge = uuid.uuid4().hex
        shown = name.replace("\\", "\\\\").replace('"', '\\"')
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self._token}\r\n'.encode(),
            f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{shown}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n".encode(),
            file,
            f"\r\n--{edge}--\r\n".encode(),
        ]
        return self._ask(path, b"".join(parts), kind=f"multipart/form-data; boundary={edge}")

    def _ask(self, path: str, data: bytes | None = None, kind: str = "application/x-www-form-urlencoded") -> Answer:
        address = path if path.startswith(self.address) else self.address + path
        request = Request(address, data=data, headers={"Content-Type": kind})  # noqa: S310 - a page of ours
        try:
            with self._opener.open(request, timeout=300) as found:
                answer = Answer(found.status, found.read().decode(), found.url)
        except HTTPError as error:
            answer = Answer(error.code, error.read().decode(), error.url or "")
        token = _TOKEN.search(answer.text)
        self._token = token.group(1) if token else self._token
        return answer


@dataclass(frozen=True)
class Site:
    """A running `zhivo run`: its process and the owner's browser."""

    process: psutil.Process
    browser: Browser

    def children(self) -> set[int]:
        """The web and the worker and what serves for them, readers of files left out."""
        return {one.pid for one in self.process.children(recursive=True) if not is_reader(one)}


def is_reader(process: psutil.Process) -> bool:
    """Whether this is a process that parses a file."""
    try:
        return "zhivo.intake.readers.child" in process.cmdline()
    except psutil.Error:
        return True


@contextmanager
def running(home: Path, *, port: int = 8000) -> Iterator[Site]:
    """Run everything for the time of the block, with the owner logged in."""
    started = command(home, "run", "--empty", "--port", str(port), stdout=subprocess.PIPE)
    try:
        assert started.stdout is not None
        link = next(found.group() for line in started.stdout if (found := _LINK.search(line)))
        browser = Browser(link.split("/log")[0])
        assert browser.get(link).status == 200
        assert browser.post(link).status == 200
        yield Site(psutil.Process(started.pid), browser)
    finally:
        started.send_signal(signal.SIGTERM)
        started.communicate(timeout=60)
