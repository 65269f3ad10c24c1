"""The pages that say what went wrong, in a sentence and with a way on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from zhivo.web.frame import Frame


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the request makes no sense, or the form is out of date."""
    return _fault(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: the person may not open this."""
    return _fault(request, 403)


@requires_csrf_token
def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose key is missing or old."""
    return _fault(request, 403, template="faults/out_of_date.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: there is nothing at this address, or the person may not know of it."""
    return _fault(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database: it may be what is broken."""
    return HttpResponseServerError(render_to_string("faults/500.html", {"request": request}))


def _fault(request: HttpRequest, status: int, *, template: str = "") -> HttpResponse:
    user = getattr(request, "user", None)
    layout = "faults/inside.html" if user is not None and user.is_authenticated else "faults/outside.html"
    context: dict[str, Any] = {"frame": Frame(request), "layout": layout, "status": status}
    return render(request, template or f"faults/{status}.html", context, status=status)
