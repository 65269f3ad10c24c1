"""The people who may be responsible, by the names that a file calls them."""

from __future__ import annotations

from collections import Counter

from zhivo.team.models import User


def by_name() -> dict[str, int]:
    """Names in the ways a file writes them, and e-mails, with the id of the user; a name of two people is nobody's."""
    named: Counter[str] = Counter()
    found: dict[str, int] = {}
    for user in User.objects.filter(is_active=True):
        words = user.name.lower().split()
        for name in {" ".join(words), " ".join(reversed(words)), *words[-1:], user.email}:
            named[name] += 1
            found[name] = user.pk
    return {name: pk for name, pk in found.items() if named[name] == 1}
