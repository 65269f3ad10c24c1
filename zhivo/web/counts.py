"""The two numbers of the frame, uncovered clients and open questions: exact, and never waited for by a page.

A page shows what is known for the present version of the base. On a large base that has changed it shows the last
known numbers and asks for the exact ones after it has been drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhivo.clients import tally
from zhivo.clients.models import Client
from zhivo.quality.models import Question
from zhivo.team.models import User

_KEPT_MOST = 1000
_Who = tuple[tuple[int, ...] | None, bool, bool]
_kept: dict[_Who, tuple[tally.Version, Counts]] = {}


@dataclass(frozen=True)
class Counts:
    """The numbers of one person's frame, None for what he may not see; fresh if nothing has changed since."""

    uncovered: int | None
    questions: int | None
    is_fresh: bool = True


def known(user: User) -> Counts:
    """Return the numbers without counting a large base; on a small one they are always fresh."""
    who, now = _who(user), tally.version()
    kept = _kept.get(who)
    if kept is not None and kept[0] == now:
        return kept[1]
    if now.is_small or not (who[1] or who[2]):
        return exact(user)
    return replace(kept[1], is_fresh=False) if kept else Counts(None, None, is_fresh=False)


def exact(user: User) -> Counts:
    """Return the numbers counted to the end, however long it takes."""
    who, now = _who(user), tally.version()
    counts = Counts(tally.uncovered(user) if who[1] else None, _questions(user) if who[2] else None)
    if len(_kept) >= _KEPT_MOST:
        _kept.clear()
    _kept[who] = now, counts
    return counts


def _who(user: User) -> _Who:
    people = user.sees_clients_of()
    return None if people is None else tuple(people), user.can("clients.view"), user.can("questions.view")


def _questions(user: User) -> int:
    """Count the open questions of which the user sees both clients."""
    questions = Question.objects.filter(state=Question.State.OPEN)
    if user.sees_clients_of() is not None:
        visible = Client.objects.visible_to(user)
        questions = questions.filter(client__in=visible, other__in=visible)
    return questions.count()
