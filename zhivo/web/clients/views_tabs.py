"""The tabs over the list: ready-made lists, the user's own and those that others share, each with its number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from zhivo.clients import view_counts
from zhivo.clients.filters import COLUMN_SIGN, NO, NOBODY, YES, Filters
from zhivo.clients.listing import Count
from zhivo.clients.models import SavedView
from zhivo.clients.views import differs, filters_of, may_change, offered
from zhivo.team.models import User
from zhivo.web.clients import columns, sentence

KEYS = 9  # of the first tabs one is opened by its digit


@dataclass(frozen=True)
class Tab:
    """A list to go to: its words and address, whether it is this one, and how many clients it holds."""

    words: str
    url: str
    is_on: bool
    filters: Filters | None  # None: a condition of it is no more, and without it there would be too many in the list
    key: str = ""
    view: SavedView | None = None
    count: Count | None = None


def context(filters: Filters, *, user: User, is_counted: bool = False) -> dict[str, Any]:
    """Return what the row of tabs needs; `is_counted` lets it count what is not known yet."""
    lists = _lists(filters, user=user)
    count = view_counts.counted if is_counted else view_counts.known
    countable = [tab.filters for tab in lists if tab.filters is not None]
    numbers = dict(zip(countable, count(user=user, lists=countable), strict=True))
    view = next((tab.view for tab in lists if tab.view and str(tab.view.pk) == filters.view), None)
    return {
        "tabs": [
            replace(tab, key=str(at) if at <= KEYS else "", count=numbers[tab.filters].count if tab.filters else None)
            for at, tab in enumerate(lists, start=1)
        ],
        "tabs_are_fresh": is_counted or all(known.is_fresh for known in numbers.values()),
        "here": sentence.url_of(filters),
        "view": view,
        "is_changed": view is not None and differs(view, filters),
        "may_save": view is not None and may_change(view, user),
        "may_share": user.can("views.share"),
    }


def chooser(filters: Filters) -> dict[str, Any]:
    """Return what the choice of columns needs: those that are shown first, in their order."""
    shown = [column.key for column in columns.chosen(filters)]
    there = columns.offered()
    rest = [key for key in there if key not in shown]
    return {
        "columns_offered": [(there[key], key in shown) for key in (*shown, *rest)],
        "columns_most": columns.MOST,
        "asked_of_rows": {key: value for key, value in filters.asked().items() if key != "columns"},
        "usual_url": sentence.url_of(filters.changed(columns="")),
    }


def _lists(filters: Filters, *, user: User) -> list[Tab]:
    ready = [
        (_("All"), Filters()),
        (_("Mine"), Filters(responsible=str(user.pk))),
        (_("Nobody's"), Filters(responsible=NOBODY)),
        (_("Companies"), Filters(kind="company")),
        (_("Without a phone"), Filters(phone=NO)),
        (_("Without an e-mail"), Filters(email=NO)),
        (_("With a question"), Filters(question=YES)),
    ]
    here = None if filters.view else filters.conditions
    tabs = [Tab(words, sentence.url_of(one), one == here, one) for words, one in ready]
    for view in offered(user):
        of_view, refused = filters_of(view)
        is_on = filters.view == str(view.pk)
        tabs.append(Tab(view.name, f"?view={view.pk}", is_on, None if refused else of_view, view=view))
    return tabs


def columns_asked(said: list[str]) -> str:
    """Return the ticked columns as one word of an address."""
    return COLUMN_SIGN.join(key for key in said if key and COLUMN_SIGN not in key)
