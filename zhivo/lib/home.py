"""The data folder (ZHIVO_HOME): where it is and what lies in it."""

import os
import secrets
from pathlib import Path

import platformdirs
from django.utils.translation import gettext_lazy as _

from zhivo.lib import environment
from zhivo.lib.refusal import Refusal
from zhivo.lib.room import is_out_of_room

PACKAGE = Path(__file__).parent.parent


def home() -> Path:
    """The data folder, absolute; it may not exist yet."""
    chosen = environment.text("ZHIVO_HOME")
    return Path(chosen).expanduser().resolve() if chosen else platformdirs.user_data_path("zhivo", appauthor=False)


def folder(*parts: str) -> Path:
    """A folder inside the data folder, made if missing and closed to other users of the machine."""
    path = home()
    try:
        for part in ("", *parts):
            path = path / part
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        if is_out_of_room(error):
            raise Refusal(
                "disk_full",
                _("There is no room left on the disk of the data folder %(path)s."),
                hint=_("Free some space and start again."),
                values={"path": path},
            ) from None
        raise Refusal(
            "no_data_folder",
            _("The data folder %(path)s cannot be made: %(reason)s."),
            hint=_("Choose another one with ZHIVO_HOME."),
            values={"path": path, "reason": error.strerror},
        ) from None
    return path


def secret(name: str) -> str:
    """The secret kept in a file of that name in the data folder; drawn at the first call."""
    path = folder() / name
    if not path.exists():
        # Written aside and linked into place, so that two processes starting at once agree on one secret.
        draft = path.with_name(f"{name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
