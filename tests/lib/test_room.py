"""A full disk is told from other failures of writing."""

import errno
import os

import pytest

from zhivo.lib.room import is_out_of_room


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), True),
        (OSError("No space left on device (os error 28)"), True),
        (OSError(errno.EACCES, os.strerror(errno.EACCES)), False),
        (OSError("Permission denied (os error 13)"), False),
        (ValueError("os error 28)"), False),
    ],
)
def test_a_full_disk_is_told_from_other_failures(error: BaseException, full: bool) -> None:
    assert is_out_of_room(error) is full
