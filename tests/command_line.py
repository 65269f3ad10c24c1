"""`zhivo` inside a test: the command runs in this process, on the test's own database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from zhivo.cli.main import main


@dataclass(frozen=True)
class Told:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Zhivo = Callable[..., Told]


@contextmanager
def _already_open() -> Iterator[None]:
    yield


def runner(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Zhivo:
    """Return a function that runs a command given by its words."""
    # The real one closes the connections when done, and with them the transaction of the test.
    for module in ("zhivo.cli.database", "zhivo.cli.doctor"):
        monkeypatch.setattr(f"{module}.database", _already_open)

    def run(*words: str) -> Told:
        capsys.readouterr()
        try:
            code = main(words)
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        printed = capsys.readouterr()
        return Told(code, printed.out, printed.err)

    return run
