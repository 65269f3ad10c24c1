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
DEAR = 0.05  # seconds of counting after which a large base is given a rest


@dataclass(frozen=True)
class Known:
    """What is known of a list's number: None is nothing yet; fresh is what holds for the base as it is."""

    count: Count | None = None
    is_fresh: bool = False


Key = tuple[tuple[int, ...] | None, Filters]
_lock = threading.Lock()
_kept: OrderedDict[Key, tuple[tally.Version, Count]] = OrderedDict()
_rest_until = 0.0  # till then old numbers do: many people at work must not keep the server counting


def known(*, user: User, lists: Sequence[Filters]) -> list[Known]:
    """Return what is known of the lists without counting anything."""
    now = tally.version()
    return [_known(_key(user, filters), now) for filters in lists]


def counted(*, user: User, lists: Sequence[Filters]) -> list[Known]:
    """Return the numbers of the lists, counting those that are not fresh, for SECONDS altogether."""
    global _rest_until
    now, began = tally.version(), time.monotonic()
    is_resting = began < _rest_until and not now.is_small
    found = []
    for filters in lists:
        key = _key(user, filters)
        there = _known(key, now)
        is_wanted = there.count is None or not (there.is_fresh or is_resting)
        if is_wanted and time.monotonic() - began < SECONDS:
            _keep(key, now, user)
        found.append(_known(key, now))
    over = time.monotonic()
    if over - began > DEAR:
        _rest_until = over + tally.REST * (over - began)
    return found


def _key(user: User, filters: Filters) -> Key:
    people = user.sees_clients_of()
    return None if people is None else tuple(people), filters.conditions


def _known(key: Key, now: tally.Version) -> Known:
    with _lock:
        version, count = _kept.get(key, (None, None))
    return Known(count, is_fresh=version == now)


def _keep(key: Key, now: tally.Version, user: User) -> None:
    _people, filters = key
    if filters.is_narrow:
        count = listing.count(user=user, filters=filters)
    else:
        count = Count(tally.clients(user), is_exact=True)
    with _lock:
        _kept[key] = now, count
        _kept.move_to_end(key)
        while len(_kept) > KEPT_MOST:
            _kept.popitem(last=False)
