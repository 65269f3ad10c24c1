"""Files of the data folder: those that came, as they are, named by their content, and the rows that were refused."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from zhivo.lib.home import folder
from zhivo.sources.models import Batch


def keep(chunks: Iterable[bytes]) -> tuple[str, str]:
    """Write the file into the data folder; return its path inside `files` and its SHA-256.

    The same content is kept once. Raises OSError when the disk is full; nothing is left behind then.
    """
    home = folder("files")
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
    name = digest.hexdigest()
    Path(draft.name).replace(home / name)
    return name, name


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
