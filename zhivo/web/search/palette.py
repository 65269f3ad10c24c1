"""The palette: clients, pages and actions found by what is typed; without JavaScript the same as a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.clients.find import find
from zhivo.clients.models import Client, ContactPoint, SavedView
from zhivo.clients.typed import read
from zhivo.clients.views import offered
from zhivo.team.models import User
from zhivo.web.access import SIGNED_IN, Request, allow
from zhivo.web.frame import PLACES
from zhivo.web.pages import page

LONGEST = 120
LISTS_MOST = 8


@dataclass(frozen=True)
class Act:
    """A page or an action that the palette offers, and the words it is also found by."""

    label: str | Promise
    icon: str
    view: str
    permission: str
    key: str = ""
    words: str | Promise = ""

    @property
    def url(self) -> str:
        """Return the address."""
        return reverse(self.view)

    def fits(self, user: User, words: list[str]) -> bool:
        """Say whether the user may open it and every typed word begins one of its words."""
        if self.permission != SIGNED_IN and not user.can(self.permission):
            return False
        own = f"{self.label} {self.words}".lower().replace("ё", "е").split()
        return all(any(word.startswith(typed) for word in own) for typed in words) and _exists(self.view)


PAGES = (
    *(Act(place.label, place.icon, f"{place.area}:list", place.permission) for place in PLACES),
    Act(_("Teams"), "users-group", "people:teams", "people.manage"),
    Act(_("My lists"), "list-details", "clients:views", "clients.view", words=_("saved views tabs")),
    Act(_("My gaps"), "forms", "quality:gaps", "clients.edit", words=_("missing fields")),
    Act(_("Portrait"), "user-scan", "quality:portrait", "clients.view", words=_("fields weights filled")),
    Act(_("Filling rules"), "printer", "quality:rules", "clients.view", words=_("print required fields")),
    Act(_("Tags"), "tags", "clients:tags", "clients.view", words=_("marks labels")),
    Act(_("Profile"), "user", "profile:profile", SIGNED_IN, words=_("language theme name log out")),
    Act(_("Keys"), "keyboard", "search:keys", SIGNED_IN, "?", _("help keyboard")),
)
ACTIONS = (
    Act(_("New client"), "user-plus", "clients:new", "clients.edit", "N", _("add create")),
    Act(_("Type clients from a notebook"), "table", "imports:typed", "imports.run", words=_("grid table by hand")),
    Act(_("Import files"), "upload", "imports:new", "imports.run", words=_("excel csv upload drop")),
    Act(_("Invite a person"), "user-plus", "people:new", "people.manage", words=_("add user manager")),
    Act(_("Change the password"), "lock", "profile:password", SIGNED_IN),
)


@allow(SIGNED_IN)
def search(request: Request) -> HttpResponse:
    """Find clients that the person sees, pages and actions that he may open."""
    text = request.GET.get("q", "")[:LONGEST].strip()
    words = text.lower().replace("ё", "е").split()
    found = _clients(request.user, text) if text else []
    context = {
        "text": text,
        "clients": found,
        "lists": _lists(request.user, words),
        "actions": [act for act in ACTIONS if act.fits(request.user, words)],
        "pages": [act for act in PAGES if act.fits(request.user, words)],
    }
    return page(request, "search/search.html", context, region="found")


@allow(SIGNED_IN)
def keys(request: Request) -> HttpResponse:
    """List the keys."""
    return page(request, "search/keys.html", region="keys")


def _clients(user: User, text: str) -> list[tuple[Client, str]]:
    """Return the clients found, each with what tells namesakes apart: before all the phone whose digits were typed."""
    if not user.can("clients.view"):
        return []
    found = find(text=text, user=user)
    numbers = read(text).numbers
    marks: dict[int, str] = {}
    points = ContactPoint.objects.filter(client__in=[client.pk for client in found])
    for point in points.order_by("-medium", "position"):
        is_meant = point.medium == "phone" and any(point.value.endswith(number[-10:]) for number in numbers)
        if is_meant or (point.position == 0 and point.client_id not in marks):
            marks[point.client_id] = point.value
    return [(client, marks.get(client.pk) or client.city or client.company or client.inn or "") for client in found]


def _lists(user: User, words: list[str]) -> list[SavedView]:
    """Return the saved lists of whose name every typed word begins a word."""
    if not words or not user.can("clients.view"):
        return []
    named = [(view, view.name.lower().replace("ё", "е").split()) for view in offered(user)]
    fits = [view for view, own in named if all(any(word.startswith(typed) for word in own) for typed in words)]
    return fits[:LISTS_MOST]


def _exists(view: str) -> bool:
    try:
        reverse(view)
    except NoReverseMatch:
        return False
    return True
