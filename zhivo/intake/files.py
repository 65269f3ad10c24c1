"""The files that came: kept as they are in the data folder, named by their content."""

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


def stored(batch: Batch) -> Path:
    """Return where the file of a batch lies."""
    return folder("files") / batch.file_path
