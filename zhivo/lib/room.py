"""Whether something failed because a disk is full."""

import errno

FULL = (errno.ENOSPC, errno.EDQUOT)


def is_out_of_room(error: BaseException) -> bool:
    """Whether an error of writing a file says that there is no room for it."""
    # Polars raises an OSError without a number, and tells it in words only.
    return isinstance(error, OSError) and (
        error.errno in FULL or any(f"os error {number})" in str(error) for number in FULL)
    )
