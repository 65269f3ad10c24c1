"""A list for a mailing service: each client with his contacts and his personal link to the form, as csv."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Callable, Iterator

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from zhivo.clients import form_links
from zhivo.clients.models import ContactPoint, FormLink, ValueMark
from zhivo.clients.queries import ClientQuerySet
from zhivo.intake import exports
from zhivo.intake.exports import PART
from zhivo.lib.inert import inert
from zhivo.team.models import User


def begin(
    *, clients: ClientQuerySet, seen: ClientQuerySet, address: Callable[[FormLink], str], by: User, said: dict[str, str]
) -> Iterator[bytes]:
    """Make the links that are not there yet, note in the journal who takes the list out, and return its parts.

    `clients` gives the order; who does not want to be contacted is left out, and so is who is no longer `seen` when his
    turn comes. `address` makes the whole address of a link. Raises form_links.TooMany.
    """
    wanted = clients.to_be_contacted().values_list("pk", flat=True)
    ids = array("q", wanted[: form_links.MOST + 1])
    form_links.make(clients=ids, by=by)
    exports.note(suffix="csv", count=len(ids), by=by, said=said)
    return _parts(ids, seen, address)


def _parts(ids: array[int], seen: ClientQuerySet, address: Callable[[FormLink], str]) -> Iterator[bytes]:
    """Yield lines as Excel and mailing services open them: marked as UTF-8, parted by semicolons."""
    yield _lines([[_("Client"), _("Name"), _("E-mail"), _("Phone"), _("Link to the form")]], mark="\ufeff")
    for start in range(0, len(ids), PART):
        part = list(ids[start : start + PART])
        links = form_links.newest(clients=part)
        known = {row[0]: row for row in _known(seen, part)}
        there = [pk for pk in part if pk in known and pk in links]
        yield _lines([[*map(_cell, known[pk]), address(links[pk])] for pk in there])


def _known(seen: ClientQuerySet, part: list[int]) -> Iterator[tuple[int, str, str | None, str | None]]:
    found = seen.filter(pk__in=part).annotate(mail=_first("email"), call=_first("phone"))
    return found.values_list("pk", "name", "mail", "call").iterator(chunk_size=PART)


def _first(medium: str) -> Subquery:
    """The first contact of a client that is neither dead nor nobody's."""
    points = ContactPoint.objects.filter(client=OuterRef("pk"), medium=medium).order_by("position")
    useless = ValueMark.objects.filter(value=OuterRef("value"), medium=medium, kind__in=("dead", "dummy"))
    return Subquery(points.filter(~Exists(useless)).values("value")[:1])


def _cell(value: object) -> object:
    return inert(value) if isinstance(value, str) else value


def _lines(rows: list[list[object]], *, mark: str = "") -> bytes:
    page = io.StringIO()
    csv.writer(page, delimiter=";", lineterminator="\r\n").writerows(rows)
    return (mark + page.getvalue()).encode()
