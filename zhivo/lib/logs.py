"""Log lines without personal data: what an error says may quote a client, so only its kind and place are written."""

import logging
import re
import traceback
from types import TracebackType

_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


# A signed part of an address opens what it is signed for to whoever reads the log.
_SIGNED = re.compile(r"/[\w.:=-]{32,}")


class QuietFormatter(logging.Formatter):
    """Writes the path and the kind of an exception, never its message (PostgreSQL's quote the refused values)."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """The line without the signed parts of addresses."""
        return _SIGNED.sub("/…", super().formatMessage(record))

    def formatException(self, ei: _Error) -> str:  # noqa: N802
        """The traceback without messages, causes last."""
        return "\n".join(describe(ei[1])) if ei[1] else ""


def describe(error: BaseException) -> list[str]:
    """Lines that tell where an error happened and of what kind it and its causes are."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    frames = [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return [*(describe(cause) if cause else []), *frames, kind]
