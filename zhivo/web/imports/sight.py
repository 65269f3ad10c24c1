"""Who sees the rows of an import: those who see clients; the others see its numbers only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from zhivo.sources.models import Batch
from zhivo.team.models import User
from zhivo.web.access import Request

Params = ParamSpec("Params")
View = Callable[Concatenate[Request, Params], HttpResponse]


def sees_rows(view: View[Params]) -> View[Params]:
    """Let the view be opened by those who see clients at all."""

    @wraps(view)
    def guarded(request: Request, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        if not request.user.can("clients.view"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def sees_draft(user: User, batch: Batch) -> bool:
    """Say whether the values of a draft are shown: whoever dropped a file knows what is in it."""
    return batch.by_id == user.pk or user.can("clients.view")


def drafts_of(user: User, *, but: Batch | None = None) -> list[Batch]:
    """Return the last few drafts of a person that wait to be looked through, without the one that is open."""
    found = Batch.objects.filter(state=Batch.State.DRAFT, by=user).order_by("-pk")
    return list(found.exclude(pk=but.pk)[:5] if but else found[:5])
