"""An import that is over: what it did, what broke it off, or what was left when it was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from zhivo.clients.models import Client
from zhivo.intake import completions, fields, report
from zhivo.lib.numbers import number
from zhivo.sources.models import Batch
from zhivo.team.models import User
from zhivo.web.access import Request
from zhivo.web.imports import reasons
from zhivo.web.imports.handed_in import of_batch
from zhivo.web.imports.progress import rounded
from zhivo.web.imports.sight import sees_refused
from zhivo.web.imports.undo import is_undoable
from zhivo.web.pages import page

NAMED_KEPT = 50


@dataclass(frozen=True)
class Sum:
    """One number of a finished batch; `url` leads to what is behind it and is empty for who may not see that."""

    n: int
    words: str
    about: str = ""
    url: str = ""
    tone: str = ""


def done(request: Request, batch: Batch) -> HttpResponse:
    """Show what a finished batch did."""
    return page(request, "imports/done.html", _context(request, batch))


def broken_off(request: Request, batch: Batch) -> HttpResponse:
    """Show why a batch broke off or that it was stopped, what is in the base already, and the ways on."""
    return page(
        request,
        "imports/broken.html",
        _context(request, batch) | {"fault": reasons.fault_of(batch), "total": rounded(batch.rows_total)},
    )


def undone(request: Request, batch: Batch) -> HttpResponse:
    """Show that a batch was taken back, and what had to stay."""
    kept = batch.operation.kept if batch.operation else []
    passed_on = report.passed_on(batch)
    context = {"passed_on": passed_on, "taken_back": batch.rows - sum(rows for _heir, rows in passed_on)}
    return page(request, "imports/undone.html", _context(request, batch) | _kept(kept, user=request.user) | context)


def _context(request: Request, batch: Batch) -> dict[str, Any]:
    user, completed = request.user, completions.completed(batch)
    return {
        "batch": batch,
        "written": batch.rows - batch.refused,
        "files": of_batch(request, batch),
        "completes": completions.of(batch),
        "completed": completed,
        "to_correct": batch.refused - sum(rows for _by, rows in completed),
        "sums": (_bought if batch.what == fields.PURCHASES else _sums)(batch, sees_rows=user.can("clients.view")),
        "doubts": _doubts(batch, sees_rows=user.can("clients.view")),
        "notes": reasons.note_words(batch),
        "went": [
            (column, field_words(field, what=batch.what))
            for column, field in zip(batch.columns, batch.mapping, strict=False)
        ],
        "sees_rows": user.can("clients.view"),
        "sees_refused": user.can("clients.view") and sees_refused(user, batch),
        "may_undo": user.can("imports.undo") and is_undoable(batch),
    }


def _doubts(batch: Batch, *, sees_rows: bool) -> list[tuple[report.Doubt, object, object, str]]:
    """The doubtful values by reason: the doubt, its field and words, where its rows are."""
    rows = reverse("imports:rows", args=[batch.pk]) if sees_rows and batch.rows > batch.unchanged else ""
    return [
        (doubt, *reasons.words(doubt.reason), rows and f"{rows}?{urlencode({'reason': doubt.reason})}")
        for doubt in report.doubts(batch)
    ]


def field_words(key: str, *, what: str = fields.CLIENTS) -> str | Promise:
    """Return what a field of a mapping is called; of a field that is gone, its key."""
    if key == fields.IGNORE:
        return _("not taken")
    return fields.get(key, what=what).label if fields.is_known(key, what=what) else key


def _sums(batch: Batch, *, sees_rows: bool) -> list[Sum]:
    """The first four add up to the rows of the file."""
    rows = reverse("imports:rows", args=[batch.pk]) if sees_rows else ""
    firms = reverse("imports:firms", args=[batch.pk]) if sees_rows else ""

    def those(outcome: str) -> str:
        return rows and f"{rows}?outcome={outcome}"

    skipped, doubtful = reasons.skipped(batch), report.doubtful(batch.reasons)
    return [
        Sum(
            batch.clients_created,
            npgettext("beside its number", "new client", "new clients", batch.clients_created),
            _("nobody like them was here"),
            those("created"),
        ),
        Sum(
            batch.clients_joined,
            ngettext("to a known client", "to known clients", batch.clients_joined),
            _repeats(batch),
            those("joined") if batch.clients_joined > batch.unchanged else "",
        ),
        Sum(batch.held, _("with a question"), _("the same person? you decide"), those("held"), "c-warn"),
        Sum(
            batch.refused,
            ngettext("row not written", "rows not written", batch.refused),
            _("nothing to know a client by"),
            those("refused"),
            "c-warn",
        ),
        Sum(
            batch.companies_created,
            ngettext("firm beside persons", "firms beside persons", batch.companies_created),
            _("named in their rows"),
            firms,
        ),
        *_recovered(batch, sees_rows=sees_rows),
        Sum(doubtful, ngettext("doubtful value", "doubtful values", doubtful), _("kept as they came"), "#doubts"),
        Sum(skipped, ngettext("row skipped", "rows skipped", skipped), _("blank, totals, headings"), "#skipped"),
        _in_all(batch, rows),
    ]


def _bought(batch: Batch, *, sees_rows: bool) -> list[Sum]:
    """The first four add up to the rows of the file."""
    rows = reverse("imports:rows", args=[batch.pk]) if sees_rows else ""
    told = {
        name: batch.purchases.get(name, 0)
        for name in ("rows_created", "rows_updated", "purchases", "new", "changed", "lines_gone")
    }
    made = batch.clients_created + batch.held + batch.companies_created
    doubtful = report.doubtful(batch.reasons)

    def those(outcome: str) -> str:
        return rows and f"{rows}?outcome={outcome}"

    return [
        Sum(
            told["rows_created"],
            ngettext("row of new purchases", "rows of new purchases", told["rows_created"]),
            _purchases(told["new"]),
            those("bought"),
        ),
        Sum(
            told["rows_updated"],
            ngettext("row of changed purchases", "rows of changed purchases", told["rows_updated"]),
            _purchases(told["changed"]),
            those("changed"),
        ),
        Sum(batch.unchanged, ngettext("row unchanged", "rows unchanged", batch.unchanged), _("the same to the letter")),
        Sum(
            batch.refused,
            ngettext("row not written", "rows not written", batch.refused),
            _("each with its reason"),
            those("refused"),
            "c-warn",
        ),
        Sum(
            made,
            npgettext("beside its number", "new client", "new clients", made),
            _("named only in these purchases"),
        ),
        Sum(
            batch.held,
            ngettext("of them with a question", "of them with a question", batch.held),
            _("the same person? you decide"),
            reverse("questions:list") if sees_rows else "",
            "c-warn",
        ),
        *lines_gone(told["lines_gone"]),
        Sum(doubtful, ngettext("doubtful value", "doubtful values", doubtful), _("each with its reason"), "#doubts"),
        _in_all(batch, rows),
    ]


def _recovered(batch: Batch, *, sees_rows: bool) -> list[Sum]:
    """What comments hold, where they hold anything."""
    url = f"{reverse('questions:values')}?kind=found" if sees_rows else ""
    words = ngettext("value in comments", "values in comments", batch.recovered)
    return [Sum(batch.recovered, words, _("proposed to you with their words"), url)] if batch.recovered else []


def _in_all(batch: Batch, url: str) -> Sum:
    url = url if batch.rows > batch.unchanged else ""
    return Sum(batch.rows, ngettext("row in all", "rows in all", batch.rows), _("the first four together"), url)


def lines_gone(count: int) -> list[Sum]:
    """Return the number of lines that purchases of the base had and have no more, where there are any."""
    words = ngettext("earlier line replaced or gone", "earlier lines replaced or gone", count)
    return [Sum(count, words, _("of the changed purchases"), "", "c-warn")] if count else []


def _purchases(count: int) -> str:
    return ngettext("%(n)s purchase", "%(n)s purchases", count) % {"n": number(count)}


def _repeats(batch: Batch) -> str:
    if not batch.unchanged:
        return _("by the phone, e-mail, INN")
    words = ngettext("%(n)s row is the same to the letter", "%(n)s rows are the same to the letter", batch.unchanged)
    return words % {"n": number(batch.unchanged)}


def _kept(kept: list[dict[str, Any]], *, user: User) -> dict[str, Any]:
    """Names of the clients that stayed, as far as the person may see them; the rest is a number."""
    ids = [one["client"] for one in kept]
    named = list(Client.objects.visible_to(user).filter(pk__in=ids).order_by("sort_name", "pk")[:NAMED_KEPT])
    return {"kept": len(ids), "kept_named": named, "kept_unnamed": len(ids) - len(named)}
