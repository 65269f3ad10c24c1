"""What a reading process may use, and that it ends when its parent does."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

MEMORY = 2_560 << 20  # bytes of address space
FILE_SIZE = 8 << 30
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def take_limits(*, cpu_seconds: int, parent: int) -> None:
    """Set them for this process; what a platform does not have is left out, and `parent` ends us by closing a pipe."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it went before we asked
            os._exit(1)
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):  # macOS refuses some of them
            continue
