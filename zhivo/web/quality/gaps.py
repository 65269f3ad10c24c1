"""«My gaps»: the clients of a manager and the fields they lack, filled in a grid by keyboard, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zhivo.clients import attributes, tally
from zhivo.clients.models import Client, ContactPoint, Kind
from zhivo.lib.numbers import number
from zhivo.quality.portrait import gaps as lists
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.filled import filled
from zhivo.quality.portrait.gaps import Edge, Lacking
from zhivo.quality.portrait.portraits import Portrait
from zhivo.quality.portrait.rates import count, fields_of
from zhivo.quality.portrait.rates import gaps as missing_of
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.clients.client import visible
from zhivo.web.clients.words import labels_of
from zhivo.web.pages import page, tell
from zhivo.web.quality.gap_cells import Cell, Column, Row, field_of, saved
from zhivo.web.quality.portrait import KINDS, kind_of

COLUMNS_MOST = 8  # of the fields that are missing on the page the heaviest


@allow("clients.edit")
def gaps(request: Request) -> HttpResponse:
    """Show a page of the gaps, or save all that was typed into it (a browser without JavaScript sends it whole)."""
    if request.method != "POST":
        return page(request, "quality/gaps.html", _context(request), region="gaps")
    done = list(_posted(request))
    wrong = {cell.key: cell for cell in done if not cell.is_saved}
    if wrong:
        return page(request, "quality/gaps.html", _context(request, wrong=wrong), region="gaps", status=422)
    if not done:
        return redirect(request.get_full_path())
    said = ngettext("%(n)s field filled.", "%(n)s fields filled.", len(done)) % {"n": number(len(done))}
    tell(request, said, operation=done[0].operation if len(done) == 1 else None)
    return redirect(request.get_full_path())


@allow("clients.edit")
@require_POST
def gap(request: Request, pk: int) -> HttpResponse:
    """Save one cell and answer with it: filled, refused with the reason, or contested."""
    client = visible(request.user, pk)
    portrait = portraits.of(client.kind)
    field = next((found for found in map(field_of, request.POST) if found), "")
    if field not in portrait.fields:
        raise Http404
    cell = saved(client, Column.of(field), said=request.POST, by=request.user)
    if cell.is_saved:
        tell(request, _("%(field)s: changed") % {"field": cell.label}, operation=cell.operation)
    left = _left(client.responsible or request.user)
    context = {
        "cell": cell,
        "client": client,
        "score": portrait.score(filled(client.pk, fields=portrait.fields)),
        "left": sum(left.values()),
        "left_of_kind": left[client.kind],
    }
    return page(request, "quality/gap.html", context, region="cell", status=200 if cell.is_saved else 422)


def _posted(request: Request) -> Iterator[Cell]:
    every = portraits.every()
    for name, value in request.POST.items():
        field, pk = field_of(name), name.split("-")[1:2]
        if field and str(value).strip() and pk[0].isascii() and pk[0].isdigit():
            client = visible(request.user, int(pk[0][:18]))
            if field in every[client.kind].fields:
                yield saved(client, Column.of(field), said=request.POST, by=request.user)


def _context(request: Request, *, wrong: dict[str, Cell] | None = None) -> dict[str, Any]:
    people = _people(request.user)
    whose = _whose(request, people)
    kind = kind_of(request.GET.get("kind", "")) or Kind.PERSON
    every = portraits.every()
    after = Edge.read(request.GET.get("after", ""))
    found = lists.lacking(portraits=every, kind=kind, led_by=whose.pk, after=after)
    columns = _columns(every[kind], found.rows)
    here = {"of": whose.pk, "kind": kind} if whose != request.user else {"kind": kind}
    left = {one: missing_of(found.counts, every, kind=one) for one in every}
    rows = list(_rows(found.rows, every[kind], columns, wrong or {}, user=request.user))
    return {
        "whose": whose,
        "is_own": whose == request.user,
        "people": people,
        "kind": kind,
        "kinds": [(one, _("Persons") if one == Kind.PERSON else _("Companies"), left[one]) for one in KINDS],
        "columns": columns,
        "rows": rows,
        "first_gap": next((cell.key for row in rows for cell in row.cells if not cell.value), ""),
        "left": sum(left.values()),
        "here": f"?{urlencode({**here, 'after': after} if after else here)}",
        "first": f"?{urlencode(here)}" if after else "",
        "next": f"?{urlencode({**here, 'after': found.following})}" if found.following else "",
        "may_fill": True,
    }


def _people(user: User) -> list[User]:
    """Return whose gaps the user may look at: his own, and those of the people who lead clients that he sees."""
    seen, leading = user.sees_clients_of(), tally.led_by()
    people = User.objects.filter(pk__in={*leading, user.pk}).order_by("name")
    return [one for one in people if seen is None or one.pk in seen]


def _whose(request: Request, people: list[User]) -> User:
    leading = tally.led_by()
    # Who leads nobody himself looks at those of whoever has most of them.
    first = request.user if request.user.pk in leading else max(people, key=lambda one: leading.get(one.pk, 0))
    asked = request.GET.get("of", "") or str(first.pk)
    found = next((one for one in people if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _left(whose: User) -> dict[str, int]:
    """Return how many fields the clients of a manager lack, by kind."""
    every = portraits.every()
    counts = count(fields_of(every), led_by=whose.pk)
    return {kind: missing_of(counts, every, kind=kind) for kind in Kind.values}


def _columns(portrait: Portrait, lacking: list[Lacking]) -> list[Column]:
    """Return the heaviest fields that somebody on the page lacks, with what each adds to a score."""
    nothing = dict.fromkeys(portrait.fields, False)
    wanted = [one for one in portrait.asked if any(not row.filled[one.field] for row in lacking)]
    heaviest = sorted(wanted, key=lambda one: -one.weight)[:COLUMNS_MOST]
    labels = labels_of(one.field for one in heaviest)
    own = attributes.by_field() if any(field.startswith(attributes.PREFIX) for field in labels) else {}
    return [
        Column(one.field, labels[one.field], own.get(one.field), portrait.worth(one, filled=nothing), one.is_required)
        for one in heaviest
    ]


def _rows(
    lacking: list[Lacking], portrait: Portrait, columns: list[Column], wrong: dict[str, Cell], *, user: User
) -> Iterator[Row]:
    main = Prefetch("contact_points", ContactPoint.objects.filter(position=0), to_attr="main_points")
    seen = Client.objects.visible_to(user).filter(pk__in=[row.client for row in lacking]).defer("tokens")
    clients = {client.pk: client for client in seen.prefetch_related(main)}
    for row in lacking:
        client = clients.get(row.client)
        if client is not None:
            cells = [Cell.of(client, column, is_there=row.filled[column.field]) for column in columns]
            yield Row(client, portrait.score(row.filled), row.bought, [wrong.get(cell.key, cell) for cell in cells])
