"""Files of the data folder: those that came, as they are, named by their content, and the rows that were refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import DatabaseError, connection

from zhivo.lib.home import folder
from zhivo.sources.models import Batch

LOCK_CLASS = 0x6669  # advisory locks of stored files, by their digest


def write(chunks: Iterable[bytes]) -> tuple[Path, str]:
    """Write a file that comes aside, in the data folder, and return where it lies and its SHA-256; `keep` it next.

    Raises OSError when the disk is full; nothing is left behind then.
    """
    digest = sha256()
    with NamedTemporaryFile(dir=folder("files", "incoming"), delete=False) as draft:
        try:
            for chunk in chunks:
                digest.update(chunk)
                draft.write(chunk)
            draft.flush()
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    return Path(draft.name), digest.hexdigest()


def keep(written: Path, digest: str) -> str:
    """Move a file that was written into its place and return its path inside `files`; the same content is kept once.

    The caller is alone with the content until his batch is saved.
    """
    written.replace(folder("files") / digest)
    return digest


def let_go(batch: Batch) -> None:
    """Remove the file of a batch that is gone, unless another batch was made of it; the caller is alone with it."""
    if not Batch.objects.filter(file_path=batch.file_path).exists():
        stored(batch).unlink(missing_ok=True)


@contextmanager
def alone_with(digest: str) -> Iterator[None]:
    """Let nobody else receive this content, or put it aside, for the time of the block.

    One who has moved a file into place and has no batch yet would lose it to one who discards the last batch of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [LOCK_CLASS, digest])
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with suppress(DatabaseError), connection.cursor() as cursor:  # the session's end lets the lock go
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCK_CLASS, digest])


def write_refused(batch: Batch, lines: Iterable[str]) -> Path:
    """Write the rows of a batch that were refused into a file of the data folder and return its path.

    Raises OSError when the disk is full; nothing is left behind then.
    """
    path = folder("refused") / f"{batch.pk}.csv"
    draft = path.with_suffix(".draft")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return path


def stored(batch: Batch) -> Path:
    """Return where the file of a batch lies."""
    return folder("files") / batch.file_path
