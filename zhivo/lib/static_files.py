"""Style sheets, scripts and fonts, gathered under hashed names when one of them has changed."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from zhivo.lib import home


def gather() -> None:
    """Bring STATIC_ROOT up to date if any file differs in size or time from those it was made of; else do nothing.

    Files of old names stay, for pages that are open in browsers still ask for them.
    """
    root = Path(settings.STATIC_ROOT)
    with (home.folder() / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, made_of = root / ".made-of", _fingerprint()
        if not stamp.exists() or stamp.read_text() != made_of:
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(made_of)


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            seen.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
