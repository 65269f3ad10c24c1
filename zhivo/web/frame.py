"""The frame of every page: the side bar with what the person may open, the counter «без присмотра», the firm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.team.models import Firm, User
from zhivo.web import counts
from zhivo.web.counts import Counts


@dataclass(frozen=True)
class Place:
    """A line of the side bar: the area it opens, its words and sign, and who sees it."""

    area: str
    label: str | Promise
    icon: str
    permission: str

    @property
    def url(self) -> str:
        """Return the address of the area's list."""
        return reverse(f"{self.area}:list")


PLACES = (
    Place("imports", _("Imports"), "upload", "imports.run"),
    Place("clients", _("Clients"), "users", "clients.view"),
    Place("questions", _("Questions"), "help-circle", "questions.view"),
    Place("quality", _("Quality"), "gauge", "clients.view"),
    Place("journal", _("Journal"), "history", "journal.view"),
    Place("fields", _("Fields"), "forms", "fields.manage"),
    Place("people", _("People"), "user-cog", "people.manage"),
)


class Frame:
    """What `base.html` draws around a page; everything is read when the template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def user(self) -> User | None:
        """Return the person who is logged in."""
        user = getattr(self._request, "user", None)
        return user if isinstance(user, User) else None

    @cached_property
    def firm(self) -> Firm:
        """Return the firm whose base this is."""
        return Firm.current()

    @property
    def here(self) -> str:
        """Return the area of the present address."""
        match = self._request.resolver_match
        return match.app_name if match else ""

    @cached_property
    def places(self) -> list[Place]:
        """Return the lines of the side bar that this person may open."""
        user = self.user
        return [place for place in PLACES if user and user.can(place.permission) and _exists(place)]

    @property
    def tabs(self) -> list[Place]:
        """Return the sections of the phone's bar."""
        return [place for place in self.places if place.area in ("clients", "questions", "imports")]

    @property
    def is_elsewhere(self) -> bool:
        """Say whether the present page is behind the phone's last tab."""
        match = self._request.resolver_match
        is_tab = self.here in ("home", "search") or self.here in [place.area for place in self.tabs]
        return not is_tab or (match is not None and match.view_name == "home:more")

    @property
    def theme(self) -> str:
        """Return light, dark or auto."""
        return self.user.theme if self.user else "auto"

    @property
    def sees_clients(self) -> bool:
        """Say whether the person may open the list of clients."""
        return self.user is not None and self.user.can("clients.view")

    @cached_property
    def counts(self) -> Counts | None:
        """Return the numbers of this person's frame, without waiting for a large base to be counted."""
        return counts.known(self.user) if self.user else None

    @property
    def uncovered_url(self) -> str:
        """Return the list of the clients that the counter counts."""
        return f"{reverse('clients:list')}?care=uncovered"


def _exists(place: Place) -> bool:
    try:
        return bool(place.url)
    except NoReverseMatch:
        return False
