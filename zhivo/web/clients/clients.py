"""The base as a list: a sentence of filters, a page of rows, the opened row beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from zhivo.clients import listing, tally
from zhivo.clients.filters import Filters
from zhivo.clients.models import Client
from zhivo.clients.views import read
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients import bulk, columns, preview, sentence, views_tabs
from zhivo.web.clients.bulk import whole_number
from zhivo.web.clients.people import heirs
from zhivo.web.clients.words import care_of
from zhivo.web.pages import page


@allow("clients.view")
def clients(request: Request) -> HttpResponse:
    """Show a page of the list; `part` opens the choices of a part of the sentence, `pick=all` takes the whole list."""
    asked = Asked(request.GET, request.user)
    part = request.GET.get("part", "")
    if request.htmx and sentence.is_editable(part) and request.htmx.target == "sentence":
        return page(request, "clients/list.html", asked.sentence(part), region="sentence")
    return page(request, "clients/list.html", asked.context(part), region="base")


@allow("clients.view")
def count(request: Request) -> HttpResponse:
    """Say how many clients the list holds, counted to the end."""
    filters, refused = read(request.GET, user=request.user)
    if "view" in refused:
        raise Http404
    number = listing.count_all(user=request.user, filters=filters)
    context: dict[str, Any] = {"count": listing.Count(number, is_exact=True), "here": sentence.url_of(filters)}
    return page(request, "clients/count.html", context, region="number")


@dataclass(frozen=True)
class Row:
    """A client as a line of the list."""

    client: Client
    url: str
    cells: list[columns.Cell]
    care: tuple[str, str]  # dot, words
    beside: str  # after the name: of a person the firm


class Asked:
    """What an address of the list asks for, and what the page shows of it."""

    def __init__(self, query: QueryDict, user: User) -> None:
        self.user = user
        query = query.copy()
        if len(query.getlist("columns")) > 1:
            query["columns"] = views_tabs.columns_asked(query.getlist("columns"))
        self.filters, self.refused = read(query, user=user)
        self.query = query

    @cached_property
    def found(self) -> listing.Page:
        """Return the page of the list."""
        after, before, around = (whole_number(self.query.get(name, "")) for name in ("after", "before", "around"))
        return listing.page(user=self.user, filters=self.filters, after=after, before=before, around=around)

    def sentence(self, part: str) -> dict[str, Any]:
        """Return what the sentence needs, with the choices of `part`."""
        filters = self.filters
        context: dict[str, Any] = {
            "filters": filters,
            "asked": filters.asked(),
            "head": sentence.head(filters),
            "parts": sentence.parts(filters),
            "addable": sentence.addable(filters),
            "here": sentence.url_of(filters),
        }
        return context | sentence.opened(part, filters, user=self.user) if sentence.is_editable(part) else context

    def context(self, part: str) -> dict[str, Any]:
        """Return what the whole page needs."""
        found, filters = self.found, self.filters
        shown = columns.chosen(filters)
        tags = columns.tags_of(found.rows) if any(column.key == "tags" for column in shown) else {}
        rows = [
            _row(client, filters, columns.cells(client, shown, tags=tags.get(client.pk, ""))) for client in found.rows
        ]
        people = heirs(self.user)
        formats = _formats() if self.user.can("clients.export") and rows else []
        opened = self._opened(found.rows)
        looks = views_tabs.context(filters, user=self.user) | views_tabs.chooser(filters)
        return (
            looks
            | self.sentence(part)
            | {
                "rows": rows,
                "count": self._count(),
                "columns": shown,
                "sorts": [(sort, words, sentence.url_of(filters.changed(sort=sort))) for sort, words in _sorts()],
                "before": sentence.url_of(filters, before=found.before) if found.before else "",
                "after": sentence.url_of(filters, after=found.after) if found.after else "",
                "people": people,
                "formats": formats,
                "bulk": people or formats or self.user.can("clients.edit"),
                **bulk.bar(self.user),
                "all_url": sentence.url_of(filters, **self._place(), pick="all"),
                "is_all": self.query.get("pick") == "all",
                "place": self._place(),
                "may_edit": self.user.can("clients.edit"),
                "may_import": self.user.can("imports.run"),
                "refused": self.refused,
                **(preview.context(opened, filters=filters, user=self.user) if opened else {}),
            }
        )

    def _count(self) -> listing.Count:
        """Return how many there are: exact before a bulk act, of everybody the kept count, else as far as is quick."""
        if self.query.get("pick") == "all":
            return listing.Count(listing.count_all(user=self.user, filters=self.filters), is_exact=True)
        if not self.filters.is_narrow:
            return listing.Count(tally.clients(self.user), is_exact=True)
        return listing.count(user=self.user, filters=self.filters)

    def _place(self) -> dict[str, str]:
        asked = {name: whole_number(self.query.get(name, "")) for name in ("after", "before", "around")}
        return {name: str(pk) for name, pk in asked.items() if pk}

    def _opened(self, rows: list[Client]) -> Client | None:
        wanted = whole_number(self.query.get("open", "")) or whole_number(self.query.get("around", ""))
        return next((client for client in rows if client.pk == wanted), rows[0] if rows else None)


def _row(client: Client, filters: Filters, cells: list[columns.Cell]) -> Row:
    firm = client.company if client.kind == "person" and client.company else ""
    return Row(
        client=client,
        url=sentence.url_of(filters),
        cells=cells,
        care=care_of(client),
        beside=f"«{firm}»" if firm else "",
    )


def _formats() -> list[tuple[str, str]]:
    return [("xlsx", _("Excel workbook, xlsx")), ("csv", _("Table as text, csv")), ("json", _("For programs, json"))]


def _sorts() -> list[tuple[str, str]]:
    return [("name", _("by name")), ("newest", _("newest first"))]
