"""How many clients the lists on the tabs hold: counted no further than a page needs, kept until the base changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from zhivo.clients import listing, tally
from zhivo.clients.filters import Filters
from zhivo.clients.listing import Count
from zhivo.team.models import User

KEPT_MOST = 2000  # lists, each for those who see the same clients
SECONDS = 1.0  # that one asking may count; what is left over is counted by the next


@dataclass(frozen=True)
class Known:
    """What is known of a list's number: None is nothing yet; fresh is what holds for the base as it is."""

    count: Count | None = None
    is_fresh: bool = False


@dataclass(frozen=True)
class _Kept:
    version: tally.Version
    count: Count
    until: float  # a count that was dear is not made anew for some time


Key = tuple[tuple[int, ...] | None, Filters]
_lock = threading.Lock()
_kept: OrderedDict[Key, _Kept] = OrderedDict()


def known(*, user: User, lists: Sequence[Filters]) -> list[Known]:
    """Return what is known of the lists without counting anything."""
    now = tally.version()
    return [_known(_key(user, filters), now) for filters in lists]


def counted(*, user: User, lists: Sequence[Filters]) -> list[Known]:
    """Return the numbers of the lists, counting those that are not fresh, for SECONDS altogether."""
    now, began = tally.version(), time.monotonic()
    found = []
    for filters in lists:
        key = _key(user, filters)
        if not _known(key, now).is_fresh and time.monotonic() - began < SECONDS:
            _keep(key, now, user)
        found.append(_known(key, now))
    return found


def _key(user: User, filters: Filters) -> Key:
    people = user.sees_clients_of()
    return None if people is None else tuple(people), filters.conditions


def _known(key: Key, now: tally.Version) -> Known:
    with _lock:
        kept = _kept.get(key)
    if kept is None:
        return Known()
    return Known(kept.count, is_fresh=kept.version == now or time.monotonic() < kept.until)


def _keep(key: Key, now: tally.Version, user: User) -> None:
    began = time.monotonic()
    _people, filters = key
    if filters.is_narrow:
        count = listing.count(user=user, filters=filters)
    else:
        count = Count(tally.clients(user), is_exact=True)
    over = time.monotonic()
    rest = 0.0 if now.is_small else tally.REST * (over - began)
    with _lock:
        _kept[key] = _Kept(now, count, until=over + rest)
        _kept.move_to_end(key)
        while len(_kept) > KEPT_MOST:
            _kept.popitem(last=False)
