"""A registry of kinds: one file in a folder for one new thing, found when first asked for."""

from __future__ import annotations

import pkgutil
import threading
from collections.abc import Iterator
from importlib import import_module
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything with a stable key."""

    @property
    def key(self) -> str:
        """The stored key."""


K = TypeVar("K", bound=Keyed)


class TakenKey(Exception):
    """Two kinds have the same key."""


class Registry(Generic[K]):
    """Kinds by their key; `folder` is the package whose files hold them, read on first use."""

    def __init__(self, name: str, *, folder: str = "") -> None:
        self.name = name
        self._folder = folder
        self._kinds: dict[str, K] = {}
        self._is_read = not folder
        self._reading = threading.RLock()

    def add(self, kind: K) -> K:
        """Add a kind and return it, so that it serves as a decorator; raises TakenKey."""
        if kind.key in self._kinds:
            raise TakenKey(f"{self.name} {kind.key!r} is there already")
        self._kinds[kind.key] = kind
        return kind

    def _read(self) -> dict[str, K]:
        if not self._is_read:
            with self._reading:  # a second thread waits until all are there
                package = import_module(self._folder)
                for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
                    import_module(f"{self._folder}.{module.name}")
                self._is_read = True
        return self._kinds

    def __getitem__(self, key: str) -> K:
        return self._read()[key]

    def get(self, key: str) -> K | None:
        """Return the kind with this key, or None."""
        return self._read().get(key)

    def __iter__(self) -> Iterator[K]:
        return iter(list(self._read().values()))

    def __len__(self) -> int:
        return len(self._read())

    def __contains__(self, key: object) -> bool:
        return key in self._read()
