"""The data folder (ZHIVO_HOME): where it is and what lies in it."""

import os
import secrets
from pathlib import Path

import platformdirs

from zhivo.lib import environment

PACKAGE = Path(__file__).parent.parent


def home() -> Path:
    """The data folder, absolute; it may not exist yet."""
    chosen = environment.text("ZHIVO_HOME")
    return Path(chosen).expanduser().resolve() if chosen else platformdirs.user_data_path("zhivo", appauthor=False)


def folder(*parts: str) -> Path:
    """A folder inside the data folder, made if missing and closed to other users of the machine."""
    path = home()
    for part in ("", *parts):
        path = path / part
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(name: str) -> str:
    """The secret kept in a file of that name in the data folder; drawn at the first call."""
    path = folder() / name
    if not path.exists():
        # Written aside and linked into place, so that two processes starting at once agree on one secret.
        draft = path.with_name(f"{name}.{os.getpid()}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
