"""Who may open an address: every view carries `@allow` or `@public`, and a house test walks the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from zhivo.team.models import User

SIGNED_IN = "signed in"  # in place of a permission: everybody who works here
METHODS = frozenset({"PUT", "PATCH", "DELETE"})
Params = ParamSpec("Params")


class Request(HttpRequest):
    """A request of a person who is logged in."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[Request, Params], HttpResponse]


def allow(permission: str) -> Callable[[View[Params]], Callable[..., HttpResponse]]:
    """Let the view be opened by those who have the permission (SIGNED_IN: by everybody who works here).

    Others get the log-in page or the page of error 403, before anything is read or written. A POST with the field
    `_method` reaches the view as that method, so that forms without JavaScript can remove.
    """

    def guard(view: View[Params]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: Any, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _log_in_first(request)
            if permission != SIGNED_IN and not request.user.can(permission):
                raise PermissionDenied
            if request.method == "POST" and request.POST.get("_method") in METHODS:
                request.method = request.POST["_method"]
            response = view(request, *args, **kwargs)
            # Names and phones must not stay on a shared computer after log-out.
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the view be opened by anybody, logged in or not."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    opened.permission = None  # type: ignore[attr-defined]
    return opened


def _log_in_first(request: Request) -> HttpResponse:
    if not request.htmx:
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    page = urlsplit(request.htmx.current_url or "/")
    answer = redirect_to_login(page._replace(scheme="", netloc="").geturl())
    return HttpResponseClientRedirect(answer.headers["Location"])
